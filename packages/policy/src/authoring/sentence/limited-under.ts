import type { UnitName } from "../amounts/units.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { blockUnless } from "./block-unless.ts";

/** "Upload file: maximum 12.5 MB, deny anything larger": what stands behind the tool is what calls must be. */
export function limitedUnder(
  main: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const at = main.findIndex((token) => token.kind === "mark" && token.text === ":");
  if (at < 1) return undefined;
  const found = blockUnless(main.slice(0, at), main.slice(at + 1), main[at], vocabulary, stated);
  return found?.rule.when === undefined ? found : undefined;
}
