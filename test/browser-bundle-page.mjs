/** Runs in a web page: the whole life of a policy, written into the page. */
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  explain,
  gatewayEntity,
  listContext,
  mayAllow,
  PolicySet,
  parseJson,
  parsePolicy,
  principalEntity,
  principalFromClaims,
  toolArguments,
} from "@toolgate/policy";

const arn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/refund-gateway-ab12cd34ef";
const statement = `permit(
  principal is AgentCore::OAuthUser,
  action == AgentCore::Action::"RefundTarget___process_refund",
  resource == AgentCore::Gateway::"${arn}"
) when {
  principal.hasTag("role") && principal.getTag("role") == "refund-agent" && context.input.amount < 500
};`;
const schema = { type: "object", properties: { amount: { type: "integer" } }, required: ["amount"] };
const now = new DatetimeValue(Date.UTC(2026, 6, 1));

function answersTo(role, argumentsText) {
  const parsed = parsePolicy(statement);
  const set = new PolicySet([compilePolicy(parsed.policy, "RefundUnder500")]);
  const { input } = toolArguments(schema, parseJson(argumentsText).value);
  const known = {
    principal: principalEntity(principalFromClaims({ sub: "alice", role }).principal),
    action: actionEntity("RefundTarget___process_refund"),
    resource: gatewayEntity(arn),
  };
  const request = { ...known, context: callContext(input, now) };
  return {
    decision: decide(set, request).decision,
    listed: mayAllow(set, { ...known, context: listContext(now) }),
    sentence: explain(set, request, () => statement).sentence,
  };
}

const shown = {
  node: typeof globalThis.process,
  refused: parsePolicy("permit(principal, action);").errors[0].message,
  small: answersTo("refund-agent", '{"amount":450}'),
  large: answersTo("refund-agent", '{"amount":9223372036854775807}'),
  stranger: answersTo("guest", '{"amount":450}'),
};
document.body.textContent = JSON.stringify(shown);
