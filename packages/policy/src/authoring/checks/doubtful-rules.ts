import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Token } from "../words/tokens.ts";
import { refuseBareOnly } from "./bare-only.ts";
import { refuseBoundBehindCallers } from "./bound-behind-callers.ts";
import { refuseWiderCase } from "./bound-with-only.ts";
import { refuseBareBut } from "./but-behind.ts";
import { refuseCountedCallers } from "./counted-callers.ts";
import { refuseOnlyOnesDenied } from "./only-ones-denied.ts";
import { refuseTwoDenials } from "./two-denials.ts";
import { refuseValueAsCaller } from "./value-as-caller.ts";

/** Throws where the rules of a sentence may not be those that it says. */
export function refuseDoubtfulRules(tokens: readonly Token[], reads: readonly ReadRule[]): void {
  refuseBareOnly(tokens, reads);
  refuseBareBut(tokens);
  refuseCountedCallers(tokens, reads);
  refuseBoundBehindCallers(tokens, reads);
  refuseWiderCase(tokens, reads);
  refuseOnlyOnesDenied(tokens, reads);
  refuseTwoDenials(tokens, reads);
  refuseValueAsCaller(tokens, reads);
}
