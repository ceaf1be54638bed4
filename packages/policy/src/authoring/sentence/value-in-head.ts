import { isIdentifier } from "../checks/certain-values.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import type { Token } from "../words/tokens.ts";

/** Whether the rule has taken a plain word of its head for a value of a free text: "Port closure: …" names no port. */
export function takesWordForValue(head: readonly Token[], { when, unless }: Rule): boolean {
  const words = new Set(
    head.filter((token) => token.kind === "word" && !isIdentifier(token)).map(({ text }) => text),
  );
  return [when, unless]
    .flatMap((condition) => leavesOf(condition))
    .some(
      (leaf) =>
        leaf.kind === "text" &&
        leaf.field.values.length === 0 &&
        leaf.values.some((value) => value.split(" ").some((part) => words.has(part))),
    );
}
