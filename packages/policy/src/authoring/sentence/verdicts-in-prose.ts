import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "A is prohibited, and so is doing one with B" as two denials. */
const withSoIs: Restating = (tokens) =>
  reworded(
    tokens,
    /^([a-z]+ing) ((?:an?|the) [^,;:.#]+?) (without|with|to|for|from|above|over|under) ([^,;:.]+?) is (prohibited|forbidden|blocked|not allowed|denied) , and so is \1 (?:one|it|them) ([^,;:.]+?)(?= \.|$)/,
    "$1 $2 $3 $4 is forbidden , and $1 $2 $6 is forbidden",
  );

/** "…, but a forced rollback never is" behind what is allowed, as "but a forced rollback is forbidden". */
const withNeverIs: Restating = (tokens) =>
  / allowed | permitted /.test(patternText(tokens))
    ? reworded(
        tokens,
        /but (an? |the )?([^,;:.#]+?) (?:never (is|are)|(is|are) (?:never|not))(?= \.|$)/,
        "but $1 $2 $3 $4 forbidden",
      )
    : undefined;

/** "the rides of their own clinic, that is, when …": what follows says whose. */
const withoutOwnThatIs: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:of|for|in|at) their own [a-z]+ , (?:that is|i\.e \.|meaning|which means) ,? ?(when|if|where)/,
    "$1",
  );

/** "the clinic code they ask for" is the clinic code. */
const withoutTheyAskFor: Restating = (tokens) =>
  reworded(
    tokens,
    /(the [a-z]+(?: [a-z]+)?) (?:that )?they (?:ask for|name|give|request|enter)(?= (?:is|equals|matches))/,
    "$1",
  );

/** "… in csv format, not in any other" closes what is allowed. */
const withoutAnyOther: Restating = (tokens) => {
  const text = patternText(tokens);
  const said = /,? ?(?:and |but )?not (in|for|to|with|by|from|of) any other(?: \.)?$/.exec(text);
  const before = said === null ? "" : text.slice(0, said.index);
  const isPermission = /(?:^| )(?:may|can|allow|permit|allowed|permitted) (?!not )/.test(before);
  return said !== null &&
    isPermission &&
    before.includes(` ${said[1]} `) &&
    !/(?:^| )(?:never|no|nobody|none|cannot|not) /.test(before)
    ? reworded(tokens, /,? ?(?:and |but )?not (?:in|for|to|with|by|from|of) any other(?= \.|$)/, "")
    : undefined;
};

/** "We do not sell teak any more, so do not let anyone create quotes for it" as what follows from it. */
const withWhatWeDoNot: Restating = (tokens) =>
  reworded(
    tokens,
    /^we (?:do not|no longer|have stopped) [a-z]+ ([a-z]+)(?: any more| anymore| any longer)? , so ((?:do not let|do not allow|block|deny|nobody may|no one may)[^,;:.]+?) it(?= \.|$)/,
    "$2 $1",
  );

/** "Without a receipt, nothing over £10 gets paid out" as "block payouts over £10 without a receipt", where one tool does that. */
const withNothingOver: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /^(?:(without an? [a-z]+(?: [a-z]+)?) , )?nothing (over|above|more than|below|under) (#) (?:gets|is|may be|can be|is to be|is ever) ([a-z]+)(?: out| off)?( without an? [a-z]+(?: [a-z]+)?)?(?= \.|$)/,
    ({ text }) => {
      const [tool, other] = tools.filter((each) => doesDeed(each, text(4)));
      return tool === undefined || other !== undefined
        ? undefined
        : `block ${tool.action} $2 $3 $1 ${text(5)}`;
    },
  );

/** "Nothing may be deleted", where one tool deletes, as "no resource may be deleted". */
const withNothingDone: Restating = (tokens, { tools }) =>
  reworded(tokens, /nothing (may|can|must|should) be ([a-z]+)(?= |$)/, ({ text }) => {
    const [tool, other] = tools.filter((each) => doesDeed(each, text(2)));
    const thing = tool === undefined || other !== undefined ? [] : nameWords(tool.name).slice(1);
    return thing.length === 0 ? undefined : `no ${thing.join(" ")} $1 be $2`;
  });

/** "However, nobody may …" as "nobody may …". */
const withoutHowever: Restating = (tokens) =>
  reworded(tokens, /^(?:however|nevertheless|moreover|furthermore|additionally|also|besides) ,/, "");

/** "…, except that it may not issue more than 5" as "…, but may not issue more than 5". */
const withButMayNot: Restating = (tokens) =>
  reworded(
    tokens,
    /, except that (?:it|they|he or she) (may not|cannot|can not|must not|must never|may never)(?= )/,
    ", but $1",
  );

/** "are not to be granted" as "must not be granted". */
const withMustNotBe: Restating = (tokens) =>
  reworded(tokens, /(?:is|are) not to be ([a-z]+)(?= |$)/, "must not be $1");

/** What is allowed and what is not, as prose tells it, in words that the grammar knows. */
export const verdictsInProse: readonly Restating[] = [
  withSoIs,
  withNeverIs,
  withoutOwnThatIs,
  withoutTheyAskFor,
  withoutAnyOther,
  withWhatWeDoNot,
  withNothingOver,
  withNothingDone,
  withoutHowever,
  withButMayNot,
  withMustNotBe,
];
