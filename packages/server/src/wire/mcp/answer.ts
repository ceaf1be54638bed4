/** What a method answers, before a revision of MCP puts it on the wire. */
import type { MessageId } from "./json-rpc.ts";

export type Answer =
  /** A result of the gateway's own. */
  | {
      readonly kind: "result";
      readonly result: Readonly<Record<string, unknown>>;
      /** JSON text, for a tool's structured content keeps its numbers as the tool wrote them. */
      readonly structuredContent?: string | undefined;
    }
  /** What an MCP server behind the gateway answered: JSON text, passed on as it came. */
  | { readonly kind: "passed-on"; readonly result: string }
  | ErrorAnswer;

type ErrorStatus = 200 | 400 | 404;

export interface ErrorAnswer {
  readonly kind: "error";
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
  /** JSON text in place of `data`, passed on as it came. */
  readonly dataText?: string | undefined;
  /** The HTTP status, where it is not 200. */
  readonly status?: ErrorStatus | undefined;
}

export function errorAnswer(code: number, message: string, data?: unknown): ErrorAnswer {
  return data === undefined ? { kind: "error", code, message } : { kind: "error", code, message, data };
}

/** A request that is refused before its method is looked at: HTTP 400. */
export function badRequest(code: number, message: string, data?: unknown): ErrorAnswer {
  return { ...errorAnswer(code, message, data), status: 400 };
}

/** The JSON text of a result of the gateway's own. */
export function resultJson({ result, structuredContent }: Extract<Answer, { kind: "result" }>): string {
  const text = JSON.stringify(result);
  if (structuredContent === undefined) return text;
  return `${text.slice(0, -1)}${text === "{}" ? "" : ","}"structuredContent":${structuredContent}}`;
}

/** `result` is JSON text. */
export function resultText(id: MessageId, result: string): string {
  return `{"jsonrpc":"2.0","id":${id.text},"result":${result}}`;
}

/** `unreadId` stands for an id that could not be read: null by JSON-RPC, left out since MCP 2025-11-25. */
export function errorText(
  id: MessageId | undefined,
  { code, message, data, dataText = JSON.stringify(data) }: ErrorAnswer,
  unreadId: "null" | "absent" = "null",
): string {
  const named = id !== undefined || unreadId === "null" ? `"id":${id?.text ?? "null"},` : "";
  const details = dataText === undefined ? "" : `,"data":${dataText}`;
  return `{"jsonrpc":"2.0",${named}"error":{"code":${code},"message":${JSON.stringify(message)}${details}}}`;
}
