/** What a tool takes: a tree of kinds, from which its JSON Schema, its paths in policies and its arguments are made. */
import { anyText, decimalTexts, longTexts, misfits, names } from "./pools.mjs";

const leaves = ["string", "string", "long", "long", "decimal", "bool", "enum", "opaque"];

/** A record of one to six members, nested up to `depth` levels. */
export function randomShape(random, depth = 2) {
  const wanted = 2 + random.below(5);
  const chosen = [...new Set(Array.from({ length: wanted }, () => random.pick(names)))];
  const members = chosen.map((name) => ({
    name,
    shape: randomMember(random, depth),
    required: random.chance(0.6),
    nullable: random.chance(0.1),
  }));
  return { kind: "record", members };
}

function randomMember(random, depth) {
  if (depth > 0 && random.chance(0.25)) return randomShape(random, depth - 1);
  if (depth > 0 && random.chance(0.25)) return { kind: "set", items: randomMember(random, depth - 1) };
  return { kind: random.pick(leaves) };
}

/** The JSON Schema that declares the shape. */
export function schemaOf({ kind, items, members }) {
  switch (kind) {
    case "record": {
      // fromEntries defines each member, so `__proto__` becomes an ordinary one
      const properties = Object.fromEntries(
        members.map(({ name, shape, nullable }) => [name, orNull(schemaOf(shape), nullable)]),
      );
      return {
        type: "object",
        properties,
        required: members.filter((each) => each.required).map(({ name }) => name),
      };
    }
    case "set":
      return { type: "array", items: schemaOf(items) };
    case "enum":
      return { enum: ["a", "ab", "admin"] };
    case "opaque":
      return { type: ["string", "object"] };
    case "long":
      return { type: "integer" };
    case "decimal":
      return { type: "number" };
    case "bool":
      return { type: "boolean" };
    default:
      return { type: kind };
  }
}

function orNull(schema, nullable) {
  return nullable ? { anyOf: [schema, { type: "null" }] } : schema;
}

/** Every member of the shape as policies reach it: `access`, and the `guards` that say whether it is there. */
export function pathsOf(shape, access = "context.input", guards = []) {
  return shape.members.flatMap(({ name, shape: inner, required, nullable }) => {
    const own = { access: `${access}${accessTo(name)}`, guards: [...guards] };
    if (!required || nullable) own.guards.push(`${access} has ${hasName(name)}`);
    own.kind = inner.kind === "enum" ? "string" : inner.kind;
    own.items = inner.items?.kind === "enum" ? "string" : inner.items?.kind;
    return [own, ...(inner.kind === "record" ? pathsOf(inner, own.access, own.guards) : [])];
  });
}

const identifier = /^[a-z_]\w*$/;
const reserved = new Set(["if", "in", "has", "is", "like", "then", "else", "true", "false", "__cedar"]);

function accessTo(name) {
  return isName(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** The name as it stands behind `has`. */
export function hasName(name) {
  return isName(name) ? name : JSON.stringify(name);
}

function isName(name) {
  return identifier.test(name) && !reserved.has(name);
}

/** Arguments for the shape as JSON text, of which some do not fit. */
export function randomArguments(random, shape) {
  const wrong = random.chance(0.15) ? 0.15 : 0;
  return valueText(random, shape, wrong);
}

function valueText(random, { kind, items, members }, wrong) {
  if (wrong > 0 && random.chance(wrong / 2)) return random.pick(misfits);
  switch (kind) {
    case "record":
      return recordText(random, members, wrong);
    case "set":
      return `[${Array.from({ length: random.below(4) }, () => valueText(random, items, wrong)).join(",")}]`;
    case "string":
      return JSON.stringify(random.pick(anyText));
    case "enum":
      return JSON.stringify(random.pick(["a", "ab", "admin"]));
    case "long":
      return random.pick(longTexts);
    case "decimal":
      return random.pick(decimalTexts);
    case "bool":
      return random.pick(["true", "false"]);
    case "opaque":
      return random.pick(['"a"', '{"x":1.5}', '{"deep":{"__extn":[]}}']);
    default:
      throw new Error(`No value for ${kind}`);
  }
}

function recordText(random, members, wrong) {
  const parts = [];
  for (const { name, shape, required, nullable } of members) {
    if (required ? random.chance(wrong / 3) : random.chance(0.3)) continue;
    const isNull = (nullable || !required) && random.chance(0.15);
    parts.push(`${JSON.stringify(name)}:${isNull ? "null" : valueText(random, shape, wrong)}`);
  }
  if (random.chance(0.05)) parts.push(`"undeclared":${random.pick(misfits)}`);
  return `{${parts.join(",")}}`;
}
