/** The attributes of the gateway's question to policy. Source: seed 1, field for field. */
import type { DecisionRecord } from "../decisions/decision-record.ts";
import { denialReason } from "../decisions/denial-reason.ts";
import { failureAttributes, failureStatus } from "./failure-attributes.ts";
import type { ObserveStyle } from "./observed-call.ts";
import { engineIdOf } from "./observed-gateway.ts";
import type { Attributes } from "./span.ts";

/** AWS's name for the question: a list is decided as far as it can be without arguments. */
export function policyOperation({ method }: DecisionRecord): "AuthorizeAction" | "PartiallyAuthorizeActions" {
  return method === "tools/call" ? "AuthorizeAction" : "PartiallyAuthorizeActions";
}

export function policyAttributes(
  call: DecisionRecord,
  engineArn: string,
  { denialWording }: ObserveStyle,
): Attributes {
  const engineId = engineIdOf(engineArn);
  const operation = policyOperation(call);
  const failed = failureAttributes(call);
  const failure = failureStatus(call);
  const status = failed === undefined ? 200 : failure.status;
  return {
    "aws.local.service": call.gatewayId,
    "telemetry.extended": true,
    "rpc.service": engineId,
    ...(failed === undefined ? {} : { errorType: failure.errorType }),
    "aws.request.id": call.requestId,
    ...(failed === undefined ? {} : { error: true }),
    "rpc.system": "aws-api",
    "aws.remote.service": `AWS::${engineId}`,
    "aws.resource.type": "AWS::BedrockAgentCore::Gateway",
    "aws.agentcore.gateway.policy.mode": call.mode,
    "aws.local.environment": "generic:default",
    "aws.remote.operation": operation,
    "http.status_code": status,
    "aws.local.operation": "UnmappedOperation",
    "aws.span.kind": "CLIENT",
    "rpc.method": operation,
    "aws.xray.origin": "AWS::BedrockAgentCore::Gateway",
    "aws.resource.arn": call.gatewayArn,
    "aws.agentcore.gateway.policy.arn": engineArn,
    "aws.agentcore.policy.target_resource.id": call.gatewayId,
    PlatformType: "Generic",
    "http.response.status_code": status,
    ...(failed ?? (call.method === "tools/list" ? listed(call) : decided(call, denialWording))),
  };
}

function listed({ tools }: DecisionRecord): Attributes {
  return {
    "aws.agentcore.policy.allowed_tools": tools?.allowed ?? [],
    "aws.agentcore.policy.denied_tools": tools?.denied ?? [],
  };
}

function decided(call: DecisionRecord, wording: ObserveStyle["denialWording"]): Attributes {
  const { decision, determiningPolicies, erroredPolicies, logOnlyMatched, logOnlyFlipping } = call;
  return {
    "aws.agentcore.policy.authorization_decision": decision,
    ...(decision === "DENY"
      ? { "aws.agentcore.policy.authorization_reason": denialReason(determiningPolicies, wording) }
      : {}),
    "aws.agentcore.policy.determining_policies": determiningPolicies,
    "aws.agentcore.policy.mismatched_policies": erroredPolicies.map(({ policyId }) => policyId),
    "aws.agentcore.policy.types": determiningPolicies.map((id) => [id, "Cedar"]),
    ...(logOnlyMatched.length === 0
      ? {}
      : { "aws.agentcore.policy.log_only_matched_policies": logOnlyMatched }),
    ...(logOnlyFlipping.length === 0
      ? {}
      : { "aws.agentcore.policy.log_only_decision_flipping_policies": logOnlyFlipping }),
    // AWS gives every default denial the same reason; why it came to that is for the operator alone.
    ...(decision === "DENY" ? { "toolgate.code": call.code, "toolgate.cause": call.reason } : {}),
  };
}
