import type { Expression } from "./ast.ts";
import { checkedText, elements, failAt, type JsonPart, member, memberNames, textOf } from "./json-form.ts";
import { extensionFunction, isTypeName } from "./names.ts";

const span = { start: 0, end: 0 };

/** What stands under `Value`: a literal, an entity, a set, a record, or a value of an extension type. */
export function valueFromJson(value: JsonPart): Expression {
  const { json } = value;
  const part = { ...value, depth: value.depth + 1 };
  if (typeof json === "boolean") return { kind: "literal", value: json, span };
  if (typeof json === "string") return { kind: "literal", value: textOf(part), span };
  if (typeof json === "number" || typeof json === "bigint")
    return { kind: "literal", value: integerOf(part, json), span };
  if (Array.isArray(json)) return { kind: "set", items: elements(part, "a set").map(valueFromJson), span };
  const names = memberNames(part, "a value");
  if (names.includes("__entity")) return { kind: "entity", ...entityOf(escapeOf(part, "__entity")), span };
  if (names.includes("__extn")) return extensionOf(escapeOf(part, "__extn"));
  const members = names.map((name) => ({
    name: checkedText({ ...part, json: name }, () => true, "a record: the name of a member is no text"),
    value: valueFromJson(member(part, name)),
  }));
  return { kind: "record", members, span };
}

/** `{"type", "id"}`. */
export function entityOf(part: JsonPart): { type: string; id: string } {
  memberNames(part, "an entity", ["type", "id"]);
  const type = checkedText(member(part, "type"), isTypeName, "the name of a type");
  return { type, id: textOf(member(part, "id")) };
}

function escapeOf(part: JsonPart, name: string): JsonPart {
  memberNames(part, "a value", [name]);
  return member(part, name);
}

function extensionOf(part: JsonPart): Expression {
  memberNames(part, "a value of an extension type", ["fn", "arg"]);
  const fn = member(part, "fn");
  const name = extensionFunction(textOf(fn));
  if (name === undefined) return failAt(fn, "a constructor, such as `decimal`");
  return { kind: "call", name, arguments: [valueFromJson(member(part, "arg"))], span };
}

/** A number beyond 2^53 has been rounded by whoever read it, so it is refused; a bigint has not. */
function integerOf(part: JsonPart, json: number | bigint): bigint {
  if (typeof json === "number")
    return Number.isSafeInteger(json)
      ? BigInt(json)
      : failAt(part, "an exact integer: give a bigint beyond 2^53");
  return BigInt.asIntN(64, json) === json ? json : failAt(part, "within 64 bits");
}
