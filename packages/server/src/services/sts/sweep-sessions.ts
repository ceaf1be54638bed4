import type { StoreChange } from "../../store-port.ts";
import { sessions } from "../iam/iam-kept.ts";
import { ServiceFault } from "../service.ts";

/** Temporary credentials that are valid at one time. */
const mostSessions = 1_000;

/**
 * Forgets temporary credentials that expired.
 * @throws ServiceFault Throttling when too many are still valid.
 */
export async function sweepSessions(change: StoreChange, now: number): Promise<void> {
  const kept = await sessions.list(change);
  const expired = kept.filter(({ body }) => Date.parse(body.expiresAt) <= now);
  for (const { key } of expired) await sessions.remove(change, key);
  if (kept.length - expired.length < mostSessions) return;
  const message = `Rate exceeded: ${mostSessions} temporary credentials are valid already; wait until some expire.`;
  throw new ServiceFault("Throttling", message, 400);
}
