import type { UnitName } from "../amounts/units.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { blockUnless } from "./block-unless.ts";
import { inserted } from "./inserted-words.ts";

/** "Stars must be between 1 and 5, otherwise forbid post_review": the tool stands in the end. */
export function requiredOf(
  main: readonly Token[],
  tool: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const at = main.findIndex(
    (token) => token.kind === "word" && /^(?:must|has|have|needs?|shall|should)$/.test(token.lower),
  );
  const modal = main[at];
  if (at < 1 || modal?.kind !== "word") return undefined;
  const next = main[at + 1];
  const to = next?.kind === "word" && next.lower === "to" ? 1 : 0;
  if (!/^(?:must|shall|should)$/.test(modal.lower) && to === 0) return undefined;
  const rest = main.slice(at + 1 + to);
  const verb = rest[0];
  const silent = verb?.kind === "word" && /^(?:lie|stay|remain|fall)$/.test(verb.lower) ? 1 : 0;
  const needed = [...main.slice(0, at), ...inserted("must", modal), ...rest.slice(silent)];
  return blockUnless(tool, needed, modal, vocabulary, stated);
}
