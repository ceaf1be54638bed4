/** JSON-RPC 2.0 envelopes, read from values that keep number text. Source: JSON-RPC 2.0, MCP base protocol. */
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from "@toolgate/policy";

export const ErrorCode = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  unauthorized: -32001,
  toolDenied: -32002,
  headerMismatch: -32020,
  missingCapability: -32021,
  unsupportedVersion: -32022,
} as const;

/** The request's id as JSON text, kept to the letter for the answer. */
export type MessageId = { readonly text: string; readonly plain: string };

export type Message =
  | {
      readonly kind: "request";
      readonly id: MessageId;
      readonly method: string;
      readonly params: JsonObject | undefined;
    }
  | { readonly kind: "notification"; readonly method: string }
  /** An answer to a request of ours; the gateway makes none, so it is accepted and dropped. */
  | { readonly kind: "response" }
  | { readonly kind: "invalid"; readonly id: MessageId | undefined; readonly problem: string };

const maxIdLength = 256;

/** Reads one message; a batch is cut into its messages before. */
export function readMessage(value: JsonValue): Message {
  if (!isJsonObject(value)) return invalid(undefined, "A JSON-RPC message is an object.");
  const id = readId(value.get("id"));
  if (value.get("jsonrpc") !== "2.0") return invalid(id ?? undefined, `The member "jsonrpc" must be "2.0".`);
  const method = value.get("method");
  if (method === undefined && (value.has("result") || value.has("error"))) {
    return { kind: "response" };
  }
  if (typeof method !== "string" || method === "")
    return invalid(id ?? undefined, `The member "method" must be a string.`);
  if (id === null)
    return invalid(
      undefined,
      `The member "id" must be a string or an integer, at most ${maxIdLength} characters long.`,
    );
  const params = value.get("params");
  if (params !== undefined && !isJsonObject(params))
    return invalid(id, `The member "params" must be an object.`);
  return id === undefined ? { kind: "notification", method } : { kind: "request", id, method, params };
}

function invalid(id: MessageId | undefined, problem: string): Message {
  return { kind: "invalid", id, problem };
}

/** `null` for an id that is there but cannot be one. */
function readId(value: JsonValue | undefined): MessageId | undefined | null {
  if (value === undefined) return undefined;
  if (typeof value === "string") {
    return value.length > maxIdLength ? null : { text: JSON.stringify(value), plain: value };
  }
  if (!(value instanceof JsonNumber)) return null;
  const { text } = value;
  if (text.length > maxIdLength || !/^-?\d+$/.test(text)) return null;
  return { text, plain: text };
}
