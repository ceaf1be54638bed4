import { isJsonObject, JsonNumber, membersOf, parseJson, stringifyJson } from "@toolgate/policy";
import { isAtLeast, isMcpLogLevel, type McpLogLevel } from "../../mcp-log-level.ts";
import type { McpCall } from "../../mcp-servers-port.ts";
import type { RpcNotification } from "./rpc-message.ts";

/** What a server tells of one call while it runs. */
export interface CallNotifications {
  /** What the request's `_meta` asks the server for. */
  readonly asked: AskedFor;
  /** Passes on what is about this call and asked for; the rest is left aside. */
  readonly hear: (notification: RpcNotification) => void;
}

/** What a request asks to be told of. */
export interface AskedFor {
  /** Unique among the calls of a server, as a caller's own token is not. */
  readonly progressToken?: number | undefined;
  readonly logLevel?: McpLogLevel | undefined;
}

const progress = "notifications/progress";
const longestToken = 256;

/** Undefined where nobody listens. `requestId` is the JSON-RPC id of the call, and its progress token. */
export function callNotifications(
  { listener, meta }: Pick<McpCall, "listener" | "meta">,
  requestId: number,
  limits: { readonly notificationBytes: number; readonly answerBytes: number },
): CallNotifications | undefined {
  if (listener === undefined) return undefined;
  const { logLevel, notify } = listener;
  const callersToken = tokenOf(meta);
  let passedBytes = 0;

  function inCallersTerms({ method, params = "{}", text }: RpcNotification): string | undefined {
    if (method === progress && callersToken !== undefined) return withToken(text, requestId, callersToken);
    if (method !== "notifications/message" || logLevel === undefined) return undefined;
    const level: unknown = JSON.parse(membersOf(params)?.get("level") ?? "null");
    return isMcpLogLevel(level) && isAtLeast(level, logLevel) ? text : undefined;
  }

  return {
    asked: { ...(callersToken === undefined ? {} : { progressToken: requestId }), logLevel },
    hear(notification) {
      if (Buffer.byteLength(notification.text) > limits.notificationBytes) return;
      const text = inCallersTerms(notification);
      if (text === undefined) return;
      // A caller's token may be longer than ours, and then more goes out than came in.
      passedBytes += Buffer.byteLength(text);
      if (passedBytes <= limits.answerBytes) notify(text);
    },
  };
}

/** The progress token of a notification, as JSON text. */
export function progressTokenOf({ method, params = "{}" }: RpcNotification): string | undefined {
  return method === progress ? membersOf(params)?.get("progressToken") : undefined;
}

/** The caller's token as JSON text. One that is no token asks for nothing: telling of progress is never a duty. */
function tokenOf(meta: string | undefined): string | undefined {
  const parsed = meta === undefined ? undefined : parseJson(meta);
  const token = parsed?.ok === true && isJsonObject(parsed.value) ? parsed.value.get("progressToken") : null;
  if (typeof token !== "string" && !(token instanceof JsonNumber)) return undefined;
  const text = stringifyJson(token);
  return text.length > longestToken ? undefined : text;
}

/** The notification as it came, with the caller's token for ours; undefined when it is about another call. */
function withToken(text: string, ours: number, callers: string): string | undefined {
  const members = membersOf(text);
  const params = membersOf(members?.get("params") ?? "{}");
  if (members === undefined || params?.get("progressToken") !== String(ours)) return undefined;
  return textOf(new Map(members).set("params", textOf(new Map(params).set("progressToken", callers))));
}

function textOf(members: ReadonlyMap<string, string>): string {
  return `{${[...members].map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}
