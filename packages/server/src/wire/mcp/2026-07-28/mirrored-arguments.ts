/** `Mcp-Param-…` headers say what the arguments say, or the call is refused. Source: MCP 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters". */
import { JsonNumber, type JsonValue } from "@toolgate/policy";
import { isShown } from "../../../gateway/list-tools.ts";
import type { JsonSchema } from "../../../model.ts";
import { argumentAt, type ParamHeader, paramHeaders } from "../../../param-headers.ts";
import type { Exchange, Method } from "../revision.ts";
import { headerValue } from "./header-value.ts";
import { headerMismatch } from "./request-headers.ts";

/** For tools whose schema asks for such headers, if they are on the caller's list: a refusal must not tell of others. */
export function withMirroredArguments(method: Method): Method {
  return (deps, exchange) => {
    const { live, identity, message } = exchange;
    const tool = live.tools.get(String(message.params?.get("name")));
    const declared = tool === undefined ? [] : declaredBy(tool.definition.inputSchema);
    const wrong = declared.find((param) => !agrees(param, exchange));
    if (tool === undefined || wrong === undefined) return method(deps, exchange);
    if (!isShown(deps.call, live, identity, tool.action)) return method(deps, exchange);
    return headerMismatch(
      `the Mcp-Param-${wrong.header} header does not say what the argument ${wrong.path.join(".")} says`,
    );
  };
}

/** Schemas are replaced, never changed, and walking one takes longer than a decision. */
const known = new WeakMap<JsonSchema, readonly ParamHeader[]>();

function declaredBy(schema: JsonSchema): readonly ParamHeader[] {
  const kept = known.get(schema);
  if (kept !== undefined) return kept;
  const declared = paramHeaders(schema);
  // Clients have to leave out a tool whose declarations are wrong, so that nobody sends headers for it.
  const params = declared.ok ? declared.params : [];
  known.set(schema, params);
  return params;
}

function agrees({ header, path, type }: ParamHeader, { headers, message }: Exchange): boolean {
  const sent = headers[`mcp-param-${header.toLowerCase()}`];
  const value = argumentAt(message.params?.get("arguments"), path);
  if (sent === undefined) return !isExpected(value, type);
  const text = typeof sent === "string" ? headerValue(sent) : undefined;
  if (typeof value === "string") return text === value;
  if (typeof value === "boolean") return text === String(value);
  return value instanceof JsonNumber && text !== undefined && isSameNumber(text, value.text);
}

/** A value of another type than declared, or an integer that clients would round, comes without a header. */
function isExpected(value: JsonValue | undefined, type: string): boolean {
  if (value instanceof JsonNumber) return type === "integer" && Number.isSafeInteger(Number(value.text));
  return typeof value === type;
}

/** 42.0 is 42; beyond 2^53 only the same digits are the same number. */
function isSameNumber(header: string, body: string): boolean {
  if (header === body) return true;
  if (!/^-?\d+(?:\.\d+)?$/.test(header)) return false;
  const number = Number(body);
  return Number.isInteger(number) ? Number.isSafeInteger(number) && Number(header) === number : false;
}
