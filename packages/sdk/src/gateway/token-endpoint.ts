import { jsonObjectOf } from "../callers/json-answer.ts";
import { sendOnce } from "../callers/send-once.ts";
import { endpointOf } from "../connection/endpoint-of.ts";
import type { CallOptions, Connection } from "../connection/settings.ts";

/**
 * Where tokens are had. At AWS it is the domain's host. Where Cognito's address was given, that host is not reached: then it
 * is what the pool's discovery document there says, and `/oauth2/token` at the address if that names AWS's host too.
 */
export async function tokenEndpointOf(
  connection: Connection,
  userPoolId: string,
  domainPrefix: string,
  options: CallOptions,
): Promise<string> {
  const { url, given } = endpointOf("cognito", connection);
  const atAws = `https://${domainPrefix}.auth.${connection.region}.amazoncognito.com/oauth2/token`;
  if (!given) return atAws;
  const base = `${url.origin}${url.pathname.replace(/\/$/, "")}`;
  const answer = await sendOnce(
    {
      operation: "the discovery document",
      url: `${base}/${userPoolId}/.well-known/openid-configuration`,
      method: "GET",
      headers: {},
      body: undefined,
      timeoutMs: options.timeoutMs ?? connection.timeoutMs,
      signal: options.signal,
    },
    connection,
  );
  const found =
    answer.status === 200 ? jsonObjectOf(answer, "the discovery document").token_endpoint : undefined;
  if (typeof found !== "string" || !URL.canParse(found)) return `${base}/oauth2/token`;
  return /\.(amazoncognito\.com|amazonaws\.com)$/.test(new URL(found).hostname)
    ? `${base}/oauth2/token`
    : found;
}
