import { jsonObjectOf } from "../callers/json-answer.ts";
import { sendOnce } from "../callers/send-once.ts";
import type { Connection } from "../connection/settings.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { NetworkError, TokenError } from "../errors/call-errors.ts";
import type { CognitoClientInfo } from "./gateway-types.ts";

/** What a token request needs. */
export type TokenRequest = Omit<CognitoClientInfo, "userPoolId" | "domainPrefix">;

/** An access token by client credentials; throws a {@link TokenError} with the endpoint's words. Source: RFC 6749, 4.4. */
export async function fetchToken(
  connection: Connection,
  { tokenEndpoint, clientId, clientSecret, scope }: TokenRequest,
  options: WaitOptions,
): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: clientSecret,
    scope,
  });
  const { clock } = connection;
  const deadline = clock.now() + (options.maxWaitMs ?? connection.maxWaitMs);
  for (;;) {
    try {
      const answer = await sendOnce(
        {
          operation: "the token request",
          url: tokenEndpoint,
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded" },
          body: form.toString(),
          timeoutMs: options.timeoutMs ?? connection.timeoutMs,
          signal: options.signal,
        },
        connection,
      );
      const body = jsonObjectOf(answer, "the token request");
      if (answer.status === 200 && typeof body.access_token === "string") return body.access_token;
      throw new TokenError(
        `${new URL(tokenEndpoint).origin} gave no token for the client ${clientId} and the scope ${scope}: ${answer.status} ${String(body.error ?? "")} ${String(body.error_description ?? "")}`.trim(),
      );
    } catch (error) {
      // A new domain's name takes up to a minute to be known.
      if (!(error instanceof NetworkError) || clock.now() >= deadline) throw error;
      await clock.sleep(options.pollMs ?? connection.pollMs, options.signal);
    }
  }
}
