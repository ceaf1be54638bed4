import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withShortLimits } from "./any-behind.ts";
import { withoutOnes } from "./other-ones.ts";
import { withVerdictAgain } from "./so-is.ts";

/** The ways to say in full what a sentence says in brief: "or ones without a check", ", max 60 seconds", ", and so is washing". */
export const briefWordings: readonly ((
  tokens: readonly Token[],
  vocabulary: Vocabulary,
) => readonly Token[] | undefined)[] = [withoutOnes, withShortLimits, withVerdictAgain];
