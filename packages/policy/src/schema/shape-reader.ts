/** Reads JSON Schema as far as Cedar's types go; whatever says more than they can is opaque. Source: JSON Schema 2020-12. */

import type { CedarShape, RecordMember, ScalarKind } from "./cedar-shape.ts";
import { localReference } from "./local-reference.ts";

/** What a schema takes: values of `shape`, and null where `nullable`. Without a shape it takes null alone. */
interface Reading {
  readonly shape: CedarShape | undefined;
  readonly nullable: boolean;
}

interface Position {
  readonly depth: number;
  /** What the references on the way here named. */
  readonly named: readonly unknown[];
}

type Schema = Readonly<Record<string, unknown>>;

const opaque: CedarShape = { kind: "opaque" };
const anything: Reading = { shape: opaque, nullable: true };
const opaqueArray: CedarShape = { kind: "opaque", type: "array" };
const opaqueObject: CedarShape = { kind: "opaque", type: "object" };

const scalars: Readonly<Record<string, ScalarKind>> = {
  string: "string",
  integer: "long",
  boolean: "bool",
  number: "decimal",
};

/** Member names that Cedar's JSON form reads as an entity or a call, so that a caller could forge either. */
const cedarEscapes: ReadonlySet<string> = new Set(["__entity", "__extn", "__expr"]);
const loneSurrogate = /\p{Surrogate}/u;

const combining = ["$ref", "allOf", "anyOf", "oneOf"] as const;
/** Keywords that can give an object members beside its own `properties`. */
const applying = [...combining, "if", "then", "else", "dependentSchemas", "$dynamicRef"] as const;
/** Keywords of a branch that only says which of the declared members come together. */
const narrowing: ReadonlySet<string> = new Set([
  "required",
  "not",
  "properties",
  "title",
  "description",
  "$comment",
]);

const deepest = 32;
/** Definitions that name each other twice would double with every level. */
const mostThroughReferences = 1_000;

/** Reads one tool's schema, the document that its references point into. */
export class ShapeReader {
  private readonly root: Schema;
  private throughReferences = 0;

  constructor(root: Schema) {
    this.root = root;
  }

  shape(): CedarShape {
    return this.read(this.root, { depth: 0, named: [] }).shape ?? opaque;
  }

  private read(schema: unknown, at: Position): Reading {
    if (!isObject(schema) || at.depth > deepest) return anything;
    if (at.named.length > 0 && ++this.throughReferences > mostThroughReferences) return anything;
    const types = typesOf(schema);
    if (types === undefined) return this.untyped(schema, at);
    const nullable = types.includes("null");
    const [type, ...others] = types.filter((name) => name !== "null");
    if (type === undefined) return { shape: undefined, nullable };
    return { shape: others.length > 0 ? opaque : this.typed(type, schema, at), nullable };
  }

  private typed(type: unknown, schema: Schema, at: Position): CedarShape {
    if (type === "array") return this.array(schema, at);
    if (type === "object") return this.object(schema, at);
    const kind = typeof type === "string" && Object.hasOwn(scalars, type) ? scalars[type] : undefined;
    return kind === undefined ? opaque : { kind };
  }

  private untyped(schema: Schema, at: Position): Reading {
    const [keyword, ...more] = combining.filter((name) => Object.hasOwn(schema, name));
    if (own(schema, "properties") !== undefined) return { shape: this.object(schema, at), nullable: false };
    if (more.length > 0) return anything;
    if (keyword !== undefined) return this.combined(keyword, schema[keyword], at);
    const values = Object.hasOwn(schema, "const") ? [schema.const] : own(schema, "enum");
    return Array.isArray(values) && values.length > 0 ? oneOfValues(values) : anything;
  }

  private combined(keyword: (typeof combining)[number], operand: unknown, at: Position): Reading {
    if (keyword === "$ref") return this.referenced(operand, at);
    if (!Array.isArray(operand) || operand.length === 0) return anything;
    if (keyword === "allOf") return operand.length === 1 ? this.read(operand[0], below(at)) : anything;
    return union(operand.map((branch) => this.read(branch, below(at))));
  }

  private referenced(reference: unknown, at: Position): Reading {
    const schema = localReference(this.root, reference);
    if (schema === undefined || schema === this.root || at.named.includes(schema)) return anything;
    return this.read(schema, { depth: at.depth + 1, named: [...at.named, schema] });
  }

  /** Policies cannot see null in a set, so a list that may hold it is opaque. */
  private array(schema: Schema, at: Position): CedarShape {
    const items = own(schema, "items");
    if (!isObject(items) || Object.hasOwn(schema, "prefixItems")) return opaqueArray;
    const { shape, nullable } = this.read(items, below(at));
    return shape === undefined || nullable ? opaqueArray : { kind: "set", items: shape };
  }

  private object(schema: Schema, at: Position): CedarShape {
    const properties = own(schema, "properties");
    if (properties === undefined) return this.withoutProperties(schema, at);
    if (!isObject(properties) || addsMembers(schema, properties)) return opaqueObject;
    const names = Object.keys(properties);
    if (names.some((name) => cedarEscapes.has(name) || loneSurrogate.test(name))) return opaqueObject;
    if (names.length === 0 && isMap(schema)) return opaqueObject;
    const required = own(schema, "required");
    const wanted = new Set<unknown>(Array.isArray(required) ? required : []);
    const members = names.map((name): RecordMember => {
      const { shape = opaque, nullable } = this.read(properties[name], below(at));
      return { name, shape, required: wanted.has(name), nullable };
    });
    return { kind: "record", members };
  }

  private withoutProperties(schema: Schema, at: Position): CedarShape {
    const [keyword, ...more] = applying.filter((name) => Object.hasOwn(schema, name));
    if (keyword === undefined) {
      const closed = schema.additionalProperties === false && !Object.hasOwn(schema, "patternProperties");
      return closed ? { kind: "record", members: [] } : opaqueObject;
    }
    if (more.length > 0 || (keyword !== "$ref" && keyword !== "allOf")) return opaqueObject;
    const { shape } = this.combined(keyword, schema[keyword], at);
    return shape?.kind === "record" ? shape : opaqueObject;
  }
}

function below(at: Position): Position {
  return { ...at, depth: at.depth + 1 };
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function own(schema: Schema, name: string): unknown {
  return Object.hasOwn(schema, name) ? schema[name] : undefined;
}

function typesOf(schema: Schema): readonly unknown[] | undefined {
  const type = own(schema, "type");
  if (type === undefined) return undefined;
  return Array.isArray(type) ? type : [type];
}

/** Choices between null and one kind of value are values of that kind. */
function union(readings: readonly Reading[]): Reading {
  const nullable = readings.some((reading) => reading.nullable);
  const [first, ...others] = readings.flatMap(({ shape }) => shape ?? []);
  if (others.length === 0) return { shape: first, nullable };
  const alike = first !== undefined && isScalar(first) && others.every(({ kind }) => kind === first.kind);
  return { shape: alike ? first : opaque, nullable };
}

function isScalar({ kind }: CedarShape): boolean {
  return kind === "string" || kind === "long" || kind === "bool" || kind === "decimal";
}

function oneOfValues(values: readonly unknown[]): Reading {
  return union(values.map((value) => ({ shape: shapeOfValue(value), nullable: value === null })));
}

function shapeOfValue(value: unknown): CedarShape | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return { kind: "string" };
  if (typeof value === "boolean") return { kind: "bool" };
  if (typeof value === "number") return { kind: Number.isInteger(value) ? "long" : "decimal" };
  return opaque;
}

/** Whether names beyond those of `properties` are what the object is for. */
function isMap(schema: Schema): boolean {
  const others = own(schema, "additionalProperties");
  return others === true || isObject(others) || Object.hasOwn(schema, "patternProperties");
}

function addsMembers(schema: Schema, properties: Schema): boolean {
  return applying.some((keyword) => {
    const operand = own(schema, keyword);
    if (operand === undefined) return false;
    const branches = Array.isArray(operand) ? operand : [operand];
    return !branches.every((branch) => isObject(branch) && narrows(branch, properties));
  });
}

function narrows(branch: Schema, properties: Schema): boolean {
  const members = own(branch, "properties");
  return (
    Object.keys(branch).every((name) => narrowing.has(name)) &&
    (members === undefined ||
      (isObject(members) && Object.keys(members).every((name) => Object.hasOwn(properties, name))))
  );
}
