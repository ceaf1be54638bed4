import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import {
  type ActionScope,
  type BinaryOperator,
  type Expression,
  extensionFunctions,
  extensionMethods,
  type Policy,
  type PrincipalScope,
  wildcard,
} from "./ast.ts";
import { parsePolicy } from "./parse-policies.ts";
import { policyFromJson } from "./policy-from-json.ts";
import { policyToJson } from "./policy-to-json.ts";
import { policyToText } from "./policy-to-text.ts";

const span = { start: 0, end: 0 };
/** Those whose parentheses are easily lost come often. */
const operators: readonly BinaryOperator[] = [
  ...(["+", "-", "*", "+", "-", "*", "+", "-", "*", "+", "-", "*"] as const),
  ...(["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "in"] as const),
  ...(["contains", "containsAll", "containsAny", "hasTag", "getTag"] as const),
];

const text = fc.oneof(
  fc.constantFrom("", "a", "é𝒳", '"\\\n\r\t\0', "a*b\\*", "\u202e\u2028\u007f", "if", "__cedar", "__proto__"),
  fc.string({ unit: "grapheme", maxLength: 4 }),
);
const identifier = fc.constantFrom("a", "_b1", "principal", "when", "decimal", "Action", "__proto__");
const attribute = fc.oneof(identifier, text);
const entityType = fc.array(identifier, { minLength: 1, maxLength: 3 }).map((names) => names.join("::"));
const entity = fc.record({ type: entityType, id: text, span: fc.constant(span) });
const action = entity.map((each) => ({ ...each, type: `N::${each.type}::Action` }));

/** Literals next to each other are one, and never empty, as the parser has them. */
const pattern = fc
  .array(fc.oneof(fc.constant(wildcard), text), { maxLength: 5 })
  .map((parts) => parts.filter((part) => part !== ""))
  .map((parts) => parts.filter((part, at) => part === wildcard || (parts[at - 1] ?? wildcard) === wildcard));

const path = fc.oneof(
  attribute.map((name) => [name]),
  fc.array(identifier, { minLength: 2, maxLength: 3 }),
);

const integer = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 9223372036854775807n, -9223372036854775808n, 9007199254740993n),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: "medium" },
      fc.oneof(fc.boolean(), text, integer).map((value): Expression => ({ kind: "literal", value, span })),
      fc
        .constantFrom("principal", "action", "resource", "context")
        .map((name): Expression => ({ kind: "variable", name, span })),
      entity.map((each): Expression => ({ kind: "entity", ...each })),
      fc
        .tuple(fc.constantFrom("and", "or"), fc.array(inner, { minLength: 2, maxLength: 4 }))
        .map(([kind, operands]): Expression => ({ kind, operands, span })),
      fc
        .tuple(fc.constantFrom("not", "negate", "negate", "isEmpty"), inner)
        .map(([kind, operand]): Expression => ({ kind, operand, span })),
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom(...operators), inner, inner)
          .map(([operator, left, right]): Expression => ({ kind: "binary", operator, left, right, span })),
      },
      fc.tuple(inner, inner, inner).map(([condition, then, no]): Expression => {
        return { kind: "if", condition, then, else: no, span };
      }),
      fc
        .tuple(inner, attribute)
        .map(([operand, name]): Expression => ({ kind: "member", operand, name, span })),
      fc
        .tuple(inner, path)
        .map(([operand, names]): Expression => ({ kind: "has", operand, path: names, span })),
      fc
        .tuple(inner, pattern)
        .map(([operand, parts]): Expression => ({ kind: "like", operand, pattern: parts, span })),
      fc.tuple(inner, entityType, fc.option(inner, { nil: undefined })).map(
        ([operand, type, within]): Expression => ({
          kind: "is",
          operand,
          entityType: type,
          in: within,
          span,
        }),
      ),
      fc.array(inner, { maxLength: 3 }).map((items): Expression => ({ kind: "set", items, span })),
      fc
        .uniqueArray(fc.record({ name: attribute, value: inner }), {
          maxLength: 3,
          selector: ({ name }) => name,
        })
        .map((members): Expression => ({ kind: "record", members, span })),
      fc
        .tuple(fc.constantFrom(...extensionFunctions), fc.array(inner, { maxLength: 2 }))
        .map(([name, given]): Expression => ({ kind: "call", name, arguments: given, span })),
      fc
        .tuple(fc.constantFrom(...extensionMethods), fc.array(inner, { minLength: 1, maxLength: 3 }))
        .map(([name, given]): Expression => ({ kind: "call", name, arguments: given, span })),
    ),
  };
});

const principalScope: fc.Arbitrary<PrincipalScope> = fc.oneof(
  fc.constant<PrincipalScope>({ kind: "any", span }),
  entity.map((each): PrincipalScope => ({ kind: "equals", entity: each, span })),
  entity.map((each): PrincipalScope => ({ kind: "in", entity: each, span })),
  fc
    .tuple(entityType, fc.option(entity, { nil: undefined }))
    .map(([type, within]): PrincipalScope => ({ kind: "is", entityType: type, in: within, span })),
);
const actionScope: fc.Arbitrary<ActionScope> = fc.oneof(
  fc.constant<ActionScope>({ kind: "any", span }),
  action.map((each): ActionScope => ({ kind: "equals", entity: each, span })),
  action.map((each): ActionScope => ({ kind: "in", entities: [each], list: false, span })),
  fc
    .array(action, { maxLength: 3 })
    .map((entities): ActionScope => ({ kind: "in", entities, list: true, span })),
);
const annotation = fc
  .tuple(fc.constantFrom("id", "if", "__cedar", "advice"), fc.option(text, { nil: undefined }))
  .map(([name, value]) => ({ name, value: value ?? "", bare: value === undefined, span }));

const policy: fc.Arbitrary<Policy> = fc.record({
  effect: fc.constantFrom("permit", "forbid"),
  annotations: fc.uniqueArray(annotation, { maxLength: 3, selector: ({ name }) => name }),
  principal: principalScope,
  action: actionScope,
  resource: principalScope,
  conditions: fc.array(
    fc.record({ kind: fc.constantFrom("when", "unless"), body: expression, span: fc.constant(span) }),
    { maxLength: 3 },
  ),
  comments: fc.array(fc.record({ text: fc.stringMatching(/^[ -~é]{0,9}$/), span: fc.constant(span) }), {
    maxLength: 2,
  }),
  span: fc.constant(span),
});

/** With every span empty. */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, name === "span" ? span : withoutSpans(part)]),
  );
}

const print = (condition: string) => {
  const parsed = parsePolicy(`permit(principal, action, resource) when { ${condition} };`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return /when \{\n {2}([\s\S]*)\n\};\n$/.exec(policyToText(parsed.policy))?.[1];
};

describe("a policy as text", () => {
  it(verifies("syntax.text", "is read as the same policy, but for its places"), () => {
    fc.assert(
      fc.property(policy, (given) => {
        const parsed = parsePolicy(policyToText(given));
        expect(parsed.ok ? withoutSpans(parsed.policy) : parsed.errors).toEqual(given);
      }),
      { numRuns: 1_000 },
    );
  });

  it(verifies("syntax.text", "as JSON is read as a policy with the same JSON"), () => {
    fc.assert(
      fc.property(policy, (given) => {
        const json = policyToJson(given);
        const read = policyFromJson(json);
        expect(read.ok ? policyToJson(read.policy) : read.message).toEqual(json);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["((1 + 2) + (3)) == (6)", "1 + 2 + 3 == 6"],
    ["1 - (2 - 3) - 4 == 0", "1 - (2 - 3) - 4 == 0"],
    ["(1 * (2 * 3)) * -(4) == 0", "1 * (2 * 3) * -(4) == 0"],
    ["1 + (2 - 3) * 4 == 0", "1 + (2 - 3) * 4 == 0"],
    ["(true && false) || (true)", "true && false || true"],
    ["((true || false)) && true", "(true || false) &&\n  true"],
    ["!(!(!(!(!(true)))))", "!(!!!!true)"],
    ["-(-(-(5))) == 5", "---(5) == 5"],
    ["(-5).a", "(-5).a"],
    ['context["a"]["b c"]["if"]', 'context.a["b c"]["if"]'],
    ['{"a": 1, "b c": (if true then 1 else 2)}.a', '{a: 1, "b c": if true then 1 else 2}.a'],
    ['"\\u{202e}\\x41" like "\\**"', '"\\u{202e}A" like "\\**"'],
    ['(principal is A in (B::"x")) && (principal has "a")', 'principal is A in B::"x" &&\n  principal has a'],
    [
      '[(decimal("1")).lessThan((decimal("2")))].contains((true))',
      '[decimal("1").lessThan(decimal("2"))].contains(true)',
    ],
  ])(verifies("syntax.text", "%s has only the parentheses that it needs"), (given, expected) => {
    expect(print(given)).toBe(expected);
  });

  it("has a line for each part of the head", () => {
    const parsed = parsePolicy(
      '//a\n@x@y("z") permit(principal in A::"b",action,resource is C) unless {true};',
    );
    expect(parsed.ok && policyToText(parsed.policy)).toBe(
      '//a\n@x\n@y("z")\npermit(\n  principal in A::"b",\n  action,\n  resource is C\n) unless {\n  true\n};\n',
    );
  });
});
