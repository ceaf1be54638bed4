import { fitNumber } from "./amounts/fit-number.ts";
import { type UnitName, unitNamed } from "./amounts/units.ts";
import { Refusal } from "./refusal.ts";
import { nameWords, type VocabularyField } from "./vocabulary.ts";
import { type Token, tokensOf } from "./words/tokens.ts";
import { stem } from "./words/word-stem.ts";

/** Whether a text names this value: all of its words in any spelling or number ("managers" names `manager`), or what it is short for. */
export function saysText(text: string, value: string): boolean {
  const words = nameWords(value);
  if (words.length === 0) return value !== "" && text.includes(value);
  const said = nameWords(text);
  const stems = new Set(said.map(stem));
  return words.every((word) => stems.has(stem(word))) || isShort(value, said);
}

/** CA for Canada, UK for United Kingdom. */
function isShort(value: string, said: readonly string[]): boolean {
  if (!/^\p{Lu}{2,4}$/u.test(value)) return false;
  const short = value.toLowerCase();
  if (said.some((word) => word.length > 3 && word.startsWith(short))) return true;
  const initials = said.map((word) => word[0] ?? "").join("");
  return initials.includes(short);
}

/** Whether a text names this number, as the field counts: "$500" names 50000 of a field in cents. */
export function saysNumber(text: string, value: string, field: VocabularyField): boolean {
  const tokens = tokensOf(text);
  return tokens.some((token, at) => {
    if (token.kind !== "number") return false;
    const fitted = fit(field, token, unitBehind(tokens, at));
    return fitted !== undefined && Number(fitted) === Number(value);
  });
}

function unitBehind(tokens: readonly Token[], at: number): UnitName | undefined {
  const next = tokens[at + 1];
  return next?.kind === "word" ? unitNamed(next.lower) : undefined;
}

function fit(
  field: VocabularyField,
  number: Extract<Token, { kind: "number" }>,
  unit: UnitName | undefined,
): string | undefined {
  try {
    return fitNumber(field, number, unit, undefined, []);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
