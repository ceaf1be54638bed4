import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { noClient, notAuthorized } from "./cognito-faults.ts";
import { clients, type PoolClient, pools, purposes, type UserPool } from "./cognito-model.ts";

/** A client with its pool; `secret` in clear, where it has one. */
export interface ClientOfPool {
  readonly pool: Kept<UserPool>;
  readonly client: PoolClient;
  readonly secret: string | undefined;
}

/** The client of that id; undefined when there is none, or it belongs to another pool than `poolId`. */
export async function lookUpClient(
  deps: CognitoDeps,
  view: StoreView,
  clientId: string,
  poolId?: string,
): Promise<ClientOfPool | undefined> {
  const kept = await clients.get(view, clientId);
  if (kept === undefined || (poolId !== undefined && kept.body.poolId !== poolId)) return undefined;
  const pool = await pools.get(view, kept.body.poolId);
  if (pool === undefined) return undefined;
  const { sealed } = kept;
  const secret = sealed === undefined ? undefined : deps.sealer.open(sealed, purposes.secret(clientId));
  return { pool, client: kept.body, secret };
}

/**
 * The same for one there has to be.
 * @throws ServiceFault ResourceNotFoundException
 */
export async function findClient(
  deps: CognitoDeps,
  clientId: string,
  poolId?: string,
): Promise<ClientOfPool> {
  const found = await deps.store.read((view) => lookUpClient(deps, view, clientId, poolId));
  if (found === undefined) throw noClient(clientId);
  return found;
}

/**
 * Checks SECRET_HASH over any of the user's names: base64 of HMAC-SHA-256(secret, name + client id).
 * @throws ServiceFault NotAuthorizedException
 */
export function requireSecretHash(
  { crypto }: CognitoDeps,
  { client: { clientId }, secret }: ClientOfPool,
  given: string | undefined,
  names: readonly string[],
): void {
  if (secret === undefined) {
    if (given === undefined) return;
    throw notAuthorized(`Client ${clientId} is not configured for secret but secret was received`);
  }
  if (given === undefined)
    throw notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`);
  const right = names.some((name) => crypto.isSame(given, crypto.secretHash(secret, name + clientId)));
  if (!right) throw notAuthorized(`SecretHash does not match for the client: ${clientId}`);
}
