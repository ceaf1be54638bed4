import type { DynamicClients } from "./dynamic-clients.ts";
import { parseJson } from "./private-file.ts";
import type { RateLimit } from "./rate-limit.ts";
import { readRegistration } from "./read-registration.ts";
import { readText } from "./read-text.ts";
import type { Middleware } from "./sign-in-flow.ts";

const maxBodyBytes = 16_384;

/** POST /reg: an app registers itself and gets a client_id, nothing more. Source: RFC 7591, 3. */
export function registrationEndpoint(clients: DynamicClients, registrations: RateLimit): Middleware {
  return async function answerRegistration(ctx, next) {
    if (ctx.path !== "/reg") return next();
    ctx.set("cache-control", "no-store");
    const refuse = (status: number, error: string, error_description: string) => {
      ctx.status = status;
      ctx.body = { error, error_description };
    };
    if (ctx.method !== "POST") {
      ctx.set("allow", "POST");
      return refuse(405, "invalid_request", "apps register themselves by POST");
    }
    const wait = registrations.wait();
    if (wait !== undefined) {
      ctx.set("retry-after", String(wait));
      const why = `too many apps have registered within a minute; try again in ${wait} seconds`;
      return refuse(429, "temporarily_unavailable", why);
    }
    if (!ctx.is("application/json")) {
      return refuse(415, "invalid_client_metadata", "the content-type must be application/json");
    }
    const text = await readText(ctx.req, maxBodyBytes);
    if (text === undefined) {
      return refuse(413, "invalid_client_metadata", `the body is longer than ${maxBodyBytes} bytes`);
    }
    const reading = readRegistration(parseJson(text));
    if (!reading.ok) return refuse(400, reading.error, reading.description);
    registrations.count();
    const { used: _ours, ...client } = await clients.add(reading.registration);
    ctx.status = 201;
    ctx.body = { ...client, response_types: ["code"], token_endpoint_auth_method: "none" };
  };
}
