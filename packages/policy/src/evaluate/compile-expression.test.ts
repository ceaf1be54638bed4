import { describe, expect, it } from "vitest";
import type { Expression } from "../syntax/ast.ts";
import { parsePolicy } from "../syntax/parse-policies.ts";
import { Failure } from "../values/failure.ts";
import { EntityValue, RecordValue, SetValue, type Value } from "../values/value.ts";
import { valueToJson } from "../values/value-to-json.ts";
import { compileExpression } from "./compile-expression.ts";
import type { CedarValueJson } from "./decision.ts";
import { type EvaluationRequest, entity } from "./request.ts";
import { Possible } from "./result.ts";

function parsed(text: string): Expression {
  const result = parsePolicy(`permit(principal, action, resource) when { ${text} };`);
  if (!result.ok) throw new Error(`${JSON.stringify(result.errors)} in ${text}`);
  const body = result.policy.conditions[0]?.body;
  if (body === undefined) throw new Error(`No condition in ${text}`);
  return body;
}

const record = (members: Record<string, Value>) => new RecordValue(new Map(Object.entries(members)));
const user = (id: string) => new EntityValue("User", id);
const group = (id: string) => new EntityValue("Group", id);

const request: EvaluationRequest = {
  principal: entity(user("ann"), {
    attributes: new Map<string, Value>([
      ["id", "ann"],
      ["boss", user("bob")],
      ["address", record({ city: "Bonn" })],
    ]),
    tags: new Map<string, Value>([
      ["role", "admin"],
      ["level", 3],
    ]),
    ancestors: new Set([group("staff").key, group("all").key]),
  }),
  action: entity(new EntityValue("Action", "read"), {
    ancestors: new Set([new EntityValue("Action", "any").key]),
  }),
  resource: entity(new EntityValue("Doc", "d1")),
  context: record({
    input: record({ amount: 750, note: "x*y", tags: new SetValue(["a", "b"]), order: record({ id: "7" }) }),
  }),
  others: new Map([[user("bob").key, entity(user("bob"), { attributes: new Map([["id", "bob"]]) })]]),
};

function evaluate(text: string): CedarValueJson | { readonly error: string } {
  const result = compileExpression(parsed(text))(request);
  if (result instanceof Possible) throw new Error(`${text} is not certain`);
  return result instanceof Failure ? { error: result.message } : valueToJson(result);
}

describe("expressions with a value", () => {
  it.each<[string, CedarValueJson]>([
    ["true && false", false],
    ["true && true && true", true],
    ["false || true", true],
    ["false || false", false],
    ['false && "text"', false],
    ['true || "text"', true],
    ["true || context.none", true],
    ["!true", false],
    ["!!true", true],
    ["if 1 < 2 then 3 else context.none", 3],
    ["if 1 > 2 then context.none else 4", 4],
    ["1 == 1", true],
    ['1 == "1"', false],
    ["1 != true", true],
    ["1 != 1", false],
    ['principal == User::"ann"', true],
    ['principal == User::"bob"', false],
    ["[1, 2] == [2, 1, 1]", true],
    ["{a: 1, b: [2]} == {b: [2, 2], a: 1}", true],
    ["context.input == {}", false],
    ["1 < 2", true],
    ["2 < 2", false],
    ["2 <= 2", true],
    ["3 <= 2", false],
    ["3 > 2", true],
    ["2 > 2", false],
    ["2 >= 2", true],
    ["1 >= 2", false],
    ["-9223372036854775808 < 9223372036854775807", true],
    ["9223372036854775807 > 9223372036854775806", true],
    ['datetime("2026-01-01") < datetime("2026-01-02")', true],
    ['duration("1h") >= duration("60m")', true],
    ["1 + 2 * 3 - 4", 3],
    ["9007199254740993 - 1", 9007199254740992n],
    ["-(5)", -5],
    ["-(0) == 0", true],
    ["-(-9223372036854775807)", 9223372036854775807n],
    ['principal in User::"ann"', true],
    ['principal in Group::"staff"', true],
    ['principal in Group::"other"', false],
    ['principal in [Group::"other", Group::"all"]', true],
    ["principal in []", false],
    ['User::"eve" in User::"eve"', true],
    ['User::"eve" in Group::"all"', false],
    ['action in Action::"any"', true],
    ["principal is User", true],
    ["principal is Group", false],
    ['principal is User in Group::"all"', true],
    ['principal is User in Group::"other"', false],
    ['principal is Group in "text"', false],
    ["principal has id", true],
    ["principal has other", false],
    ["principal has address.city", true],
    ["principal has address.zip", false],
    ["principal has none.city", false],
    ["principal has boss.id", true],
    ['User::"eve" has id', false],
    ["context has input.order.id", true],
    ["context has input.order.x.y", false],
    ["principal.id", "ann"],
    ["principal.boss.id", "bob"],
    ["principal.address.city", "Bonn"],
    ['context["input"].amount', 750],
    ['principal.hasTag("role")', true],
    ['principal.hasTag("none")', false],
    ['User::"eve".hasTag("role")', false],
    ['principal.getTag("role")', "admin"],
    ['principal.getTag("level") + 1', 4],
    ['context.input.note like "x\\*y"', true],
    ['context.input.note like "*\\**"', true],
    ['context.input.note like "x"', false],
    ['context.input.tags.contains("a")', true],
    ['context.input.tags.contains("c")', false],
    ["context.input.tags.contains(1)", false],
    ['context.input.tags.containsAll(["b", "a"])', true],
    ['context.input.tags.containsAll(["b", "c"])', false],
    ['context.input.tags.containsAny(["c", "a"])', true],
    ['context.input.tags.containsAny(["c"])', false],
    ["context.input.tags.isEmpty()", false],
    ["[].isEmpty()", true],
    ["[1, context.input.amount]", [1, 750]],
    ['{"a": 1, b: principal}', { a: 1, b: { __entity: { type: "User", id: "ann" } } }],
    ['decimal("1.5").lessThan(decimal("1.6"))', true],
    ['decimal("1.5").lessThanOrEqual(decimal("1.50"))', true],
    ['decimal("-1.5").greaterThan(decimal("-1.6"))', true],
    ['decimal("1.5").greaterThanOrEqual(decimal("1.6"))', false],
    ['decimal("1.5") == decimal("1.50")', true],
    ['ip("1.2.3.4").isIpv4()', true],
    ['ip("1.2.3.4").isIpv6()', false],
    ['ip("::1").isLoopback()', true],
    ['ip("ff02::1").isMulticast()', true],
    ['ip("10.1.2.3").isInRange(ip("10.0.0.0/8"))', true],
    ['ip("127.0.0.1/8") == ip("127.0.0.0/8")', false],
    ['datetime("2026-01-01").offset(duration("36h")) == datetime("2026-01-02T12:00:00Z")', true],
    ['datetime("2026-01-02").durationSince(datetime("2026-01-01")) == duration("1d")', true],
    ['datetime("2026-01-01T05:00:00Z").toDate() == datetime("2026-01-01")', true],
    ['datetime("1969-12-31T05:00:00Z").toTime() == duration("5h")', true],
    ['duration("-1d1ms").toMilliseconds()', -86_400_001],
    ['duration("-1999ms").toSeconds()', -1],
    ['duration("1h1s").toMinutes()', 60],
    ['duration("1d").toHours()', 24],
    ['duration("47h").toDays()', 1],
  ])("%s is %s", (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });
});

describe("expressions that fail", () => {
  it.each([
    ['"text" && true', "`&&` needs a boolean, and got a string"],
    ["true && 1", "`&&` needs a boolean, and got an integer"],
    ["false || principal", "`||` needs a boolean, and got an entity"],
    ["!1", "`!` needs a boolean, and got an integer"],
    ["if 1 then 2 else 3", "`if` needs a boolean, and got an integer"],
    ['1 < "2"', "`<` needs two integers, and got a string"],
    ["true >= false", "`>=` needs two integers, datetimes or durations, and got a boolean"],
    ['datetime("2026-01-01") < duration("1d")', "`<` needs two datetimes, and got a duration"],
    ['decimal("1.0") < decimal("2.0")', "`<` needs two integers, datetimes or durations, and got a decimal"],
    ["9223372036854775807 + 1", "Integer overflow in `+`"],
    ["-9223372036854775808 - 1", "Integer overflow in `-`"],
    ["4611686018427387904 * 2", "Integer overflow in `*`"],
    ["-(-9223372036854775808)", "Integer overflow in `-`"],
    ['-("1")', "`-` needs an integer, and got a string"],
    ['1 + "1"', "`+` needs two integers, and got a string"],
    ["context.input.tags * 1", "`*` needs two integers, and got a set"],
    ["context.none", "`context` has no attribute `none`"],
    ["context.input.none.deeper", "`context.input` has no attribute `none`"],
    ['context.input["a b"]', "`context.input` has no attribute `a b`"],
    ["{a: 1}.b", "What stands before it has no attribute `b`"],
    ['User::"eve".id', "What stands before it has no attribute `id`"],
    ['"text".length', "`.` needs an entity or a record, and got a string"],
    ["1 has a", "`has` needs an entity or a record, and got an integer"],
    ["principal has id.a", "`has` needs an entity or a record, and got a string"],
    ['1 in Group::"a"', "`in` needs an entity on its left, and got an integer"],
    ["principal in 1", "`in` needs an entity or a set of entities on its right, and got an integer"],
    ["principal in [principal, 1]", "`in` needs a set of nothing but entities, and got an integer"],
    ['"text" is User', "`is` needs an entity, and got a string"],
    [
      'principal is User in "text"',
      "`in` needs an entity or a set of entities on its right, and got a string",
    ],
    ['principal.getTag("none")', "`principal` has no tag `none`"],
    ["principal.getTag(context.input.note)", "`principal` has no tag of that name"],
    ["principal.getTag(1)", "`getTag` needs a string as the tag's name, and got an integer"],
    ['context.hasTag("a")', "`hasTag` needs an entity, and got a record"],
    ['1 like "*"', "`like` needs a string, and got an integer"],
    ["1.contains(1)", "`contains` needs a set, and got an integer"],
    ["[1].containsAll(1)", "`containsAll` needs two sets, and got an integer"],
    ["principal.containsAny([])", "`containsAny` needs two sets, and got an entity"],
    ["context.isEmpty()", "`isEmpty` needs a set, and got a record"],
    ["[1, context.none]", "`context` has no attribute `none`"],
    ["{a: context.none}.b", "`context` has no attribute `none`"],
    ['decimal("1")', "The text given to `decimal` is not the text of one"],
    ["ip(context.input.note)", "The text given to `ip` is not the text of one"],
    ["datetime(1)", "`datetime` needs a string, and got an integer"],
    ['decimal("1.0").lessThan(1)', "`lessThan` cannot work on an integer"],
    ["1.isIpv4()", "`isIpv4` cannot work on an integer"],
    [
      'datetime("2026-01-01").offset(duration("9223372036854775807ms"))',
      "The result of `offset` does not fit 64 bits",
    ],
  ])("%s: %s", (text, error) => {
    expect(evaluate(text)).toEqual({ error });
  });

  it("with too many or too few arguments of a function", () => {
    const span = { start: 0, end: 0 };
    const call: Expression = { kind: "call", name: "isInRange", arguments: [parsed('ip("::1")')], span };
    expect(compileExpression(call)(request)).toEqual(
      new Failure("`isInRange` takes 2 argument(s), and has 1 here"),
    );
    const text: Expression = { ...call, name: "ip", arguments: [] };
    expect(compileExpression(text)(request)).toEqual(new Failure("`ip` takes 1 argument(s), and has 0 here"));
  });
});

it("an expression that is too deep for the stack is refused when it is compiled", () => {
  let deep = parsed("true");
  for (let level = 0; level < 100_000; level += 1) deep = { kind: "not", operand: deep, span: deep.span };
  expect(() => compileExpression(deep)).toThrow("A condition is nested deeper than 1000 levels");
});

it("an operation may be another one, and every part may be watched", () => {
  const seen: string[] = [];
  const evaluator = compileExpression(parsed("1 < 2 && 2 < 1"), {
    operations: { "<": () => true },
    wrap: (node, inner) => (asked) => {
      const result = inner(asked);
      seen.push(`${node.kind}: ${String(result)}`);
      return result;
    },
  });
  expect(evaluator(request)).toBe(true);
  expect(seen).toEqual([
    "literal: 1",
    "literal: 2",
    "binary: true",
    "literal: 2",
    "literal: 1",
    "binary: true",
    "and: true",
  ]);
});

describe("expressions of several policies", () => {
  it.each<[string]>([
    ['principal.hasTag("role") && ["a", "b"].contains(principal.getTag("role"))'],
    ['context.input.order has id.x || context.input.note like "x*" || !(principal is User in Group::"a")'],
    ['if {a: 1, b: decimal("1.5")} == context.input then -context.input.amount < 3 else [].isEmpty()'],
  ])("are one function where they say the same: %s", (text) => {
    const spaced = parsed(text.replaceAll(" ", "  "));
    expect(compileExpression(spaced)).toBe(compileExpression(parsed(text)));
  });

  it.each<[string, string]>([
    ['"1"', "1"],
    ['"true"', "true"],
    ["1", "-1"],
    ['User::"a"', 'User::"b"'],
    ['User::"a"', 'Group::"a"'],
    ["principal", "resource"],
    ["context.a", "context.b"],
    ["context.a", "context has a"],
    ["context has a", "context has a.b"],
    ['context has "a.b"', "context has a.b"],
    ['context.a like "*"', 'context.a like "\\*"'],
    ['context.a like "a*"', 'context.a like "*a"'],
    ["principal is User", "principal is Group"],
    ["principal is User", 'principal is User in Group::"a"'],
    ["context.a && context.b", "context.b && context.a"],
    ["context.a && context.b", "context.a || context.b"],
    ["context.a && context.b", "context.a && context.b && context.b"],
    ["context.a && (context.b && context.c)", "context.a && context.b && context.c"],
    ["context.a < context.b", "context.a <= context.b"],
    ["context.a < 1", "1 < context.a"],
    ["!context.a", "-context.a"],
    ["[context.a]", "context.a.isEmpty()"],
    ["[context.a, context.b]", "[context.b, context.a]"],
    ["{a: context.a}", "{b: context.a}"],
    ["{a: context.a, b: context.b}", "{a: context.b, b: context.a}"],
    ["ip(context.a)", "decimal(context.a)"],
    ["if context.a then context.b else context.c", "if context.a then context.c else context.b"],
  ])("are two functions where they differ: %s and %s", (one, other) => {
    expect(compileExpression(parsed(one))).not.toBe(compileExpression(parsed(other)));
  });

  it("are not shared while their parts are watched or an operation is another one", () => {
    const plain = compileExpression(parsed("1 < 2"));
    expect(compileExpression(parsed("1 < 2"), { operations: { "<": () => false } })(request)).toBe(false);
    expect(compileExpression(parsed("1 < 2"), { wrap: () => () => "seen" })(request)).toBe("seen");
    expect(compileExpression(parsed("1 < 2"))).toBe(plain);
    expect(plain(request)).toBe(true);
  });
});
