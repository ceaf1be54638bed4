import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withShortLimits } from "./any-behind.ts";
import { withValueChangedTo } from "./changed-to.ts";
import { withOneWith } from "./or-with.ts";
import { withoutOnes } from "./other-ones.ts";
import { withDeedOfNoun } from "./process-deed.ts";
import { withReceiverFirst } from "./receiver-first.ts";
import { withOwnFirst, withWhenForOfWhich } from "./said-of-caller.ts";
import { withVerdictAgain } from "./so-is.ts";
import { withSubjectAgain } from "./subject-again.ts";
import { withThingOfCondition } from "./thing-of-condition.ts";
import { withWhoseArgument } from "./whose-argument.ts";

/** The ways to say in full what a sentence says in brief: "or ones without a check", ", max 60 seconds", ", and so is washing". */
export const briefWordings: readonly ((
  tokens: readonly Token[],
  vocabulary: Vocabulary,
) => readonly Token[] | undefined)[] = [
  withoutOnes,
  withShortLimits,
  withVerdictAgain,
  withOneWith,
  withWhoseArgument,
  withReceiverFirst,
  withThingOfCondition,
  withSubjectAgain,
  withValueChangedTo,
  withDeedOfNoun,
  withWhenForOfWhich,
  withOwnFirst,
];
