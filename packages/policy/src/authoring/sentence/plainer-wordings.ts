import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { withAmountAsPhrase } from "./amount-that-is.ts";
import { withBeingAsClause } from "./being-clause.ts";
import { withCallersAhead } from "./callers-ahead.ts";
import { withCountBehind } from "./counted-adjective.ts";
import { withDeniedDeed, withoutDeniedAgain } from "./denied-again.ts";
import { withUsersFirst } from "./everything-to-users.ts";
import { withoutGroup } from "./group-of-people.ts";
import { withChangedTo } from "./moved-to-value.ts";
import { withNamedLeftOut } from "./named-left-out.ts";
import { withDeniedOnes } from "./never-ones.ts";
import { withNeverForNoOther } from "./no-other-than.ts";
import { withDeniedToThem } from "./not-getting.ts";
import { withOnlyAhead } from "./only-at-end.ts";
import { withoutOtherValue } from "./other-value-left-out.ts";
import { withTheyOwn } from "./owner-of-which.ts";

/** Each says the same as a part of a sentence in words that the grammar knows, or nothing where it does not apply. */
export const plainerWordings: readonly ((
  tokens: readonly Token[],
  vocabulary: Vocabulary,
) => readonly Token[] | undefined)[] = [
  withAmountAsPhrase,
  withoutGroup,
  withCountBehind,
  withoutDeniedAgain,
  withDeniedDeed,
  withDeniedToThem,
  withoutOtherValue,
  withDeniedOnes,
  withUsersFirst,
  withBeingAsClause,
  withChangedTo,
  withCallersAhead,
  withNeverForNoOther,
  withOnlyAhead,
  withTheyOwn,
  withNamedLeftOut,
];
