import { clientIdInput } from "./client-input.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { OAuthFault } from "./oauth-fault.ts";
import { type ClientOfPool, lookUpClient } from "./pool-client.ts";

/** How an app says who it is: by HTTP Basic, or in the form (RFC 6749, 2.3.1). */
export interface ClientCredentials {
  readonly authorization: string | null;
  readonly form: URLSearchParams;
}

/**
 * The app that asks, of that pool.
 * @throws OAuthFault invalid_client
 */
export async function authenticateClient(
  deps: CognitoDeps,
  poolId: string,
  { authorization, form }: ClientCredentials,
): Promise<ClientOfPool> {
  const basic = authorization === null ? undefined : readBasic(authorization);
  const clientId = basic?.id ?? form.get("client_id") ?? "";
  const given = basic?.secret ?? form.get("client_secret") ?? undefined;
  if (basic !== undefined && form.has("client_id") && form.get("client_id") !== basic.id)
    throw new OAuthFault(
      "invalid_request",
      "client_id of the form is another one than in the Authorization header.",
    );
  const known = clientIdInput.safeParse(clientId).success
    ? await deps.store.read((view) => lookUpClient(deps, view, clientId, poolId))
    : undefined;
  if (known === undefined) throw refused("The client is not one of this user pool; check client_id.");
  const { secret } = known;
  if (secret === undefined) {
    if (given === undefined || given === "") return known;
    throw refused("The client has no secret, but one was sent; leave it out.");
  }
  if (given === undefined)
    throw refused("The client has a secret: send it by HTTP Basic or as client_secret of the form.");
  if (!deps.crypto.isSame(given, secret)) throw refused("The client secret is wrong.");
  return known;
}

function refused(description: string): OAuthFault {
  return new OAuthFault("invalid_client", description);
}

function readBasic(authorization: string): { readonly id: string; readonly secret: string } {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]{1,4096})$/i.exec(authorization) ?? [];
  const text = encoded === undefined ? "" : Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  if (colon === -1) throw refused("The Authorization header is not Basic with a client id and a secret.");
  return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
}

/** RFC 6749 has both form-encoded; Cognito's own have no character for which that matters. */
function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
}
