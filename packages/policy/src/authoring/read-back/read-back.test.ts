import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { parsePolicy } from "../../syntax/parse-policies.ts";
import { readBack } from "./read-back.ts";

const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/bank";
const action = 'action == AgentCore::Action::"Bank___transfer"';
const here = `resource == AgentCore::Gateway::"${gatewayArn}"`;

function said(text: string) {
  const parsed = parsePolicy(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.errors[0]?.message}`);
  return readBack(parsed.policy, { gatewayArn });
}

const when = (condition: string) => said(`permit(principal, ${action}, ${here}) when { ${condition} };`);
const claim = (name: string, test: string) =>
  `principal.hasTag("${name}") && ${test.replaceAll("$", `principal.getTag("${name}")`)}`;

describe("who, what and where", () => {
  it.each([
    ["forbid(principal, action, resource);", "Block everyone from using any tool."],
    [`permit(principal, ${action}, ${here});`, "Allow everyone to use Bank___transfer."],
    [
      `permit(principal is AgentCore::OAuthUser, action in AgentCore::Action::"Bank", ${here});`,
      "Allow users to use any tool of Bank.",
    ],
    [
      `permit(principal is AgentCore::IamEntity, action in AgentCore::Action::"CallTool", ${here});`,
      "Allow IAM callers to use any tool.",
    ],
    [
      `permit(principal is AgentCore::Anonymous, action in [AgentCore::Action::"Bank___a", AgentCore::Action::"Bank___b"], ${here});`,
      "Allow anonymous callers to use Bank___a or Bank___b.",
    ],
    [
      `permit(principal == AgentCore::OAuthUser::"ann", ${action}, ${here});`,
      'Allow the user with id "ann" to use Bank___transfer.',
    ],
    [
      `permit(principal == AgentCore::IamEntity::"arn:aws:sts::111122223333:assumed-role/Pay", ${action}, ${here});`,
      'Allow callers assuming "arn:aws:sts::111122223333:assumed-role/Pay" to use Bank___transfer.',
    ],
    [
      `permit(principal in AgentCore::OAuthUser::"ann", ${action}, ${here});`,
      'Allow callers in the user with id "ann" to use Bank___transfer.',
    ],
    [
      `forbid(principal is AgentCore::IamEntity, ${action}, ${here}) when { principal.id like "*:444455556666:*" };`,
      "Block IAM principals of AWS account 444455556666 from using Bank___transfer.",
    ],
    [
      `forbid(principal, ${action}, ${here}) unless { principal is AgentCore::IamEntity && principal == AgentCore::IamEntity::"arn:aws:sts::111122223333:assumed-role/Pay" };`,
      'Block everyone from using Bank___transfer unless the caller is the IAM role "arn:aws:sts::111122223333:assumed-role/Pay".',
    ],
    [
      `permit(principal, ${action}, ${here}) when { !(principal is AgentCore::IamEntity && principal.id like "*:444455556666:*") };`,
      "Allow everyone to use Bank___transfer when the caller is not from AWS account 444455556666.",
    ],
    [
      `permit(principal, ${action}, resource == AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/other");`,
      "Allow everyone to use Bank___transfer on the gateway other.",
    ],
    [
      `permit(principal, action == AgentCore::Action::"Bank", ${here});`,
      'Allow everyone to use the action "Bank".',
    ],
    [
      `permit(principal, action == AgentCore::Action::"Chat___POST:/v1/chat", ${here});`,
      'Allow everyone to use "Chat___POST:/v1/chat".',
    ],
  ])(verifies("authoring.read-back.sentence", "%s"), (policy, sentence) => {
    expect(said(policy).sentence).toBe(sentence);
  });
});

describe("the guide's policies", () => {
  it.each([
    [
      `permit(principal is AgentCore::OAuthUser, ${action}, ${here}) when { ${claim("username", '$ == "refund-agent"')} && context.input.amount < 500 };`,
      'Allow users with username "refund-agent" to use Bank___transfer when the amount is less than 500.',
    ],
    [
      `permit(principal is AgentCore::OAuthUser, ${action}, ${here}) when { ${claim("scope", '$ like "*payment:process*"')} && context.input.amount < 10000 };`,
      'Allow users whose scope contains "payment:process" to use Bank___transfer when the amount is less than 10000.',
    ],
    [
      `permit(principal is AgentCore::OAuthUser, ${action}, ${here}) when { context.input has region && ["US", "CA", "UK"].contains(context.input.region) };`,
      'Allow users to use Bank___transfer when the region is one of "US", "CA" or "UK".',
    ],
    [
      `permit(principal is AgentCore::OAuthUser, ${action}, ${here}) when { principal.hasTag("role") && (principal.getTag("role") == "manager" || principal.getTag("role") == "director") && context.input.amount > 100000 };`,
      'Allow users whose role is one of "manager" or "director" to use Bank___transfer when the amount is greater than 100000.',
    ],
    [
      `forbid(principal is AgentCore::OAuthUser, ${action}, ${here}) unless { context.input has description };`,
      "Block users from using Bank___transfer unless the description is provided.",
    ],
    [
      `forbid(principal, ${action}, ${here}) unless { ${claim("username", "$ == context.input.customer_id")} };`,
      "Block everyone from using Bank___transfer unless the customer_id is equal to the caller's username.",
    ],
  ])(verifies("authoring.read-back.sentence", "%s"), (policy, sentence) => {
    expect(said(policy).sentence).toBe(sentence);
  });
});

describe("a condition", () => {
  it.each([
    // claims
    [claim("tier", '$ == "gold"'), 'callers with tier "gold"', ""],
    [claim("tier", '$ != "gold"'), "", `the caller's tier is provided and the caller's tier is not "gold"`],
    [
      `!(${claim("tier", '$ == "gold"')})`,
      "",
      `either the caller's tier is not provided or the caller's tier is not "gold"`,
    ],
    [
      claim("scope", '($ == "a:b" || $ like "a:b *" || $ like "* a:b" || $ like "* a:b *")'),
      'callers with scope "a:b"',
      "",
    ],
    [
      claim("cognito:groups", '($ == "ops" || $ like "[*\\"ops\\"*]")'),
      'callers with claim "cognito:groups" "ops"',
      "",
    ],
    [
      `${claim("role", '($ == "a" || $ like "[*\\"a\\"*]")')} || context.input.amount > 1`,
      "",
      `either the caller's role includes "a" or the amount is greater than 1`,
    ],
    ['principal.hasTag("team")', "", "the caller's team is provided"],
    ['principal.id like "ann*"', 'callers whose id starts with "ann"', ""],
    // arguments
    ["500 <= context.input.amount", "", "the amount is at least 500"],
    ["!(context.input.amount < 500)", "", "the amount is at least 500"],
    ["context.input.amount != -3", "", "the amount is not -3"],
    ["context.input.a.b == context.input.c", "", "the a.b is equal to the c"],
    ['context.input["to whom"] == "x"', "", 'the argument "to whom" is "x"'],
    ['context.input.time == "x"', "", 'the argument "time" is "x"'],
    ['context.input.price.lessThanOrEqual(decimal("19.99"))', "", "the price is at most 19.99"],
    ["context.input.urgent && !context.input.gift", "", "the urgent is true and the gift is false"],
    ["context.input has note.text", "", "the note.text is provided"],
    ["!(context.input has note)", "", "the note is not provided"],
    ['context.input has note && context.input.note == "x"', "", 'the note is "x"'],
    [
      'context.input has note && context.input.note != "x"',
      "",
      'the note is provided and the note is not "x"',
    ],
    [
      '!(context.input has note) || context.input.note == "x"',
      "",
      'either the note is not provided or the note is "x"',
    ],
    ['context.input.note like "a*"', "", 'the note starts with "a"'],
    ['context.input.note like "*a"', "", 'the note ends with "a"'],
    ['!(context.input.note like "*a*")', "", 'the note does not contain "a"'],
    ['context.input.note like "a*b"', "", 'the note matches the pattern "a*b"'],
    ['context.input.note like "a"', "", 'the note is "a"'],
    ['context.input.tags.contains("x")', "", 'the tags includes "x"'],
    ['context.input.tags.containsAny(["x", "y"])', "", 'the tags includes any of "x" or "y"'],
    ['context.input.tags.containsAll(["x", "y", "z"])', "", 'the tags includes all of "x", "y" and "z"'],
    ["context.input.tags.isEmpty()", "", "the tags is empty"],
    [
      "context.input.amount + context.input.fee * 2 > 7",
      "",
      "the amount plus (the fee times 2) is greater than 7",
    ],
    // time
    ['context.system.now >= datetime("2026-01-01")', "", "the time is at or after 2026-01-01T00:00:00Z"],
    [
      'context.system.now < datetime("2026-01-01T10:00:00+0100")',
      "",
      "the time is before 2026-01-01T09:00:00Z",
    ],
    ['duration("9h30m") <= context.system.now.toTime()', "", "the time is at or after 09:30 UTC"],
    // what is asked of the call itself
    ["principal is AgentCore::OAuthUser", "", "the caller is a user"],
    ['principal != AgentCore::OAuthUser::"ann"', "", 'the caller is not the user with id "ann"'],
    ['ip("10.0.0.1").isInRange(ip("10.0.0.0/8"))', "", "10.0.0.1 is in the IP range 10.0.0.0/8"],
    // grouping
    [
      "context.input.a == 1 && (context.input.b == 1 || context.input.c == 1)",
      "",
      "the a is 1 and either the b is 1 or the c is 1",
    ],
    [
      "(context.input.b == 1 || context.input.c == 1) && context.input.a == 1",
      "",
      "(either the b is 1 or the c is 1) and the a is 1",
    ],
    [
      "context.input.a == 1 || context.input.b == 1 && context.input.c == 1",
      "",
      "either the a is 1 or both the b is 1 and the c is 1",
    ],
    [
      "context.input.a == 1 || context.input.b == 1 && (context.input.c == 1 || context.input.d == 1)",
      "",
      "either the a is 1 or both the b is 1 and (either the c is 1 or the d is 1)",
    ],
    [
      "!(context.input.a == 1 && (context.input.b < 1 || context.input.c == 1))",
      "",
      "either the a is not 1 or both the b is at least 1 and the c is not 1",
    ],
    ["context.input.a == 1 || context.input.a == 2", "", "the a is one of 1 or 2"],
    [
      "if context.input.flag then context.input.a < 1 else context.input.b < 1",
      "",
      "(if the flag is true then the a is less than 1, otherwise the b is less than 1)",
    ],
    // what has no plain words
    ['context.input == {"a": 1}', "", "`context.input == {a: 1}` is true"],
    [
      "context.input.a == 1 && context.input.list == [1, 2]",
      "",
      "the a is 1 and `context.input.list == [1, 2]` is true",
    ],
    ["false", "", "`false` is true"],
    ["true", "everyone", ""],
  ])(verifies("authoring.read-back.sentence", "%s"), (condition, who, words) => {
    const behind = words === "" ? "" : ` when ${words}`;
    expect(when(condition).sentence).toBe(`Allow ${who || "everyone"} to use Bank___transfer${behind}.`);
  });
});

describe("the notes", () => {
  it(verifies("authoring.read-back.sentence", "a part that is quoted is said to be Cedar"), () => {
    expect(when("context.input.list == [1, 2]").notes).toEqual([
      "What stands between backticks is Cedar: it has no plain words.",
    ]);
  });

  it(
    verifies(
      "authoring.read-back.sentence",
      "a claim that is read unasked is quoted where an error is not the same as false",
    ),
    () => {
      const { sentence, notes } = said(
        `forbid(principal, ${action}, ${here}) unless { principal.getTag("role") == "boss" };`,
      );
      expect(sentence).toBe(
        'Block everyone from using Bank___transfer unless `principal.getTag("role") == "boss"` is true.',
      );
      expect(notes[0]).toBe(
        "The policy fails, and does not count, for callers without role: it reads the claim without asking whether it is there.",
      );
    },
  );

  it(verifies("authoring.read-back.sentence", "where a policy's gateway is open, that is told"), () => {
    expect(said("forbid(principal, action, resource);").notes).toEqual([
      "It holds on every gateway that uses its engine.",
    ]);
  });
});
