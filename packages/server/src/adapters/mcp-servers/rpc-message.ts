/** JSON-RPC 2.0 as a client of MCP servers writes and reads it: texts in, texts out. */
import { elementsOf, membersOf, stringifyJson } from "@toolgate/policy";

/** What a server sent. `result`, `data` and a request's `id` are JSON text as it came. */
export type Incoming =
  | RpcAnswer
  | { readonly kind: "request"; readonly id: string; readonly method: string }
  | RpcNotification;

/** What a server tells of its own accord; `text` is all of it, and `params` a part, as JSON text. */
export interface RpcNotification {
  readonly kind: "notification";
  readonly method: string;
  readonly params: string | undefined;
  readonly text: string;
}

/** The answer to a request of ours. `id` is JSON text. */
export type RpcAnswer =
  | { readonly kind: "result"; readonly id: string; readonly result: string }
  | {
      readonly kind: "error";
      readonly id: string;
      readonly code: number;
      readonly message: string;
      readonly data?: string | undefined;
    };

/** `params` is JSON text. */
export function requestText(id: number, method: string, params: string): string {
  return `{"jsonrpc":"2.0","id":${id},"method":${stringifyJson(method)},"params":${params}}`;
}

/** The params of tools/call as JSON text; the arguments stay exactly what was decided on. `meta` is JSON text. */
export function callParams(
  { tool, arguments: args }: { readonly tool: string; readonly arguments: string },
  meta: string | undefined,
): string {
  return `{"name":${stringifyJson(tool)},"arguments":${args}${meta === undefined ? "" : `,"_meta":${meta}`}}`;
}

/** `params` is JSON text. */
export function notificationText(method: string, params = "{}"): string {
  return `{"jsonrpc":"2.0","method":${JSON.stringify(method)},"params":${params}}`;
}

/** The answer to a request of the server's: nothing but `ping` is offered, and nothing is left without an answer. */
export function replyText({ id, method }: { readonly id: string; readonly method: string }): string {
  return method === "ping"
    ? `{"jsonrpc":"2.0","id":${id},"result":{}}`
    : `{"jsonrpc":"2.0","id":${id},"error":{"code":-32601,"message":"Method not found: a gateway offers no client features"}}`;
}

/** Reads one message, or a batch of them; undefined when `text` is neither. */
export function readIncoming(text: string): readonly Incoming[] | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const elements = elementsOf(text);
  if (elements === undefined) {
    const message = readOne(text);
    return message === undefined ? undefined : [message];
  }
  const messages = elements.map(readOne);
  return messages.every((message) => message !== undefined) ? messages : undefined;
}

/** The answer to our request among what came. */
export function answerTo(id: number, messages: readonly Incoming[]): RpcAnswer | undefined {
  return messages.find(
    (message): message is RpcAnswer =>
      (message.kind === "result" || message.kind === "error") && message.id === String(id),
  );
}

function readOne(text: string): Incoming | undefined {
  const members = membersOf(text);
  if (members?.get("jsonrpc") !== '"2.0"') return undefined;
  const id = members.get("id");
  const method = members.get("method");
  if (method !== undefined) {
    const name: unknown = JSON.parse(method);
    if (typeof name !== "string") return undefined;
    return id === undefined
      ? { kind: "notification", method: name, params: members.get("params"), text }
      : { kind: "request", id, method: name };
  }
  const result = members.get("result");
  const error = members.get("error");
  if (result !== undefined) {
    return error === undefined && id !== undefined ? { kind: "result", id, result } : undefined;
  }
  return error === undefined ? undefined : readError(id ?? "null", error);
}

function readError(id: string, text: string): RpcAnswer | undefined {
  const members = membersOf(text);
  const code = Number(members?.get("code"));
  const message: unknown = JSON.parse(members?.get("message") ?? "null");
  if (!Number.isSafeInteger(code) || typeof message !== "string") return undefined;
  return { kind: "error", id, code, message, data: members?.get("data") };
}
