import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Token } from "../words/tokens.ts";

/** Throws where a permission for "the icu ward only" would test that a list holds "icu", which lets others beside it pass. */
export function refuseOnlyInList(tokens: readonly Token[], { effect, when }: Rule): void {
  if (effect !== "permit") return;
  for (const leaf of heldIn(when)) {
    const at = tokens.findIndex(
      (token, index) =>
        (token.kind === "word" || token.kind === "quoted") &&
        leaf.values.some((value) => value.toLowerCase() === token.text.toLowerCase()) &&
        isOnly(tokens, index),
    );
    const token = tokens[at];
    if (token === undefined) continue;
    refuse(
      `"${leaf.field.path.join(".")}" is a list, and it is not certain that nothing else may be in it`,
      token,
      {
        advice: `Write "if the list contains ${token.text}" where others may be in it too; that there are no others cannot be tested.`,
        telling: true,
      },
    );
  }
}

function isOnly(tokens: readonly Token[], at: number): boolean {
  const behind = tokens.slice(at + 1, at + 3);
  const before = tokens.slice(Math.max(0, at - 4), at);
  const clause = before.findLastIndex(
    (token) => token.kind === "word" && /^(?:if|when|where)$/.test(token.lower),
  );
  return [...before.slice(clause + 1), ...behind].some(
    (token) => token.kind === "word" && /^(?:only|solely|exclusively|just|alone)$/.test(token.lower),
  );
}

type Held = Extract<Condition, { kind: "text" }>;

function heldIn(condition: Condition | undefined): readonly Held[] {
  if (condition?.kind === "all" || condition?.kind === "any") return condition.of.flatMap(heldIn);
  return condition?.kind === "text" && condition.field.shape.kind === "set" ? [condition] : [];
}
