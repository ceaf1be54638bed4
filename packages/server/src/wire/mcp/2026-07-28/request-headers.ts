/** `Mcp-Method` and `Mcp-Name` say what the body says, or the request is refused. Source: MCP 2026-07-28, Streamable HTTP, "Server Validation". */
import type { IncomingHttpHeaders } from "node:http";
import { badRequest, type ErrorAnswer } from "../answer.ts";
import { ErrorCode } from "../json-rpc.ts";
import type { Exchange } from "../revision.ts";
import { headerValue } from "./header-value.ts";

/** The member of `params` that Mcp-Name repeats, for the methods that have one. */
const nameMembers: ReadonlyMap<string, string> = new Map([
  ["tools/call", "name"],
  ["prompts/get", "name"],
  ["resources/read", "uri"],
]);

export function checkRequestHeaders({ headers, message }: Exchange): ErrorAnswer | undefined {
  const method = headers["mcp-method"];
  if (method !== message.method) return mismatch("Mcp-Method", headers, message.method);
  const member = nameMembers.get(message.method);
  if (member === undefined) return undefined;
  const name = message.params?.get(member);
  const header = headers["mcp-name"];
  // Without a name in the body there is nothing to compare with; the method says what is missing.
  if (typeof name !== "string" || (typeof header === "string" && headerValue(header) === name))
    return undefined;
  return mismatch("Mcp-Name", headers, name);
}

function mismatch(name: string, headers: IncomingHttpHeaders, body: string): ErrorAnswer {
  const sent = headers[name.toLowerCase()];
  return headerMismatch(
    sent === undefined
      ? `the ${name} header is missing; the body says ${quoted(body)}`
      : `the ${name} header says ${quoted(String(sent))}, but the body ${quoted(body)}`,
  );
}

export function headerMismatch(what: string): ErrorAnswer {
  return badRequest(ErrorCode.headerMismatch, `Header mismatch: ${what}.`);
}

function quoted(value: string): string {
  return JSON.stringify(value.length > 100 ? `${value.slice(0, 100)}…` : value);
}
