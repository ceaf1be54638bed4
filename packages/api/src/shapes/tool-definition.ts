import { z } from "zod";
import { enumeration } from "../constraints/enumeration.ts";
import { list } from "../constraints/list.ts";
import { map } from "../constraints/map.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { dotted, refuse, slashed } from "../constraints/violation.ts";

/**
 * AWS's SchemaDefinition: the part of JSON Schema that an inline tool schema may use.
 * @public The types of the operations name it.
 */
export type SchemaDefinition = {
  readonly type: "string" | "number" | "object" | "array" | "boolean" | "integer";
  readonly properties?: Readonly<Record<string, SchemaDefinition>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: SchemaDefinition | undefined;
  readonly description?: string | undefined;
};

const mostTools = 1_000;
const deepestNesting = 20;
const mostCharacters = 1_000_000;

/** Cedar's JSON form gives these names a meaning of their own; `map` refuses `__proto__`. */
const reservedNames: ReadonlySet<string> = new Set(["__extn", "__entity", "__expr"]);

const propertyName = text().superRefine((name, context) => {
  if (!reservedNames.has(name)) return;
  refuse(
    context,
    (path) => `'${dotted(path)}' uses the reserved name ${name}; give the property another name.`,
  );
});

const types = ["string", "number", "object", "array", "boolean", "integer"] as const;

const schemaDefinition: z.ZodType<SchemaDefinition> = structure({
  type: enumeration(types),
  properties: z.lazy(() => map(propertyName, schemaDefinition)).optional(),
  required: list(text()).optional(),
  items: z.lazy(() => schemaDefinition).optional(),
  description: text().optional(),
});

function depthOf(schema: SchemaDefinition): number {
  const below = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : [])];
  return 1 + Math.max(0, ...below.map(depthOf));
}

const toolSchema = schemaDefinition.superRefine((schema, context) => {
  if (types.includes(schema.type) && schema.type !== "object") {
    refuse(
      context,
      (path) =>
        `'${dotted(path)}' must be of type object, because MCP passes a tool's arguments and results as objects; it is of type ${schema.type}.`,
    );
  }
  const depth = depthOf(schema);
  if (depth > deepestNesting) {
    refuse(
      context,
      (path) => `'${dotted(path)}' nests ${depth} levels deep; at most ${deepestNesting} are accepted.`,
    );
  }
});

const toolDefinition = structure({
  name: text({ min: 1, max: 256, pattern: "[a-zA-Z0-9_.-]+" }),
  description: text(),
  inputSchema: toolSchema,
  outputSchema: toolSchema.optional(),
});

/** The inline tool schema of a Lambda target. */
export const toolDefinitions = list(toolDefinition, { max: mostTools }).superRefine((tools, context) => {
  const size = JSON.stringify(tools).length;
  if (size > mostCharacters) {
    refuse(
      context,
      (path) => `'${dotted(path)}' is ${size} characters of JSON; at most ${mostCharacters} are accepted.`,
    );
  }
  const seen = new Map<string, number>();
  for (const [index, { name }] of tools.entries()) {
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    else {
      refuse(
        context,
        (path) =>
          `Value at '${slashed(path)}' repeats the tool name ${name} of position ${first}; names are unique within a target.`,
        [index, "name"],
      );
    }
  }
});
