import { type CognitoDeps, wholeSeconds } from "./cognito-deps.ts";
import type { PoolUser } from "./cognito-model.ts";

/** Who signed in, when, and to get what. */
export interface SignIn {
  readonly user: PoolUser;
  /** Whole seconds since the epoch. */
  readonly authTime: number;
  /** Of all tokens that come of one sign-in. */
  readonly originJti: string;
  readonly scopes: readonly string[];
  /** By the OAuth endpoints, not by InitiateAuth. */
  readonly oauth: boolean;
  readonly nonce?: string | undefined;
}

/** A sign-in that happens now. */
export function newSignIn(
  deps: CognitoDeps,
  user: PoolUser,
  how: Pick<SignIn, "scopes" | "oauth" | "nonce">,
): SignIn {
  return { user, authTime: authTimeNow(deps, user), originJti: deps.crypto.uuid(), ...how };
}

/** After a sign-out in this very second it is the next one, since tokens tell whole seconds. */
export function authTimeNow({ clock }: CognitoDeps, { signedOutAt = 0 }: PoolUser): number {
  return Math.max(wholeSeconds(clock), signedOutAt + 1);
}
