import { nameWords, type Vocabulary, type VocabularyTool } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { type Found, reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "the refund tools" by their names, where several are named so and no target is. */
const withToolsNamed: Restating = (tokens, { tools, targets }) =>
  reworded(tokens, /(?:the|all|all the) (\S+) tools/, ({ text }) => {
    const word = stem(text(1));
    const named = tools.filter(({ nameStems }) => nameStems.includes(word));
    const isOther =
      targets.some(({ stems }) => stems.includes(word)) || named.some((tool) => hasFlag(tool, word));
    return named.length < 2 || isOther ? undefined : named.map(({ name }) => name).join(" and ");
  });

function hasFlag({ fields }: VocabularyTool, word: string): boolean {
  return fields.some(
    ({ nameStems, values }) => nameStems.includes(word) || values.some((value) => stem(value) === word),
  );
}

/** "Waiving charges: $25 or less for clerks, any amount for managers" as what each may do. */
const withLimitsBehindHeading: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(\S+ing) ([^:]+?) : ([^,]*#[^,]*?|any [a-z]+) for ([^,]+?) , (?:and )?([^,]*#[^,]*?|any [a-z]+) for ([^,]+?)(?: \.)?$/,
    ({ text }: Found) => {
      const act = tools.find(({ nameStems }) => nameStems[0] === stem(text(1)));
      const verb = act === undefined ? undefined : nameWords(act.name)[0];
      return verb === undefined ? undefined : `allow $4 to ${verb} $2 of $3 and $6 to ${verb} $2 of $5`;
    },
  );

const dimensions: ReadonlyMap<string, readonly string[]> = new Map([
  ["deep", ["depth"]],
  ["long", ["length", "duration"]],
  ["wide", ["width"]],
  ["high", ["height"]],
  ["tall", ["height"]],
  ["thick", ["thickness"]],
  ["old", ["age"]],
]);

/** "at least 5 cm deep", where an argument is the depth. */
const withoutDimension: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /((?:more|less|fewer) than|at (?:least|most)|over|under) (#) (\S+) (deep|long|wide|high|tall|thick|old)/,
    ({ text }) => {
      const nouns = (dimensions.get(text(4)) ?? []).map(stem);
      const [field, other] = tools.flatMap(({ fields }) =>
        fields.filter(({ nameStems }) => nameStems.some((each) => nouns.includes(each))),
      );
      return field !== undefined && other === undefined ? "$1 $2 $3" : undefined;
    },
  );

/** "A negative adjustment is denied for x (coins below zero)": the bracket says what is negative. */
const withNegativeTold: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:an? )?negative (.+?) (is|are) (denied|blocked|forbidden|prohibited) for (.+?) \( (\S+ (?:is |are )?below zero) \)(?= \.|$)/,
    "$1 $2 $3 for $4 when $5",
  );

/** "Exports may not run more often than every 6 hours (everyHours smaller than 6 is denied)": the bracket is the rule. */
const withRuleInBrackets: Restating = (tokens) =>
  reworded(
    tokens,
    /^(\S+) (?:may|must|can) not (?:\S+ )?(?:more|less) often than (?:once )?every (#) \S+ \( (\S+ .+? (#)) (is|are) (denied|blocked|refused|forbidden) \)(?= \.|$)/,
    ({ tokens: group }) => {
      const [said, told] = [group(2)[0], group(4)[0]];
      const isSame = said?.kind === "number" && told?.kind === "number" && said.value === told.value;
      return isSame ? "$1 $5 $6 when $3" : undefined;
    },
  );

/** ", we lost a day that way" is a reason as ", since we lost a day that way" is. */
const withSinceForComma: Restating = (tokens) =>
  reworded(tokens, /, we (lost|had|got|were|saw|found|broke|missed)/, ", since we $1");

/** What is said of the tools themselves, in words that the grammar knows. */
export const saidOfTools: readonly Restating[] = [
  withToolsNamed,
  withLimitsBehindHeading,
  withoutDimension,
  withNegativeTold,
  withRuleInBrackets,
  withSinceForComma,
];
