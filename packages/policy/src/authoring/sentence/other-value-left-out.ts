import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { withoutStop } from "./words-at.ts";

const leftOut =
  /(?: ,| \(|) (?:(?:but )?(?:not|never|excluding|except)(?: for)? (?:the )?([\p{L}\d_-]+)|([\p{L}\d_-]+) (?:is |being )?excluded)(?: \))?$/u;
const widens =
  /\b(?:not|never|no|except|other|but|unless|neither|without|outside|any|all|every|excluding|whatever|everything)\b/;

/** "to shadow and canary, live excluded" without what it leaves out: a value that is none of those named says nothing more. */
export function withoutOtherValue(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const whole = withoutStop(tokens);
  const close = middleEnd(whole);
  const all = whole.slice(0, close);
  const text = patternText(all);
  const found = leftOut.exec(text);
  const value = found?.[1] ?? found?.[2];
  if (found === null || value === undefined) return undefined;
  const before = text.slice(0, found.index);
  if (widens.test(before)) return undefined;
  const fields = tools.flatMap((tool) => tool.fields.filter((field) => has(field.values, value)));
  const words = new Set(before.split(" "));
  const isNamed = fields.every(({ values }) => values.some((each) => words.has(each.toLowerCase())));
  if (fields.length === 0 || !isNamed || words.has(value)) return undefined;
  const from = before.split(" ").length;
  return [...whole.slice(0, from), ...whole.slice(close === whole.length ? close : close + 1)];
}

/** Where the words end that may leave something out: at the last comma, if they stand between two, as in "…, suite excluded, by …". */
function middleEnd(tokens: readonly Token[]): number {
  const commas = tokens.flatMap((token, at) => (token.kind === "mark" && token.text === "," ? [at] : []));
  const [open, close] = commas.slice(-2);
  if (open === undefined || close === undefined || close - open > 5) return tokens.length;
  return /^, (?:.*excluded|(?:but )?(?:not|never) .*|excluding .*)$/.test(
    patternText(tokens.slice(open, close)),
  )
    ? close
    : tokens.length;
}

function has(values: readonly string[], value: string): boolean {
  return values.some((each) => each.toLowerCase() === value);
}
