import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { resolveGatewayNames } from "./gateway-names.ts";

const arn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-ab12cd34ef";
const bare = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway";
const resolve = (name: string) => (name === bare || name === arn ? arn : undefined);

describe("resolveGatewayNames", () => {
  it.each([
    ["in the scope", `permit(principal, action, resource == AgentCore::Gateway::"${bare}");`],
    [
      "in a condition",
      `permit(principal, action, resource) when { resource == AgentCore::Gateway::"${bare}" };`,
    ],
    [
      "with space and a comment between",
      `permit(principal, action, resource == AgentCore :: Gateway\n// the gateway\n::"${bare}");`,
    ],
    [
      "after a comment with a quote",
      `// don't "\npermit(principal, action, resource == AgentCore::Gateway::"${bare}");`,
    ],
    [
      "after a string with escapes",
      `@note("\\"\\\\") permit(principal, action, resource == AgentCore::Gateway::"${bare}");`,
    ],
  ])(verifies("policy.scope.gateway-names", "puts the ARN for a bare name %s"), (_, statement) => {
    const start = statement.lastIndexOf(`"${bare}"`);
    expect(resolveGatewayNames(statement, resolve)).toEqual({
      statement: statement.replace(bare, arn),
      replaced: [{ from: bare, to: arn, start, end: start + bare.length + 2 }],
    });
  });

  it.each([
    ["an exact ARN", `resource == AgentCore::Gateway::"${arn}"`],
    ["an unknown name", 'resource == AgentCore::Gateway::"gateway/other"'],
    ["a look-alike in a string", `"AgentCore::Gateway::\\"${bare}\\"" == "${bare}"`],
    ["a look-alike in a comment", `true // AgentCore::Gateway::"${bare}"`],
    ["another type", `principal == AgentCore::OAuthUser::"${bare}"`],
    ["a longer type", `resource == Other::AgentCore::Gateway::"${bare}"`],
    ["a type that only begins alike", `resource == AgentCore::Gateways::"${bare}"`],
    ["a string that does not end", `resource == AgentCore::Gateway::"${bare}`],
  ])(verifies("policy.scope.gateway-names", "leaves %s"), (_, statement) => {
    expect(resolveGatewayNames(statement, resolve)).toEqual({ statement, replaced: [] });
  });

  it.each([
    ["with an escaped character", bare.replace("refund", "\\u{72}efund"), ""],
    ["with an escaped byte", bare.replace("refund", "\\x72efund"), ""],
    ["after a space that only Cedar has", bare, "\u0085"],
  ])(verifies("security.gateway-names", "puts the ARN for a name written %s"), (_, written, space) => {
    const statement = `forbid(principal, action, resource == AgentCore::Gateway::${space}"${written}");`;
    expect(resolveGatewayNames(statement, resolve).statement).toBe(statement.replace(written, arn));
  });

  it("never puts text that would end the string", () => {
    const statement = 'AgentCore::Gateway::"x"';
    expect(resolveGatewayNames(statement, () => '"); permit(principal, action, resource)').statement).toBe(
      statement,
    );
  });
});
