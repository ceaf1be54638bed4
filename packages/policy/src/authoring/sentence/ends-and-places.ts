import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { twoEnds } from "../words/two-ends.ts";
import { stem } from "../words/word-stem.ts";
import { patternText } from "./inserted-words.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "the source and destination accounts are the same" as "the from and to accounts are the same", by the arguments' names. */
const withSameEnds: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /the (?:source|sending|originating|origin) and (?:the )?(?:destination|target|receiving|recipient) ([a-z]+?)s? are (the same|equal|identical|different|not the same)/,
    ({ text }) => {
      const [pair, other] = tools.flatMap(twoEnds).filter(({ noun }) => noun === stem(text(1)));
      if (pair === undefined || other !== undefined) return undefined;
      const [from, to] = [pair.from, pair.to].map(({ path }) => path.join("."));
      return /^(?:different|not)/.test(text(2)) ? `${from} does not equal ${to}` : `${from} equals ${to}`;
    },
  );

/** "from acc-1 to acc-2", where one tool has one argument for each end. */
const withEndsNamed: Restating = (tokens, { tools }) => {
  const [pair, other] = tools.flatMap(twoEnds);
  if (pair === undefined || other !== undefined) return undefined;
  const [from, to] = [pair.from, pair.to].map(({ path }) => path.join("."));
  const id = '("|[a-z]\\S*\\d\\S*)';
  return (
    reworded(tokens, new RegExp(`from ${id} to ${id}(?= |$)`), `when ${from} is $1 and ${to} is $2`) ??
    reworded(tokens, new RegExp(`(only )?from ${id} only(?= \\.|$)`), `only when ${from} is $2`) ??
    reworded(tokens, new RegExp(`(only )?to ${id} only(?= \\.|$)`), `only when ${to} is $2`)
  );
};

/** "to an account whose id starts with "EXT-"" as "to an account that starts with …". */
const withIdOfEnd: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /(to|from) (an?|any|the) ([a-z]+?)(s?) whose (?:ids?|numbers?|names?|identifiers?) (starts?|begins?|ends?|contains?)/,
    ({ text }) =>
      tools.flatMap(twoEnds).some(({ noun }) => noun === stem(text(3)))
        ? `$1 $2 ${text(3)}${text(4)} that $5`
        : undefined,
  );

/** "to addresses that end with "@x.org"", "to @x.org addresses", where one argument says to whom. */
const withAddress: Restating = (tokens, { tools }) => {
  const name = onlyName(tools.flatMap(({ fields }) => fields.filter(isAddress)));
  if (name === undefined) return undefined;
  return (
    reworded(
      tokens,
      /to (?:e-?mail |any )?(?:address|addresses|recipients?) (?:that |which )?(ends?|ending|starts?|starting) (?:with|in) (\S+)(?= \.| ,|$)/,
      ({ text }) => `when ${name} ${text(1).startsWith("end") ? "ends" : "starts"} with $2`,
    ) ??
    reworded(
      tokens,
      /to (@\S+|") (?:e-?mail )?(?:addresses|recipients)(?= \.| ,|$)/,
      `when ${name} ends with $1`,
    )
  );
};

function isAddress({ shape, nameStems }: VocabularyField): boolean {
  return (
    shape.kind === "string" &&
    /^(?:to|recipi|recipient|address|email|to address|to email|recipient email|email address)$/.test(
      nameStems.join(" "),
    )
  );
}

function onlyName(fields: readonly VocabularyField[]): string | undefined {
  const names = new Set(fields.map(({ path }) => path.join(".")));
  const [name, other] = names;
  return other === undefined ? name : undefined;
}

/** "to any country except Cuba" as "to countries other than Cuba". */
const withOtherPlaces: Restating = (tokens) =>
  reworded(
    tokens,
    /(to|in|from) (?:any|all|every) (country|countries|region|regions|state|states|city|cities|currency|currencies) (?:except|but|besides|apart from|except for)(?= )/,
    ({ text }) =>
      `$1 ${text(2)
        .replace(/y$/, "ies")
        .replace(/([^s])$/, "$1s")} other than`,
  );

/** "for the US only" as "for US only", before a code of a place. */
const withoutTheOfCode: Restating = (tokens) =>
  reworded(tokens, /(in|for|to|from|outside|within) the (us|uk|eu|usa|uae)(?= )/, "$1 $2");

/** "for US and CAN only" as "only for US and CAN". */
const withOnlyAhead: Restating = (tokens) =>
  / only .* only(?: |$)/.test(patternText(tokens))
    ? undefined
    : reworded(
        tokens,
        /(in|for|to|from|within|on) ((?:(?:[a-z_-]+|#|")(?: (?:,|and|or|, and|, or) )?){1,5}?) only(?= \.|$)/,
        ({ text }) => (small.test(text(2)) ? undefined : "only $1 $2"),
      );

const small = /(?:^| )(?:a|an|the|their|its|all|any|if|when|by|with|of|is|are|be|who|role|group)(?: |$)/;

/** "block refunds from DATE to DATE" as "between DATE and DATE": nobody is blocked from a date. */
const withBetweenDates: Restating = (tokens) =>
  reworded(
    tokens,
    /^((?:block|deny|forbid|stop|reject|prohibit|disable) [^,;:.#]+?) from ((?:[a-z]{3,9} # ,? ?#|# [a-z]{3,9} #|#)) (?:to|until|through) ((?:[a-z]{3,9} # ,? ?#|# [a-z]{3,9} #|#))(?= \.|$)/,
    ({ tokens: group }) =>
      group(2).some(({ kind }) => kind === "word" || kind === "date") &&
      group(3).some(({ kind }) => kind === "word" || kind === "date")
        ? "$1 between $2 and $3"
        : undefined,
  );

/** "under a policy term shorter than six months" as "with …". */
const withTermOf: Restating = (tokens) =>
  reworded(
    tokens,
    /under (an?) ([a-z]+(?: [a-z]+)?) (shorter|longer|of|that|which|less|more)(?= )/,
    "with $1 $2 $3",
  );

/** "update coverage for liability or collision" by the one argument that may be these. */
const withFieldOfValues: Restating = (tokens, { tools }) =>
  reworded(
    tokens,
    /for ([a-z][a-z_-]*(?:(?: ,| or| and| , or| , and) [a-z][a-z_-]*){1,5}?)(?= \.| ,| only| when| if| unless|$)/,
    ({ text }) => {
      const values = text(1).split(/ , (?:or |and )?| or | and /);
      const name = onlyName(
        tools.flatMap(({ fields }) =>
          fields.filter((field) =>
            values.every((value) =>
              [...field.values, ...field.examples].some((each) => each.toLowerCase() === value),
            ),
          ),
        ),
      );
      return name === undefined || values.length < 2 ? undefined : `when ${name} is $1`;
    },
  );

/** "packages up to 50 in weight", "that weigh up to 50" as "with a weight of up to 50". */
const withMeasure: Restating = (tokens) =>
  reworded(
    tokens,
    /(up to|at most|under|over|less than|more than|at least|no more than|below|above) (# ?(?:[a-z]+)?) in (weight|length|height|width|size|value|amount|number|duration|distance)/,
    "with a $3 of $1 $2",
  ) ??
  reworded(
    tokens,
    /(?:that|which) (weigh|measure|cost|last)s? (up to|at most|under|over|less than|more than|at least|no more than|below|above) (#)/,
    ({ text }) => `with a ${measures.get(text(1)) ?? ""} of $2 $3`,
  );

const measures: ReadonlyMap<string, string> = new Map([
  ["weigh", "weight"],
  ["measure", "size"],
  ["cost", "price"],
  ["last", "duration"],
]);

/** "when the patient id is their own" as "for their own patient id". */
const withTheirOwn: Restating = (tokens) =>
  reworded(
    tokens,
    /(?:when|if|where|provided|as long as) (?:the )?([a-z_]+(?: [a-z]+)?) is (?:their|his or her) own(?= \.| ,|$)/,
    "for their own $1",
  );

/** Where things go and what they measure, as people say it, in words that the grammar knows. */
export const endsAndPlaces: readonly Restating[] = [
  withSameEnds,
  withEndsNamed,
  withIdOfEnd,
  withAddress,
  withOtherPlaces,
  withoutTheOfCode,
  withOnlyAhead,
  withBetweenDates,
  withTermOf,
  withFieldOfValues,
  withMeasure,
  withTheirOwn,
];
