import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { policyFromJson } from "./policy-from-json.ts";
import { policyToText } from "./policy-to-text.ts";

const whole = {
  effect: "permit",
  principal: { op: "All" },
  action: { op: "All" },
  resource: { op: "All" },
  conditions: [],
};
const when = (body: unknown) => ({ ...whole, conditions: [{ kind: "when", body }] });
const textOf = (json: unknown) => {
  const read = policyFromJson(json);
  return read.ok ? policyToText(read.policy).replaceAll(/\s+/g, " ") : read.message;
};
const head = "permit( principal, action, resource )";

const deep = (levels: number) => {
  let value: unknown = { Value: 1 };
  for (let level = 0; level < levels; level += 1) value = { "!": { arg: value } };
  return value;
};

describe("a policy from Cedar's JSON form", () => {
  it.each([
    ['[1, {a: U::"x"}]', { Value: [1, { a: { __entity: { type: "U", id: "x" } } }] }],
    ['decimal("1.5")', { Value: { __extn: { fn: "decimal", arg: "1.5" } } }],
    ["-9223372036854775808", { Value: -9223372036854775808n }],
    [
      'context like "ab\\**"',
      { like: { left: { Var: "context" }, pattern: [{ Literal: "ab" }, { Literal: "*" }, "Wildcard"] } },
    ],
    ["context has a.b", { has: { left: { Var: "context" }, attr: ["a", "b"] } }],
    [
      "1 && 2 && 3",
      { "&&": { left: { "&&": { left: { Value: 1 }, right: { Value: 2 } } }, right: { Value: 3 } } },
    ],
  ])(verifies("syntax.text", "holds what reads `%s`"), (expected, body) => {
    expect(textOf(when(body))).toBe(`${head} when { ${expected} }; `);
  });

  it.each([
    ["The policy is not an object", null],
    ["`effect` is not `permit` or `forbid`", { ...whole, effect: "allow" }],
    ["The policy is not an object: it has a member `id`", { ...whole, id: "x" }],
    [
      "`principal` is not a scope: it has a member `slot`",
      { ...whole, principal: { op: "==", slot: "?principal" } },
    ],
    [
      "`principal.entity.type` is not the name of a type",
      { ...whole, principal: { op: "in", entity: { type: "a b", id: "" } } },
    ],
    [
      "`action.entity` is not an action: its type is not `Action`",
      { ...whole, action: { op: "==", entity: { type: "U", id: "" } } },
    ],
    ["`annotations.a b` is not a name that an annotation can bear", { ...whole, annotations: { "a b": "" } }],
    [
      "`conditions[0].kind` is not `when` or `unless`",
      { ...whole, conditions: [{ kind: "if", body: { Value: 1 } }] },
    ],
    ["`conditions[0].body` is not an expression: one operator is expected", when({})],
    ["`conditions[0].body` is not an expression: `unknown` is no operator", when({ unknown: [] })],
    ["`conditions[0].body` is not an expression: `Slot` is no operator", when({ Slot: "?principal" })],
    ["`conditions[0].body.Var` is not a variable", when({ Var: "input" })],
    [
      "`conditions[0].body.Value` is not an exact integer: give a bigint beyond 2^53",
      when({ Value: 2 ** 53 }),
    ],
    ["`conditions[0].body.Value` is not an exact integer: give a bigint beyond 2^53", when({ Value: 1.5 })],
    ["`conditions[0].body.Value` is not within 64 bits", when({ Value: 2n ** 63n })],
    ["`conditions[0].body.Value` is not text", when({ Value: "\ud800" })],
    ["`conditions[0].body.Value` is not a value", when({ Value: null })],
    ["`conditions[0].body.==.right` is not an expression", when({ "==": { left: { Value: 1 } } })],
    ["`conditions[0].body.isIpv4` is not a list with the method's receiver", when({ isIpv4: [] })],
    [
      "`conditions[0].body.has.attr[0]` is not an identifier, which a path of several takes",
      when({ has: { left: { Var: "context" }, attr: ["a b", "c"] } }),
    ],
  ])(verifies("syntax.text", "is refused: %s"), (message, json) => {
    expect(policyFromJson(json)).toEqual({ ok: false, message });
  });

  it(verifies("syntax.bounds", "is read to the depth that text is, and chains to any length"), () => {
    expect(policyFromJson(when(deep(199))).ok).toBe(true);
    const refused = policyFromJson(when(deep(100_000)));
    expect(refused.ok ? "" : refused.message).toMatch(/is not within 200 levels of nesting$/);
    let chain: unknown = { Value: true };
    for (let length = 0; length < 20_000; length += 1)
      chain = { "||": { left: chain, right: { Value: false } } };
    expect(policyFromJson(when(chain)).ok).toBe(true);
  });
});
