import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withCallerRequired } from "./caller-also-required.ts";
import { withParticleBeside } from "./particle-behind.ts";
import { withActiveVerb } from "./passive-as-active.ts";
import { withoutPresenceTold } from "./presence-in-brackets.ts";
import { withValuesTold } from "./values-told-in-brackets.ts";

/** Ways to say the same where brackets tell more, verbs are apart from their small words, or callers stand at the end; the active verb comes last. */
export const toldWordings: readonly ((
  tokens: readonly Token[],
  vocabulary: Vocabulary,
) => readonly Token[] | undefined)[] = [
  withParticleBeside,
  withCallerRequired,
  withValuesTold,
  withoutPresenceTold,
  withActiveVerb,
];
