import type { Condition } from "../intermediate.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import type { WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

/** Parts of a flag's name that a compound leaves out: "tax-exempt" of `isExemptFromTax`. */
const silent = new Set(["is", "has", "be", "from", "of", "to", "for", "flag"]);

/** What a compound adjective says of the one flag whose name has the same words: "toll-free" of `tollFree`, "non-tax-exempt" of `taxExempt`. */
export function compoundFlag({ lower }: WordToken, { fields }: VocabularyTool): Condition | undefined {
  const denied = /^non-/.test(lower);
  const parts = lower
    .replace(/^non-/, "")
    .split("-")
    .map((part) => stem(part));
  if (parts.length < 2 || parts.includes("")) return undefined;
  const named = fields.filter((field) => isOfKind(field, "flag") && hasWords(field, parts));
  const [field, other] = named;
  return field === undefined || other !== undefined ? undefined : { kind: "flag", field, value: !denied };
}

function hasWords({ nameStems }: VocabularyField, parts: readonly string[]): boolean {
  return (
    parts.every((part) => nameStems.includes(part)) &&
    nameStems.every((name) => parts.includes(name) || silent.has(name))
  );
}
