import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { isActingVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const prose = new Set(
  "description text body message content comment note subject title reason query prompt summary memo"
    .split(" ")
    .map(stem),
);

/** "disputes mentioning "a" or "b"" as "disputes whose description contains …", where the tool has one text of the kind. */
const withTextTested: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /([a-z]+) (?:that |which )?(?:mention|mentions|mentioning|contain|contains|containing) ("(?: (?:or|,) ")*)(?= |$)/,
    ({ text }) => {
      const [field, other] = tools
        .filter(({ nameStems }) => nameStems.includes(stem(text(1))))
        .flatMap(({ fields }) => fields.filter(({ nameStems }) => nameStems.some((name) => prose.has(name))));
      return field === undefined || other !== undefined
        ? undefined
        : `$1 whose ${field.path.join(".")} contains $2`;
    },
  );

/** "Dispute descriptions may not be empty", "disputes must not have an empty description" as a denial of such disputes. */
const withEmptyDenied: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:all |any |every |the )?([a-z]+) (?:must|may|can|should|shall) (?:not|never) have (?:an? )?(?:empty|blank) ([a-z]+?)(?= \.|$)/,
    "block $1 whose $2 is empty",
  ) ??
  reworded(
    tokens,
    /^the ([a-z]+) of (?:an?|the|any|each|every) ([a-z]+) (?:must|may|can|should|shall) (?:not|never) be (?:empty|blank)(?= \.|$)/,
    ({ text }) => `block ${text(2)}s whose $1 is empty`,
  ) ??
  reworded(
    tokens,
    /^(?:the |an? )?([a-z]+) ([a-z]+?)s? (?:must|may|can|should|shall) (?:not|never) be (?:empty|blank)(?= \.|$)/,
    ({ text }) => `block ${text(1)}s whose ${text(2)} is empty`,
  ) ??
  reworded(tokens, /with (?:an? )?(?:empty|blank) ([a-z]+)/, "whose $1 is empty");

/** "may transfer any amount" as "may transfer funds of any amount". */
const withThingOfAmount: Restating = (tokens, { tools }) =>
  reworded(tokens, /(may|can|to) ([a-z]+) any amount/, ({ text }) => {
    const [tool, other] = tools.filter((each) => doesDeed(each, text(2)));
    const [act = "", ...thing] = tool === undefined ? [] : nameWords(tool.name);
    if (thing.length === 0 || other !== undefined) return undefined;
    return `$1 ${isActingVerb(stem(act)) ? act : "$2"} ${thing.join(" ")} of any amount`;
  });

/** "must not approve anything" by the tools that approve. */
const withToolsOfDeed: Restating = (tokens, { tools }) =>
  reworded(tokens, /not (?:be (?:able|allowed) to )?([a-z]+) anything(?= \.|$)/, ({ text }) => {
    const named = tools.filter((tool) => doesDeed(tool, text(1)));
    return named.length === 0 ? undefined : `not use ${named.map(({ action }) => action).join(" or ")}`;
  });

/** "on December 24 and December 25" as "on December 24 or on December 25": no day is both. */
const withEachDay: Restating = (tokens) =>
  reworded(tokens, /on (#) and (?:on )?(#)(?= \.|$)/, ({ tokens: group }) =>
    [1, 2].every((number) => group(number)[0]?.kind === "date") ? "on $1 or on $2" : undefined,
  );

/** "refunds of $0" as "refunds of exactly $0". */
const withExactZero: Restating = (tokens) =>
  reworded(tokens, /of (#)(?= \.| ,|$)/, ({ tokens: group }) => {
    const [sum] = group(1);
    return sum?.kind === "number" && Number(sum.value) === 0 ? "of exactly $1" : undefined;
  });

/** "Temporarily disable refunds": when it ends is somebody else's doing. */
const withoutAdverb: Restating = (tokens) =>
  reworded(
    tokens,
    /^(?:temporarily|immediately|permanently|always) (disable|block|deny|forbid|suspend|stop|halt|freeze|close|prohibit|ban|reject|revoke|shut)(?= )/,
    "$1",
  );

/** "lies between", "falls within" as "is between", "is within". */
const withIsBetween: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:lies|falls|stays|remains|ranges) (between|within|in|under|below|above|over|from)(?= )/,
    "is $1",
  );

/** "appointments that last at most 45 minutes" as "… that are at most 45 minutes". */
const withLasting: Restating = (tokens) =>
  reworded(
    tokens,
    /(and|that|which|or|but) (?:lasts?|takes?|runs?) (at most|at least|up to|no more than|less than|more than|under|over)(?= )/,
    "$1 are $2",
  );

/** "without being a manager" as "unless they are a manager". */
const withUnlessBeing: Restating = (tokens) =>
  reworded(tokens, /without being (an?|in|part of|members? of)(?= )/, "unless they are $1");

/** "carry attachments" as "have attachments". */
const withHaveForCarry: Restating = (tokens) => reworded(tokens, /(?:carry|carries) ([a-z]+)/, "have $1");

/** "they belong to group x and have the scope y" as "they are in group x and they have the scope y". */
const withBelonging: Restating = (tokens) =>
  reworded(
    tokens,
    /(they|the user|the caller) (?:belongs? to|(are|is) in) ((?:the )?(?:group|team|department) [^ ]+|the [^ ]+ (?:group|team|department))(?: and (?:have|has|hold|holds) (?:the )?((?:scope|role) [^ ]+|[^ ]+ (?:scope|role)))?(?= \.| ,|$)/,
    ({ text }) => {
      const be = text(1) === "they" ? "are" : "is";
      if (text(4) === "") return text(2) === "" ? `$1 ${be} in $3` : undefined;
      return `$1 ${be} in $3 and $1 ${be === "is" ? "has" : "have"} the $4`;
    },
  );

/** ", regardless of their role" asks for nothing more. */
const withoutRegardless: Restating = (tokens) =>
  reworded(
    tokens,
    /, (?:regardless|irrespective) of (?:their |the )?(?:role|roles|group|groups|department|tier|team)(?= \.|$)/,
    () => "",
  );

const deed = "[a-z]+ [^,;:.#]+?";

/** "may issue refunds under $100 and file disputes" with what is limited at the end: the limit is said of that alone. */
const withLimitedLast: Restating = (tokens, { tools }) => {
  const areDeeds = (...texts: readonly string[]) =>
    texts.every((text) => tools.some((tool) => doesDeed(tool, text.split(" ")[0] ?? "")));
  const start = "^([^,;:.#]+?) (may|can|are allowed to) ([a-z]+ [^,;:.#]*#(?: [a-z]+)?)";
  return (
    reworded(tokens, new RegExp(`${start} (?:, )?and (?:to )?(${deed})(?= \\.|$)`), ({ text }) =>
      areDeeds(text(3), text(4)) ? "$1 $2 $4 and $3" : undefined,
    ) ??
    reworded(tokens, new RegExp(`${start} , (${deed}) (?:, )?and (${deed})(?= \\.|$)`), ({ text }) =>
      areDeeds(text(3), text(4), text(5)) ? "$1 $2 $4 , $5 , and $3" : undefined,
    )
  );
};

/** What is done and what values are, as people say it, in words that the grammar knows. */
export const deedsAndValues: readonly Restating[] = [
  withTextTested,
  withEmptyDenied,
  withThingOfAmount,
  withToolsOfDeed,
  withEachDay,
  withExactZero,
  withoutAdverb,
  withIsBetween,
  withoutRegardless,
  withLasting,
  withUnlessBeing,
  withHaveForCarry,
  withBelonging,
  withLimitedLast,
];
