/** Arguments that a tool wants repeated as headers. Source: MCP 2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters". */
import { isJsonObject, type JsonValue } from "@toolgate/policy";
import type { JsonSchema } from "./model.ts";

export interface ParamHeader {
  /** What comes after `Mcp-Param-`. */
  readonly header: string;
  /** The names that lead to the argument. */
  readonly path: readonly string[];
  readonly type: "string" | "integer" | "boolean";
}

/** What a tool's input schema declares, or why the declaration makes the tool unusable. */
export type ParamHeaders =
  | { readonly ok: true; readonly params: readonly ParamHeader[] }
  | { readonly ok: false; readonly why: string };

const annotation = "x-mcp-header";
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const types = ["string", "integer", "boolean"] as const;
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
      const declared =
        reachable && path.length > 0 ? declaration(node, path, params) : "stands where none may";
      if (typeof declared === "string") return `${annotation} at ${path.join(".") || "the root"} ${declared}`;
      params.push(declared);
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

/** What a property declares, or what is wrong with it. */
function declaration(
  node: Readonly<Record<string, unknown>>,
  path: readonly string[],
  params: readonly ParamHeader[],
): ParamHeader | string {
  const header = node[annotation];
  if (typeof header !== "string" || !token.test(header)) return "is not the name of a header";
  const type = types.find((permitted) => permitted === node.type);
  if (type === undefined) return "belongs to a string, an integer or a boolean";
  const same = params.some((param) => param.header.toLowerCase() === header.toLowerCase());
  return same ? `names ${header} a second time` : { header, path, type };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function children(value: unknown): readonly (readonly [string, unknown])[] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The argument that a header repeats; undefined where there is none. */
export function argumentAt(root: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  let node: JsonValue | undefined = root;
  for (const name of path) node = isJsonObject(node) ? node.get(name) : undefined;
  return node;
}
