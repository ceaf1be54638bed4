/** Toolgate's own operations, under /toolgate/v1: who may call them, and the routes that need to know who called. */
import type { HttpBindings } from "@hono/node-server";
import { AccessDeniedException } from "@toolgate/api";
import type { Context } from "hono";
import type { Permission } from "../control/authorize.ts";
import type { Caller } from "../model.ts";
import type { Callers } from "./callers.ts";
import { rememberRaw } from "./raw-request.ts";
import { encodeError } from "./rest-json/encode.ts";
import { longestBody } from "./rest-json/read-json-body.ts";

export interface OwnAccess {
  readonly callers: Pick<Callers, "admit">;
  /** Why the caller may not; undefined when they may. */
  readonly refusalOf: (caller: Caller, permission: Permission) => string | undefined;
  readonly newRequestId: () => string;
}

/** The bindings of requests whose caller is known. */
export interface OwnEnv {
  Variables: { caller: Caller };
  Bindings: Partial<HttpBindings>;
}

const expected = { service: "toolgate", protocol: "rest-json" } as const;
const resources = ["*"] as const;

/** Sets the caller and the request with its body read; or answers why it is refused. */
export async function admitOwn(
  { callers, refusalOf, newRequestId }: OwnAccess,
  context: Context<OwnEnv>,
): Promise<Response | undefined> {
  const requestId = newRequestId();
  const from = { address: addressOf(context), requestId };
  const admitted = await callers.admit(context.req.raw, longestBody, expected, from);
  if (!admitted.ok) return encodeError(admitted.error, requestId);
  const action = actionOf(context.req.method, context.req.path);
  const refusal = refusalOf(admitted.caller, { action, resources });
  if (refusal !== undefined) return encodeError(new AccessDeniedException(refusal), requestId);
  context.req.raw = admitted.request;
  context.set("caller", admitted.caller);
  return undefined;
}

/** `POST /toolgate/v1/who-can` is `toolgate:WhoCan`, `GET /toolgate/v1/status` is `toolgate:GetStatus`. */
function actionOf(method: string, path: string): string {
  const [name = "", ...more] = path.replace(/^\/(?:toolgate\/v1\/)?/, "").split("/");
  const words = name
    .split("-")
    .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
    .join("");
  if (name === "keys" && method === "POST") return "toolgate:CreateKey";
  if (method === "DELETE") return `toolgate:Delete${more.length > 0 ? words.replace(/s$/, "") : words}`;
  return method === "GET" || method === "HEAD" ? `toolgate:Get${words}` : `toolgate:${words}`;
}

/** Of the connection itself: what a proxy or the caller says of it could be anything. */
export function addressOf({ env }: Context<OwnEnv>): string | undefined {
  return env?.incoming?.socket.remoteAddress?.replace(/^::ffff:/, "");
}

/** Keeps what stood on the wire, for whoever verifies its signature. */
export function rememberWire({ req, env }: Context<OwnEnv>): void {
  rememberRaw(req.raw, env?.incoming);
}
