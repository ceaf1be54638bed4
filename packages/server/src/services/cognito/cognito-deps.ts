import type { Clock, Functions } from "../../ports.ts";
import type { Sealer } from "../../sealer-port.ts";
import type { UserPoolCrypto } from "../../user-pool-crypto-port.ts";
import type { ServiceStore } from "../service-store.ts";
import type { PasswordAttempts } from "./password-attempts.ts";

/** What the use cases of user pools need from outside. */
export interface CognitoDeps {
  readonly store: ServiceStore;
  readonly sealer: Sealer;
  readonly crypto: UserPoolCrypto;
  readonly clock: Clock;
  readonly functions: Pick<Functions, "invoke">;
  readonly attempts: PasswordAttempts;
  /** Brings a change of pools, domains or clients into force before the call that made it is answered. */
  readonly onChange: () => Promise<void>;
}

/** Seconds since the epoch, with milliseconds. */
export const seconds = (clock: Clock): number => clock.now() / 1_000;

/** Seconds since the epoch, as tokens have them. */
export const wholeSeconds = (clock: Clock): number => Math.floor(seconds(clock));
