import { jsonObjectOf } from "../callers/json-answer.ts";
import { sendOnce } from "../callers/send-once.ts";
import { endpointOf } from "../connection/endpoint-of.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";

/**
 * Where a pool's tokens are had. At AWS it is the domain's host. Where Cognito's address was given, that host may lead
 * nowhere; then it is what the pool's discovery document there says: below `/cognito`, as Toolgate has it, or at the root.
 */
export async function tokenEndpointOf(
  connection: Connection,
  userPoolId: string,
  domainPrefix: string,
  options: CallOptions,
): Promise<string> {
  const { url, given } = endpointOf("cognito", connection);
  const base = `${url.origin}${url.pathname.replace(/\/$/, "")}`;
  for (const issuer of given ? [`${base}/cognito/${userPoolId}`, `${base}/${userPoolId}`] : []) {
    const found = await discovered(connection, issuer, options);
    if (found !== undefined) return found;
  }
  return `https://${domainPrefix}.auth.${connection.region}.amazoncognito.com/oauth2/token`;
}

async function discovered(
  connection: Connection,
  issuer: string,
  { timeoutMs = connection.timeoutMs, signal }: CallOptions,
): Promise<string | undefined> {
  const operation = "the pool's discovery document";
  const url = `${issuer}/.well-known/openid-configuration`;
  const request = { operation, url, method: "GET", headers: {}, body: undefined, timeoutMs, signal };
  const answer = await sendOnce(request, connection);
  if (answer.status !== 200) return undefined;
  const { token_endpoint: found } = jsonObjectOf(answer, operation);
  return typeof found === "string" && URL.canParse(found) ? found : undefined;
}
