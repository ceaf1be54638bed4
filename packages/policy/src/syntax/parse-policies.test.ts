import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import type { Expression } from "./ast.ts";
import { lineAndColumn } from "./line-and-column.ts";
import { parsePolicies, parsePolicy } from "./parse-policies.ts";

const scope = "(principal, action, resource)";
const when = (condition: string) => `permit${scope} when { ${condition} };`;

function bodyOf(condition: string): Expression {
  const parsed = parsePolicy(when(condition));
  const body = parsed.ok ? parsed.policy.conditions[0]?.body : undefined;
  if (body === undefined) throw new Error(JSON.stringify(parsed));
  return body;
}

/** The first problem: its message, its help, and the text it points at. */
function problemOf(text: string): readonly (string | undefined)[] {
  const parsed = parsePolicy(text);
  const first = parsed.ok ? undefined : parsed.errors[0];
  return first === undefined ? [] : [first.message, first.help, text.slice(first.start, first.end)];
}

const noVariable = (name: string) =>
  `The variables are principal, action, resource and context; an argument of the tool is context.input.${name}, and text stands in quotes`;
const order = "A scope has principal, action and resource, in this order: (principal, action, resource)";

describe("a problem in a condition", () => {
  it.each([
    ["context.input.a = 5", "`=` is no operator of Cedar's", "Write `==` to compare", "="],
    [
      "context.input.a === 5",
      "Expected a value, found `=`",
      "Equality is written `==`, with a value on each side",
      "=",
    ],
    ["principal <> action", "Expected a value, found `>`", "Inequality is written `!=`", ">"],
    [
      "true and false",
      "Expected an operator or `}` after the condition, found `and`",
      "Write `&&` for and",
      "and",
    ],
    ["(true or false)", "Expected an operator or `)`, found `or`", "Write `||` for or", "or"],
    ["not true", "Cedar has no `not`", "Write `!( … )` for not", "not"],
    ["[true & false]", "Expected an operator or `,` or `]`, found `&`", "Write `&&` for and", "&"],
    ["true | false", "Expected an operator or `}` after the condition, found `|`", "Write `||` for or", "|"],
    ["context.input.a == 'x y'", "Expected a value, found `'`", 'Text stands in double quotes: "x y"', "'"],
    [
      "context == null",
      "Cedar has no `null`",
      "Ask whether a member is there with `has`: context.input has reason",
      "null",
    ],
    [
      "1 < -1.5",
      "`-1.5` is no integer, and Cedar has no other numbers",
      'Write decimal("-1.5"), and compare it by a method: .lessThan(decimal("-1.5"))',
      "-1.5",
    ],
    [
      "1.50 < 2",
      "`1.50` is no integer, and Cedar has no other numbers",
      'Write decimal("1.50"), and compare it by a method: .lessThan(decimal("1.50"))',
      "1.50",
    ],
    ['principal.ip("1")', "`ip` is a function, not a method", "Write it before its argument: ip( … )", "ip"],
    [
      "contains([1], 1)",
      "`contains` is a method, not a function",
      "Write it behind a value: value.contains( … )",
      "contains",
    ],
    ["principle.id == 1", "`principle` is no variable", "Did you mean `principal`?", "principle"],
    ["input.amount < 5", "`input` is no variable", "Did you mean `context.input`?", "input"],
    ["amount < 5", "`amount` is no variable", noVariable("amount"), "amount"],
    ["True", "`True` is no variable", "Did you mean `true`?", "True"],
    ['principal.hastag("a")', "Cedar has no method `hastag`", "Did you mean `hasTag`?", "hastag"],
    ['"abc".startsWith("a")', "Cedar has no method `startsWith`", 'Write `like "beginning*"`', "startsWith"],
    ['datetme("x") < 1', "Cedar has no function `datetme`", "Did you mean `datetime`?", "datetme"],
    [
      'unknown("x")',
      "Cedar has no function `unknown`",
      "The functions are decimal, ip, datetime, duration",
      "unknown",
    ],
    [
      "1 < 2 < 3",
      "A second comparison `<` behind the first",
      "Compare twice and join with &&, such as a < b && b < c, or put one of them in parentheses",
      "<",
    ],
    [
      "principal not in action",
      "Expected an operator or `}` after the condition, found `not`",
      "Write `!(a in b)` for not in",
      "not",
    ],
    [
      "principal has if",
      "`if` is a word of Cedar's and cannot be a name",
      'For an attribute of that name write ["if"], or has "if"',
      "if",
    ],
    [
      'principal is User::"a"',
      'Expected the name of a type, such as `AgentCore::OAuthUser`, found the entity `User::"a"`',
      'To compare with one entity write `== User::"a"`',
      '"a"',
    ],
    [
      "principal == User::alice",
      "`User::alice` is a type, and no entity",
      'For an entity put the id in quotes: User::"alice"',
      "User::alice",
    ],
    [
      'BedrockGuardrails::PromptAttack(["JAILBREAK"], [context.input.note]) == 1',
      "`BedrockGuardrails::PromptAttack` belongs to Dogwood, AWS's language for temporal and guardrail policies, which is not supported yet",
      "Write the policy in plain Cedar: permit or forbid, with conditions over principal, context.input and context.system.now",
      "BedrockGuardrails::PromptAttack",
    ],
    ['{a: 1, "a": 2} == 1', "The record has `a` twice", "Remove one of the two members", '"a"'],
    [
      "[1].contains()",
      "`contains` takes one argument, and 0 are given",
      "Write .contains( … ) with one value",
      "contains()",
    ],
    ["[1].isEmpty(1)", "`isEmpty` takes no argument, and 1 is given", "Write .isEmpty()", "isEmpty(1)"],
    ["!!!!!true", "More than 4 `!` in a row", "Two of them cancel each other out: remove pairs", "!"],
    [
      "-!true",
      "Expected a value, found `!`",
      "Cedar does not mix ! and -; put the inner one in parentheses: (! … )",
      "!",
    ],
    ["1 / 2 == 1", "Cedar has no `/`", "Multiply the other side instead: a < b * 2, not a / 2 < b", "/"],
    [
      "1 + if true then 1 else 2",
      "`if` in the middle of an expression",
      "Put it in parentheses: (if … then … else …)",
      "if",
    ],
    [
      "if true then 1",
      "Expected an operator or `else`, since an if has both then and else, found `}`",
      undefined,
      "}",
    ],
    [
      "true ? 1 : 2",
      "Expected an operator or `}` after the condition, found `?`",
      "Write `if … then … else …`",
      "?",
    ],
    [
      '"\\*" == 1',
      "`\\*` is no escape",
      "`\\*` stands for a star in patterns of `like` only; here write `*`",
      "\\*",
    ],
    [
      '"a\\u{d800}" == 1',
      "`\\u{d800}` is no escape",
      "Cedar's escapes are \\n \\r \\t \\0 \\\\ \\\" \\', \\x00 to \\x7f, and \\u{…} with up to six hexadecimal digits; a backslash is written \\\\",
      "\\u{d800}",
    ],
    [
      '"abc == 1',
      "Expected a value, found text without a closing quote",
      'Close the text with "; a backslash may not end a line, and a quote inside is written \\"',
      '"abc == 1 };',
    ],
    [
      "principal[0]",
      "Expected the name of an attribute in quotes, found `0`",
      "Sets have no order; ask for an element with .contains( … )",
      "0",
    ],
    [
      "principal == ?principal",
      "`?principal` is a place to fill in, which makes this a template",
      'Only static policies are taken; write the entity itself, such as AgentCore::OAuthUser::"id"',
      "?principal",
    ],
  ])(verifies("syntax.problems", "`%s` is called %s"), (condition, message, help, at) => {
    expect(problemOf(when(condition))).toEqual([message, help, at]);
  });
});

describe("a problem around the condition", () => {
  it.each([
    [
      "allow(principal, action, resource);",
      "Expected `permit` or `forbid`, found `allow`",
      "Cedar's word is `permit`",
      "allow",
    ],
    [
      "permitt(principal, action, resource);",
      "Expected `permit` or `forbid`, found `permitt`",
      "Did you mean `permit`?",
      "permitt",
    ],
    [
      `permit${scope}`,
      "Expected `when`, `unless` or `;`, found the end of the text",
      "End the policy with `;`",
      "",
    ],
    [
      `permit${scope};;`,
      "Expected `permit` or `forbid`, found `;`",
      "One semicolon ends a policy; remove this one",
      ";",
    ],
    [
      `permit${scope} wehn { true };`,
      "Expected `when`, `unless` or `;`, found `wehn`",
      "Did you mean `when`?",
      "wehn",
    ],
    [
      `permit${scope} if { true };`,
      "Expected `when`, `unless` or `;`, found `if`",
      "Cedar's word is `when`",
      "if",
    ],
    [
      `permit${scope} when true;`,
      "Expected `{` after `when`, found `true`",
      "Put the condition in braces: when { … }",
      "true",
    ],
    [
      `permit${scope} when { };`,
      "`when` without a condition",
      "Write the condition between { and }, or remove `when`",
      "}",
    ],
    [
      "permit(principle, action, resource);",
      "Expected `principal`, found `principle`",
      "Did you mean `principal`?",
      "principle",
    ],
    ["permit(principal, resource, action);", "Expected `action`, found `resource`", order, "resource"],
    ["permit(principal, action);", "Expected `,` and resource, found `)`", order, ")"],
    [
      `permit(principal == "al", action, resource);`,
      'Expected an entity such as `AgentCore::Action::"Target___tool"`, found `"al"`',
      'Put the entity\'s type before its id: Type::"al"',
      '"al"',
    ],
    [
      'permit(principal in [U::"a"], action, resource);',
      "Expected one entity, found `[`",
      "Only action takes a list; write one policy for each, or `when { principal in [ … ] }`",
      "[",
    ],
    [
      'permit(principal, action == [Action::"a"], resource);',
      "Expected one entity, found `[`",
      "A list stands after `in`: action in [ … ]",
      "[",
    ],
    [
      'permit(principal, action in Foo::"a", resource);',
      "The action has the type `Foo`",
      'Actions have the type Action, in any namespace: AgentCore::Action::"Target___tool"',
      'Foo::"a"',
    ],
    [
      "permit(principal, action is Action, resource);",
      "`is` does not go with action",
      'Write `action == AgentCore::Action::"Target___tool"`, or `in`',
      "is",
    ],
    [
      'permit(principal != U::"a", action, resource);',
      "`!=` in the scope",
      "The scope takes `==`, `in` or `is` after principal; the rest goes into when { … }",
      "!=",
    ],
    [
      `@id("a") @id("b") permit${scope};`,
      "The annotation `@id` is there twice",
      "Remove one of the two",
      '@id("b")',
    ],
    [
      `permit${scope} when { "\ud800" == "" };`,
      "Half of a surrogate pair, which is no character",
      "Save the text as UTF-8 and read it again",
      "\ud800",
    ],
  ])(verifies("syntax.problems", "`%s` is called %s"), (text, message, help, at) => {
    expect(problemOf(text)).toEqual([message, help, at]);
  });

  it(verifies("syntax.problems", "is reported for each statement, and a forgotten semicolon once"), () => {
    const text = `permit${scope}\nforbid${scope};\npermit(principal);\nallow${scope};\npermit${scope};`;
    const parsed = parsePolicies(text);
    const places = parsed.ok ? [] : parsed.errors.map(({ start }) => lineAndColumn(text, start));
    expect(places).toEqual([
      { line: 1, column: 36 },
      { line: 3, column: 17 },
      { line: 4, column: 1 },
    ]);
  });

  it(verifies("syntax.problems", "is reported twenty times at most"), () => {
    const parsed = parsePolicies("allow;\n".repeat(30));
    expect(parsed.ok ? 0 : parsed.errors.length).toBe(20);
  });
});

describe("a statement", () => {
  it.each([
    ["", "There is no policy in the text"],
    ["// nothing", "There is no policy in the text"],
    [`permit${scope};`.repeat(3), "There are 3 policies in the text, and one is expected"],
    [
      "permit(principal == ?principal, action, resource);",
      "`?principal` is a place to fill in, which makes this a template",
    ],
  ])(verifies("syntax.one", "%j is refused: %s"), (text, message) => {
    expect(problemOf(text)[0]).toBe(message);
  });

  it("may be one of none in a set", () => {
    expect(parsePolicies(" // nothing")).toEqual({ ok: true, policies: [] });
  });
});

describe("integers", () => {
  const literal = (value: bigint) => expect.objectContaining({ kind: "literal", value });
  const negated = (operand: unknown) => expect.objectContaining({ kind: "negate", operand });

  it.each([
    ["9223372036854775807", literal(9223372036854775807n)],
    ["-9223372036854775808", literal(-9223372036854775808n)],
    ["9007199254740993", literal(9007199254740993n)],
    ["000000000000000000000000000007", literal(7n)],
    ["--5", negated(literal(-5n))],
    ["-(5)", negated(literal(5n))],
    ["-5.a", negated(expect.objectContaining({ kind: "member", operand: literal(5n) }))],
  ])(verifies("syntax.integers", "%s keeps its value"), (text, expected) => {
    expect(bodyOf(text)).toEqual(expected);
  });

  it.each([
    "9223372036854775808",
    "-9223372036854775809",
    "-(9223372036854775808)",
    "-9223372036854775808.a",
    "9".repeat(100_000),
  ])(verifies("syntax.integers", "%.30s is refused"), (text) => {
    expect(problemOf(when(text))[1]).toBe("Integers run from -9223372036854775808 to 9223372036854775807");
  });
});

describe("places", () => {
  it(verifies("syntax.places", "of every part are those of the text"), () => {
    const text =
      '// one\n@id("x") permit(principal is A in B::"é", action, resource) // two\nwhen { (1) + -2 < 3 };\n// three';
    const parsed = parsePolicy(text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const { policy } = parsed;
    const at = ({ span }: { span: { start: number; end: number } }) => text.slice(span.start, span.end);
    const body = policy.conditions[0]?.body;
    if (body?.kind !== "binary" || body.left.kind !== "binary") throw new Error("no sum");
    expect({
      policy: at(policy).split("\n")[0],
      annotation: at(policy.annotations[0] ?? policy),
      principal: at(policy.principal),
      action: at(policy.action),
      condition: at(policy.conditions[0] ?? policy),
      body: at(body),
      sum: at(body.left),
      one: at(body.left.left),
      two: at(body.left.right),
      comments: policy.comments.map((comment) => [comment.text, at(comment)]),
    }).toEqual({
      policy: '@id("x") permit(principal is A in B::"é", action, resource) // two',
      annotation: '@id("x")',
      principal: 'principal is A in B::"é"',
      action: "action",
      condition: "when { (1) + -2 < 3 }",
      body: "(1) + -2 < 3",
      sum: "(1) + -2",
      one: "1",
      two: "-2",
      comments: [
        [" one", "// one"],
        [" two", "// two"],
        [" three", "// three"],
      ],
    });
  });

  it(verifies("syntax.places", "of comments decide which policy they belong to"), () => {
    const parsed = parsePolicies(`// a\npermit${scope}; // b\nforbid${scope}; // c`);
    expect(parsed.ok && parsed.policies.map(({ comments }) => comments.map(({ text }) => text))).toEqual([
      [" a"],
      [" b", " c"],
    ]);
  });

  it.each([
    [0, { line: 1, column: 1 }],
    [2, { line: 1, column: 3 }],
    [3, { line: 2, column: 1 }],
    [5, { line: 3, column: 1 }],
  ])(verifies("syntax.places", "offset %i has its line and column"), (offset, expected) => {
    expect(lineAndColumn("ab\nc\nd", offset)).toEqual(expected);
  });
});

describe("nesting", () => {
  const tooDeep = "More than 200 levels of nesting";

  it.each([
    ["parentheses", "(".repeat(199), "1", ")".repeat(199)],
    ["sets", "[".repeat(199), "1", "]".repeat(199)],
    ["choices", "if true then 1 else ".repeat(199), "1", ""],
    ["sums", "", "1", " + 1".repeat(199)],
    ["members", "", "context", ".a".repeat(199)],
  ])(
    verifies("syntax.bounds", "of 200 levels of %s is read, and of more refused"),
    (_, before, middle, after) => {
      expect(parsePolicy(when(before + middle + after)).ok).toBe(true);
      const deeper =
        before + before.slice(0, before.length / 199) + middle + (after + after.slice(0, after.length / 199));
      expect(problemOf(when(deeper))[0]).toBe(tooDeep);
      expect(problemOf(when(before.repeat(400) + middle + after.repeat(400)))[0]).toBe(tooDeep);
    },
  );

  it(verifies("syntax.bounds", "starts anew after a refused statement"), () => {
    const parsed = parsePolicies(
      `${when("(".repeat(150))}\n${when(`${"(".repeat(150)}1${")".repeat(150)}`)}`,
    );
    expect(parsed.ok ? [] : parsed.errors.map(({ message }) => message)).toEqual([
      "Expected a value, found `}`",
    ]);
  });

  it(verifies("syntax.bounds", "does not grow with chains, comments and many policies"), () => {
    expect(parsePolicy(when(`true${" && true".repeat(50_000)}`)).ok).toBe(true);
    expect(parsePolicy(when(`true\n${"// c\n".repeat(50_000)}`)).ok).toBe(true);
    const parsed = parsePolicies(when("principal has a.b").repeat(20_000));
    expect(parsed.ok && parsed.policies.length).toBe(20_000);
  });
});
