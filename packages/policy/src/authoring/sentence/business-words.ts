import { doesDeed } from "../tools/does-deed.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "No one gets admitted" as "no guest may be admitted", where a tool admits guests. */
const withNobodyGetting: Restating = (tokens, { tools }) =>
  reworded(tokens, /^(?:no one|nobody) (?:gets?|is|are|is to be) ([a-z]+ed)(?= )/, ({ text }) => {
    const [tool, other] = tools.filter((each) => doesDeed(each, text(1)));
    const thing = tool === undefined || other !== undefined ? [] : nameWords(tool.name).slice(1);
    return thing.length === 0 ? undefined : `no ${thing.join(" ")} may be $1`;
  });

/** "No box is to be opened", "no changes get executed" as "no box may be opened". */
const withNoneToBe: Restating = (tokens) =>
  reworded(tokens, /no ([a-z-]+(?: [a-z-]+){0,3}?) (?:gets?|is to be|are to be) ([a-z]+)/, "no $1 may be $2");

/** "… is not bought any more" as of the time that is told. */
const withoutAnyMore: Restating = (tokens) =>
  reworded(tokens, /(?:any more|anymore|any longer)(?= \.|$)/, "");

/** "a tool that comes back damaged" as "a tool that is damaged". */
const withBeingForComing: Restating = (tokens) =>
  reworded(tokens, /(?:comes|came|come) back ([a-z]+)/, "is $1");

/** "whatever they cost" asks for nothing. */
const withoutWhatever: Restating = (tokens) =>
  reworded(tokens, /(?:, )?whatever (?:it|they|the [a-z]+) (?:costs?|weighs?|is|are|says?)(?= \.|$)/, "");

/** "and never during December" as "but not during December". */
const withButNot: Restating = (tokens) =>
  reworded(tokens, /(?:and|but) (?:never|not) (during|in|between|before|after|on|at|from)/, "but not $1");

/** "until 31 December 2026 (that day included)" as "until the end of 31 December 2026". */
const withDayIncluded: Restating = (tokens) =>
  reworded(
    tokens,
    /until (#(?: [a-z]+ #)?|[a-z]+ #(?: ,)? #) \( (?:that day (?:is )?included|inclusive|included|including that day)(?: , utc)? \)/,
    "until the end of $1",
  );

/** "are never disposed of", where the verb takes the preposition, as "must never be disposed". */
const withNeverDone: Restating = (tokens) => {
  const never = reworded(tokens, /(?:is|are) never ([a-z]+ed)/, "must never be $1");
  return reworded(never ?? tokens, /(be [a-z]+ed) of(?= \.|$)/, "$1") ?? never;
};

/** "booked for a night", where a tool books nights, as "booked". */
const withThingOfDeed: Restating = (tokens, { tools }) =>
  reworded(tokens, /be ([a-z]+ed) (?:for|on|to) an? ([a-z]+)/, ({ text }) =>
    tools.some(({ nameStems: [act, ...things] }) => act === stem(text(1)) && things.includes(stem(text(2))))
      ? "be $1"
      : undefined,
  );

/** "We don't do pickups" as "block pickups". */
const withoutWeDo: Restating = (tokens) =>
  reworded(tokens, /^we (?:do not|never) (?:do|make|offer|allow|accept|take|want)(?: any)?/, "block");

const currencies: ReadonlyMap<string, string> = new Map([
  ["swiss francs", "CHF"],
  ["francs", "CHF"],
  ["euros", "EUR"],
  ["pounds", "GBP"],
  ["sterling", "GBP"],
  ["dollars", "USD"],
  ["yen", "JPY"],
]);

/** "in Swiss francs", where CHF is a value that the tool knows. */
const withCurrencyCode: Restating = (tokens, { tools }) =>
  reworded(tokens, /in (swiss francs|francs|euros|pounds|sterling|dollars|yen)/, ({ text }) => {
    const code = currencies.get(text(1));
    const isKnown = tools.some(({ fields }) =>
      fields.some(({ values }) => code !== undefined && values.includes(code)),
    );
    return isKnown ? `in ${code}` : undefined;
  });

/** What is done and when, as rules of a business say it, in words that the grammar knows. */
export const businessWords: readonly Restating[] = [
  withNobodyGetting,
  withNoneToBe,
  withoutAnyMore,
  withBeingForComing,
  withoutWhatever,
  withButNot,
  withDayIncluded,
  withNeverDone,
  withThingOfDeed,
  withoutWeDo,
  withCurrencyCode,
];
