import { invalidParameter } from "./cognito-faults.ts";
import type { PoolClient } from "./cognito-model.ts";

const secondsIn = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };
const day = 86_400;
const tenYears = 315_360_000;

/** How long a client's tokens are good, in seconds. */
export interface TokenValidity {
  readonly access: number;
  readonly id: number;
  readonly refresh: number;
}

type Validity = Pick<
  PoolClient,
  "accessTokenValidity" | "idTokenValidity" | "refreshTokenValidity" | "units"
>;

/** By the client's settings: an hour for access and ID tokens, 30 days for refresh tokens where nothing is said. */
export function tokenValidity({ units, ...client }: Validity): TokenValidity {
  return {
    access:
      (client.accessTokenValidity ?? 1) * secondsIn[unitOf(client.accessTokenValidity, units?.AccessToken)],
    id: (client.idTokenValidity ?? 1) * secondsIn[unitOf(client.idTokenValidity, units?.IdToken)],
    refresh: client.refreshTokenValidity * secondsIn[units?.RefreshToken ?? "days"],
  };
}

type Unit = keyof typeof secondsIn;
const unitOf = (value: number | undefined, unit: Unit | undefined): Unit =>
  value === undefined ? "hours" : (unit ?? "hours");

/**
 * Refuses what AWS does not let a client's tokens be: 5 minutes to a day, and an hour to ten years for refresh tokens.
 * @throws ServiceFault InvalidParameterException
 */
export function requireGoodValidity(client: Validity): void {
  const { access, id, refresh } = tokenValidity(client);
  for (const [name, value] of [
    ["access", access],
    ["id", id],
  ] as const) {
    if (value < 300 || value > day)
      throw invalidParameter(
        `Invalid range for token validity: ${name} tokens last from 5 minutes to 1 day.`,
      );
  }
  if (refresh < 3_600 || refresh > tenYears)
    throw invalidParameter(
      "Invalid range for token validity: refresh tokens last from 60 minutes to 10 years.",
    );
  if (refresh < access || refresh < id)
    throw invalidParameter(
      "Invalid range for token validity: refresh tokens must last as long as the others.",
    );
}
