/** Arguments that a tool wants repeated as headers. Source: MCP 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters". */
import { isJsonObject, JsonNumber, type JsonValue, parseJson } from "@toolgate/policy";
import type { JsonSchema } from "../../model.ts";

interface ParamHeader {
  readonly header: string;
  /** The names that lead to the argument. */
  readonly path: readonly string[];
}

/** What a tool's input schema declares, or why the declaration makes the tool unusable. */
export type ParamHeaders =
  | { readonly ok: true; readonly params: readonly ParamHeader[] }
  | { readonly ok: false; readonly why: string };

const annotation = "x-mcp-header";
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const types: readonly unknown[] = ["string", "integer", "boolean"];
/** Keywords that hold one schema or a list of them, and keywords that hold schemas by name; no declaration may lie below. */
const nested = ["items", "prefixItems", "contains", "additionalProperties", "unevaluatedProperties"].concat([
  "unevaluatedItems",
  "propertyNames",
  "oneOf",
  "anyOf",
  "allOf",
  "not",
  "if",
  "then",
  "else",
]);
const nestedByName = ["patternProperties", "dependentSchemas", "$defs", "definitions"];

/** Reads the declarations of an input schema. */
export function paramHeaders(schema: JsonSchema): ParamHeaders {
  const params: ParamHeader[] = [];

  function visit(node: unknown, path: readonly string[], reachable: boolean): string | undefined {
    if (!isRecord(node)) return undefined;
    if (annotation in node) {
      const fault = reachable && path.length > 0 ? declarationFault(node, params) : "stands where none may";
      if (fault !== undefined) return `${annotation} at ${path.join(".") || "the root"} ${fault}`;
      params.push({ header: String(node[annotation]), path });
    }
    const below = [
      ...children(node.properties).map(([name, child]) => visit(child, [...path, name], reachable)),
      ...nested.flatMap((key) => [node[key]].flat()).map((child) => visit(child, path, false)),
      ...nestedByName.flatMap((key) => children(node[key])).map(([, child]) => visit(child, path, false)),
    ];
    return below.find((fault) => fault !== undefined);
  }

  const why = visit(schema, [], true);
  return why === undefined ? { ok: true, params } : { ok: false, why };
}

function declarationFault(
  node: Readonly<Record<string, unknown>>,
  params: readonly ParamHeader[],
): string | undefined {
  const header = node[annotation];
  if (typeof header !== "string" || !token.test(header)) return "is not the name of a header";
  if (!types.includes(node.type)) return "belongs to a string, an integer or a boolean";
  const same = params.some((param) => param.header.toLowerCase() === header.toLowerCase());
  return same ? `names ${header} a second time` : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function children(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

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

function argumentAt(root: JsonValue, path: readonly string[]): JsonValue | undefined {
  let node: JsonValue | undefined = root;
  for (const name of path) node = isJsonObject(node) ? node.get(name) : undefined;
  return node;
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
