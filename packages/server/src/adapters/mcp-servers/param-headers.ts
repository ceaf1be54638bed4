/** Repeats arguments as headers for a tool that wants them. Source: MCP 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters". */
import { JsonNumber, type JsonValue, parseJson } from "@toolgate/policy";
import { argumentAt, type ParamHeader } from "../../param-headers.ts";

/** The headers of one call; `args` is JSON text. An argument that is absent, or of another type, has none. */
export function headersOf(params: readonly ParamHeader[], args: string): Record<string, string> {
  if (params.length === 0) return {};
  const parsed = parseJson(args);
  const headers: Record<string, string> = {};
  for (const { header, path } of params) {
    const text = parsed.ok ? primitiveText(argumentAt(parsed.value, path)) : undefined;
    if (text !== undefined) headers[`mcp-param-${header.toLowerCase()}`] = headerText(text);
  }
  return headers;
}

function primitiveText(value: JsonValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (!(value instanceof JsonNumber)) return undefined;
  const number = Number(value.text);
  return Number.isSafeInteger(number) ? String(number) : undefined;
}

/** A value as a header carries it: as it is where that is safe, else in base64 between marks. */
export function headerText(value: string): string {
  const safe = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/.test(value);
  if (safe && !(value.startsWith("=?base64?") && value.endsWith("?="))) return value;
  return `=?base64?${Buffer.from(value, "utf8").toString("base64")}?=`;
}
