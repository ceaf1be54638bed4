/** Sessions between a challenge and its answer: sealed text, so that nothing is kept. */
import { z } from "zod";
import { SealBroken } from "../../sealer-port.ts";
import { type CognitoDeps, seconds } from "./cognito-deps.ts";
import { notAuthorized } from "./cognito-faults.ts";
import { type PoolClient, type PoolUser, purposes } from "./cognito-model.ts";

const content = z.object({
  clientId: z.string(),
  username: z.string(),
  sub: z.string(),
  expiresAt: z.number(),
});

/** A session in which the user answers a challenge of the client, good for as many minutes as the client's settings say. */
export function sealSession(deps: CognitoDeps, client: PoolClient, user: PoolUser): string {
  const session: z.infer<typeof content> = {
    clientId: client.clientId,
    username: user.username,
    sub: user.sub,
    expiresAt: seconds(deps.clock) + client.sessionValidity * 60,
  };
  return deps.sealer.seal(JSON.stringify(session), purposes.session(client.poolId));
}

/**
 * Whose session it is.
 * @throws ServiceFault NotAuthorizedException
 */
export function openSession(
  deps: CognitoDeps,
  client: PoolClient,
  text: string,
): { readonly username: string; readonly sub: string } {
  const invalid = () => notAuthorized("Invalid session for the user.");
  try {
    const session = content.parse(JSON.parse(deps.sealer.open(text, purposes.session(client.poolId))));
    if (session.clientId !== client.clientId) throw invalid();
    if (session.expiresAt < seconds(deps.clock))
      throw notAuthorized("Invalid session for the user, session is expired.");
    return session;
  } catch (error) {
    throw error instanceof SealBroken ? invalid() : error;
  }
}
