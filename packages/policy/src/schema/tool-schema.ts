import type { CedarShape } from "./cedar-shape.ts";
import { ShapeReader } from "./shape-reader.ts";

/** A tool's input as it declares it: any JSON Schema, which only {@link cedarShape} reads. */
export type ToolSchema = Readonly<Record<string, unknown>>;

/** Schemas never change, and one is read with every call of its tool. */
const known = new WeakMap<ToolSchema, CedarShape>();

/** The one place that maps JSON Schema to Cedar; the schema and the values both come from here. */
export function cedarShape(schema: ToolSchema): CedarShape {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const shape = new ShapeReader(schema).shape();
  known.set(schema, shape);
  return shape;
}
