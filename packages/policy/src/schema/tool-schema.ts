/** A tool's input as AWS's SchemaDefinition describes it, and which of its values Cedar can see into. */
export interface ToolSchema {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, ToolSchema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: ToolSchema | undefined;
  readonly description?: string | undefined;
}

/** How Cedar sees a value of a schema; `opaque` values show policies their presence and nothing else. */
export type CedarShape =
  | { readonly kind: "string" | "long" | "bool" | "decimal" | "opaque" }
  | { readonly kind: "set"; readonly items: ToolSchema }
  | { readonly kind: "record"; readonly members: readonly RecordMember[] };

export interface RecordMember {
  readonly name: string;
  readonly schema: ToolSchema;
  readonly required: boolean;
}

/** Member names that Cedar's JSON form reads as an entity or a call, so that a caller could forge either. */
const cedarEscapes = new Set(["__entity", "__extn", "__expr"]);

/** The one place that maps JSON types to Cedar's; the schema and the values both come from here. */
export function cedarShape(schema: ToolSchema): CedarShape {
  switch (schema.type) {
    case "string":
      return { kind: "string" };
    case "integer":
      return { kind: "long" };
    case "boolean":
      return { kind: "bool" };
    case "number":
      return { kind: "decimal" };
    case "array":
      return schema.items === undefined ? { kind: "opaque" } : { kind: "set", items: schema.items };
    case "object":
      return objectShape(schema);
    default:
      return { kind: "opaque" };
  }
}

function objectShape(schema: ToolSchema): CedarShape {
  const entries = Object.entries(schema.properties ?? {});
  if (schema.properties === undefined || entries.some(([name]) => cedarEscapes.has(name))) {
    return { kind: "opaque" };
  }
  const required = new Set(schema.required);
  return {
    kind: "record",
    members: entries.map(([name, member]) => ({ name, schema: member, required: required.has(name) })),
  };
}
