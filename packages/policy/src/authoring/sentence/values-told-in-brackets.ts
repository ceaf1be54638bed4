import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const preposition = /^(?:in|to|from|for|via|by|with|into|as|on|at|of)$/;

/** "in English or French (language en, fr)" as "with language en or fr": the bracket says for each of the words how it is written; undefined where none does. */
export function withValuesTold(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const open = tokens.findIndex((token) => patternText([token]) === "(");
  const close = tokens.findIndex((token, at) => at > open && patternText([token]) === ")");
  const name = tokens[open + 1];
  if (open < 2 || close < open + 3 || name?.kind !== "word") return undefined;
  const isArgument = tools.some(({ fields }) =>
    fields.some(({ path, shape }) => path.at(-1) === name.text && shape.kind === "string"),
  );
  const given = valuesOf(tokens.slice(open + 2, close));
  if (!isArgument || given === undefined || given.length === 0) return undefined;
  const from = tokens.findLastIndex(
    (token, at) => at < open && token.kind === "word" && preposition.test(token.lower),
  );
  const said = from < 0 ? undefined : valuesOf(tokens.slice(from + 1, open));
  if (said?.length !== given.length || !said.every((word, at) => isWrittenAs(word, given[at])))
    return undefined;
  const list = given.flatMap((value, at): readonly Token[] => [
    ...(at === 0 ? [] : at === given.length - 1 ? inserted("or", value) : [commaAt(value)]),
    value,
  ]);
  return [
    ...tokens.slice(0, from),
    ...inserted("with", tokens[from]),
    name,
    ...list,
    ...tokens.slice(close + 1),
  ];
}

function commaAt({ start, end }: Token): Token {
  return { kind: "mark", text: ",", start, end };
}

/** The words of a list that each are a value: "English, French or Japanese", "en, fr, ja"; undefined where it is no list. */
function valuesOf(tokens: readonly Token[]): readonly Token[] | undefined {
  const values = tokens.filter((token) => !/^(?:,|or|and|in|is)$/.test(patternText([token])));
  const commas = tokens.length - values.length;
  if (values.some(({ kind }) => kind !== "word" && kind !== "quoted") || commas > 2 * values.length)
    return undefined;
  return values;
}

/** Whether the value is how the word is written in short: "en" of English, "gb" of Great-Britain, "DE" of Germany. */
function isWrittenAs(word: Token, value: Token | undefined): boolean {
  if (word.kind !== "word" || (value?.kind !== "word" && value?.kind !== "quoted")) return false;
  const [long, short] = [word.lower, value.text.toLowerCase()];
  return long.startsWith(short) || short.startsWith(long) || codes.get(long) === short;
}

/** Codes that do not begin as the word does. */
const codes: ReadonlyMap<string, string> = new Map(
  "german:de spanish:es greek:el dutch:nl swedish:sv chinese:zh czech:cs danish:da croatian:hr germany:de spain:es sweden:se switzerland:ch croatia:hr poland:pl portugal:pt turkey:tr ireland:ie japan:jp china:cn ukraine:ua estonia:ee denmark:dk austria:at slovakia:sk slovenia:si"
    .split(" ")
    .map((pair): [string, string] => {
      const [word = "", code = ""] = pair.split(":");
      return [word, code];
    }),
);
