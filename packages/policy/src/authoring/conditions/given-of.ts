import { unitNamed } from "../amounts/units.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import { countsThing } from "../words/counts-thing.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

/** What "with approvals", "an open defect" say of the argument: that it is given, or, where it counts such things, that there is at least one. */
export function givenOf(words: readonly Token[], field: VocabularyField): Condition {
  return isCountOfThings(words, field)
    ? { kind: "order", field, order: ">", value: "0" }
    : { kind: "present", field };
}

/** Whether the words name things, of which the argument says how many; "the number of approvals" is the argument itself. */
export function isCountOfThings(words: readonly Token[], field: VocabularyField): boolean {
  if (!isOfKind(field, "number")) return false;
  if (words.some((token) => token.kind === "word" && numbers.has(token.stem))) return false;
  // "aircraft with open defects to service" goes on with the tool's words
  const noun = words.findLast((token) => token.kind === "word" && countsThing(token, field));
  if (noun?.kind !== "word") return false;
  const parts = nameWords(field.path.at(-1) ?? "");
  const part = parts.find((each) => stem(each) === stem(noun.lower.split("-").at(-1) ?? "")) ?? "";
  if (unitNamed(part) !== undefined || sums.has(stem(part))) return false;
  return /[^su]s$|^(?:people|children)$/.test(part) || parts.some((each) => counts.has(each));
}

const numbers = new Set("number count quantity total tally amount".split(" ").map(stem));
const sums = new Set(
  "costs fees charges taxes dollars cents points terms details funds proceeds savings earnings wages"
    .split(" ")
    .map(stem),
);
const counts = new Set("count num number qty quantity".split(" "));
