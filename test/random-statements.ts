/** Statements with every kind of condition, and the requests that tell them apart. */
import { anonymousPrincipal, type CedarValueJson, type Principal } from "@toolgate/policy";
import fc from "fast-check";

/** The gateway that the statements name. */
export const gateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-ab12cd34ef";

const names = fc.constantFrom("role", "scope", "limit");
const texts = fc.constantFrom("admin", "a", "payment:process payment:read", "x*y", "é𝒳", "");
const numbers = fc.constantFrom("0", "1", "-3", "500", "9223372036854775807", "9007199254740993");
const times = fc.constantFrom(
  'datetime("2026-01-01")',
  'datetime("2026-06-30T23:59:59Z")',
  'datetime("2026-07-01T00:30:00.250+0100")',
  "context.system.now",
  "context.system.now.toDate()",
  'context.system.now.offset(duration("-1d2h"))',
);
const durations = fc.constantFrom(
  'duration("9h")',
  'duration("1d2h3m4s5ms")',
  "context.system.now.toTime()",
  'context.system.now.durationSince(datetime("2025-01-01"))',
);
const quoted = texts.map((text) => JSON.stringify(text));
const comparison = fc.constantFrom("<", "<=", ">", ">=", "==", "!=");
const format = (strings: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((values) => strings.reduce((text, next, index) => text + values[index - 1] + next));

/** Conditions whose truth does not hang on arguments. */
export const knownAtoms: fc.Arbitrary<string>[] = [
  fc.constantFrom("true", "false"),
  format`principal.hasTag("${names}")`,
  format`principal.getTag("${names}") == ${quoted}`,
  format`principal.getTag("${names}") like ${fc.constantFrom('"*a*"', '"a*"', '"*payment:read*"', '"x\\*y"', '"*"', '"é*"')}`,
  format`[${quoted}, ${quoted}].contains(principal.getTag("${names}"))`,
  format`[${quoted}, ${quoted}].${fc.constantFrom("containsAll", "containsAny")}([${quoted}])`,
  fc.constantFrom(
    "principal has id",
    "principal has id.x",
    "principal has other",
    'principal.id == "alice"',
    'principal == AgentCore::OAuthUser::"alice"',
    'principal in [AgentCore::OAuthUser::"bob", AgentCore::OAuthUser::"alice"]',
    "principal is AgentCore::OAuthUser",
    'principal is AgentCore::OAuthUser in AgentCore::OAuthUser::"bob"',
    'principal is AgentCore::Gateway in "text"',
    'action in AgentCore::Action::"CallTool"',
    'action == AgentCore::Action::"T___a"',
    'AgentCore::OAuthUser::"eve".hasTag("role")',
    'AgentCore::OAuthUser::"alice".id like "al*"',
    "resource has name",
    "context has input",
    "context has system.now",
    "{a: 1, b: [1, 2]} == {b: [2, 1, 1], a: 1}",
    "{a: true}.a",
    "[].isEmpty()",
    'decimal("1.50").lessThan(decimal("1.5001"))',
    'decimal("-0.5") == decimal("-0.50")',
    '"text" && true',
    "1 == true",
  ),
  format`${times} ${comparison} ${times}`,
  format`${durations} ${comparison} ${durations}`,
  format`${fc.constantFrom("1", "-3", "500", "principal")} ${comparison} ${fc.constantFrom("2 * 3 - 4", "-(3)", "9007199254740991 * 2000 * 2000", "1")}`,
];

/** Literals that may or may not be ones. */
const datetimeText = fc.stringMatching(
  /^[0-9]{4}-[01]\d-[0-3]\d(T[0-2]\d:[0-6]\d:[0-6]\d(\.\d{2,3})?(Z|[+-][0-2]\d[0-6]\d)?)?$/,
);
const durationText = fc.stringMatching(/^-?(\d{1,3}d)?(\d{1,4}h)?(\d{1,3}m)?(\d{1,9}s)?(\d{1,19}ms)?$/);
const decimalText = fc.stringMatching(/^-?\d{0,15}\.?\d{0,5}$/);

/** Conditions on arguments, or on what may be no literal. */
export const inputAtoms: fc.Arbitrary<string>[] = [
  fc.constantFrom(
    "context.input has amount",
    "context has input.amount",
    "context.input has order.id",
    "context.input.flag",
    'context.input.reason like "*a*"',
    "context.input.list.contains(1)",
    "context.input.list.isEmpty()",
    "context.input.amount == context.input.amount",
    "context.input.order has id",
    'context.input.order.id == "7"',
    'context == {"a": 1}',
    "[context.input.amount, 1].contains(1)",
    'context.input.price.lessThan(decimal("12.5"))',
    "principal.hasTag(context.input.reason)",
    "context.input.amount is AgentCore::Gateway",
    "context.input.amount in principal",
    'decimal("1.23456").lessThan(decimal("2.0"))',
    'datetime("2026-02-30") < context.system.now',
    'ip("10.0.0.1").isInRange(ip("10.0.0.0/8"))',
  ),
  format`context.input.amount ${comparison} ${numbers}`,
  format`datetime("${datetimeText}") ${comparison} ${times}`,
  format`duration("${durationText}") ${comparison} ${durations}`,
  format`decimal("${decimalText}").lessThan(decimal("12.5"))`,
  format`context.input.amount + ${numbers} ${comparison} ${numbers}`,
  format`context.input.reason == principal.getTag("${names}")`,
];

function conditions(atoms: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(...atoms),
      format`(${tie("node")} && ${tie("node")})`,
      format`(${tie("node")} || ${tie("node")})`,
      format`!(${tie("node")})`,
      format`(if ${tie("node")} then ${tie("node")} else ${tie("node")})`,
    ),
  })).node;
}

const scope = format`${fc.constantFrom(
  "principal",
  "principal is AgentCore::OAuthUser",
  'principal == AgentCore::OAuthUser::"alice"',
  'principal is AgentCore::OAuthUser in AgentCore::OAuthUser::"bob"',
  "principal is AgentCore::IamEntity",
)}, ${fc.constantFrom(
  "action",
  'action == AgentCore::Action::"T___a"',
  'action == AgentCore::Action::"T"',
  'action in AgentCore::Action::"T"',
  'action in AgentCore::Action::"CallTool"',
  'action in [AgentCore::Action::"T___b", AgentCore::Action::"Mcp"]',
)}, ${fc.constantFrom(
  "resource",
  "resource is AgentCore::Gateway",
  `resource == AgentCore::Gateway::"${gateway}"`,
  'resource in AgentCore::Gateway::"other"',
)}`;

export function policies(atoms: fc.Arbitrary<string>[]): fc.Arbitrary<string[]> {
  const condition = conditions(atoms);
  const kind = fc.constantFrom("when", "unless");
  const clauses = fc.array(format`${kind} { ${condition} }`, { maxLength: 2 }).map((each) => each.join(" "));
  const policy = (effect: string) => format`${fc.constant(effect)}(${scope}) ${clauses};`;
  return fc
    .tuple(
      fc.array(policy("permit"), { minLength: 1, maxLength: 3 }),
      fc.array(policy("forbid"), { maxLength: 2 }),
    )
    .map((parts) => parts.flat());
}

export const principal: fc.Arbitrary<Principal> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("AgentCore::OAuthUser" as const),
      id: fc.constantFrom("alice", "bob"),
      tags: fc.dictionary(names, texts, { maxKeys: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant(anonymousPrincipal) },
);
export const input: fc.Arbitrary<{ [key: string]: CedarValueJson }> = fc.record(
  {
    amount: fc.constantFrom<CedarValueJson>(0, 1, 499, 500, Number.MAX_SAFE_INTEGER),
    flag: fc.boolean(),
    reason: texts,
    list: fc.array(fc.constantFrom<CedarValueJson>(1, 2, 3), { maxLength: 2 }),
    order: fc.constantFrom<CedarValueJson>({}, { id: "7" }),
    price: fc.constant<CedarValueJson>({ __extn: { fn: "decimal", arg: "12.4" } }),
  },
  { requiredKeys: [] },
);
export const now = fc.constantFrom(
  Date.UTC(2026, 5, 30, 23, 59, 59),
  Date.UTC(2026, 6, 1, 0, 30, 0, 250),
  Date.UTC(2026, 6, 1, 9, 0, 0),
  Date.UTC(1969, 11, 31, 12),
);

export interface Case {
  readonly statements: readonly string[];
  readonly principal: Principal;
  readonly input: { readonly [key: string]: CedarValueJson };
  readonly now: number;
}
