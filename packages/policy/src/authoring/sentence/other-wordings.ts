import { Refusal } from "../refusal.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withoutAnnouncement } from "./announced-rule.ts";
import { withToolOfAny } from "./any-amount-of.ts";
import { asidesBehind } from "./asides-behind.ts";
import { attempt } from "./attempt.ts";
import { briefWordings } from "./brief-wordings.ts";
import { businessCallers } from "./business-callers.ts";
import { businessDemands } from "./business-demands.ts";
import { businessWords } from "./business-words.ts";
import { withCallersFromEnd } from "./callers-at-end.ts";
import { callersInProse } from "./callers-in-prose.ts";
import { callersSaid } from "./callers-said.ts";
import { deedsAndValues } from "./deeds-and-values.ts";
import { endNamed } from "./end-named.ts";
import { endsAndPlaces } from "./ends-and-places.ts";
import { iamSaid } from "./iam-said.ts";
import { patternText } from "./inserted-words.ts";
import { kindsGlossed } from "./kinds-glossed.ts";
import { limitsSet } from "./limits-set.ts";
import { withLimitsJoined } from "./listed-limits.ts";
import { measuredStates } from "./measured-states.ts";
import { namedAgain } from "./named-again.ts";
import { withOrForNor } from "./nor-clause.ts";
import { ordinaryClauses } from "./ordinary-clauses.ts";
import { withPassiveOfBe } from "./passive-with-get.ts";
import { peopleOrders } from "./people-orders.ts";
import {
  withEqualsClaim,
  withIfForBecause,
  withNotNeeded,
  withVerdictSaid,
  withZero,
} from "./plain-clauses.ts";
import { plainerWordings } from "./plainer-wordings.ts";
import { withoutRangeCommas } from "./range-ends-aside.ts";
import { rulesInTurn } from "./rules-in-turn.ts";
import { saidOfTools } from "./said-of-tools.ts";
import {
  withAgentAsUser,
  withDeniedAct,
  withEveningHours,
  withGrantAsDeed,
  withHyphensOpen,
  withOwnThings,
  withRoleThatActs,
  withThingAsSubject,
  withTimesAlone,
  withUsage,
  withUsualPhrases,
} from "./same-in-words.ts";
import { withSpeakerNamed } from "./speaker-named.ts";
import { withThingSaid } from "./thing-said-again.ts";
import { toldWordings } from "./told-wordings.ts";
import { valuesInProse } from "./values-in-prose.ts";
import { verdictsInProse } from "./verdicts-in-prose.ts";
import { withoutWhichInBrackets } from "./which-in-brackets.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** Each says the same in words that the grammar knows, or nothing where it does not apply. */
const restatings: readonly Restating[] = [
  ...iamSaid,
  ...asidesBehind,
  ...kindsGlossed,
  ...rulesInTurn,
  ...namedAgain,
  ...callersInProse,
  ...verdictsInProse,
  ...valuesInProse,
  ...endsAndPlaces,
  ...endNamed,
  ...measuredStates,
  ...saidOfTools,
  ...ordinaryClauses,
  ...peopleOrders,
  ...limitsSet,
  ...callersSaid,
  ...deedsAndValues,
  ...businessCallers,
  ...businessDemands,
  ...businessWords,
  withHyphensOpen,
  withUsualPhrases,
  withAgentAsUser,
  withDeniedAct,
  withTimesAlone,
  withEveningHours,
  withOwnThings,
  withRoleThatActs,
  withThingAsSubject,
  withGrantAsDeed,
  withUsage,
  withoutAnnouncement,
  withSpeakerNamed,
  withPassiveOfBe,
  withThingSaid,
  withToolOfAny,
  withoutWhichInBrackets,
  withEqualsClaim,
  withLimitsJoined,
  withoutRangeCommas,
  withNotNeeded,
  withZero,
  withIfForBecause,
  withVerdictSaid,
  withOrForNor,
  ...plainerWordings,
  withCallersFromEnd,
  ...briefWordings,
  ...toldWordings,
];

/** The sentence in other words that say the same: all that apply together, then each alone; none where none applies. */
function otherWordings(tokens: readonly Token[], vocabulary: Vocabulary): readonly (readonly Token[])[] {
  const alone = restatings.flatMap((restate) => {
    const found = restate(tokens, vocabulary);
    return found === undefined ? [] : [found];
  });
  if (alone.length === 0) return alone;
  let all = tokens;
  for (const restate of restatings) all = restate(all, vocabulary) ?? all;
  const [only] = alone;
  // what one way leaves may be for another
  if (alone.length === 1 && only !== undefined && patternText(only) === patternText(all)) return alone;
  return [all, ...alone];
}

/** What the sentence reads as, or else what it reads as in other words; throws what the sentence itself is refused for. */
export function inOtherWords<T>(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  read: (tokens: readonly Token[]) => T,
): T {
  try {
    return read(tokens);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const words of otherWordings(tokens, vocabulary)) {
      const found = attempt(() => read(words));
      if (found !== undefined) return found;
    }
    throw error;
  }
}
