import { compilePolicy } from "../evaluate/compile-policy.ts";
import { type DecisionRequest, evaluatePolicy } from "../evaluate/decide.ts";
import { callContext, type Entity, entity } from "../evaluate/request.ts";
import type { Policy } from "../syntax/ast.ts";
import { EntityValue, type Value } from "../values/value.ts";
import type { PolicyOutcome } from "./claim.ts";
import type { RequestCase } from "./request-case.ts";

/** What each of the policies does with the request. */
export type Replay = (policies: readonly Policy[], request: RequestCase) => readonly PolicyOutcome[];

/** The answer of the evaluator that decides calls. */
export const replay: Replay = (policies, request) => {
  const asked = decisionRequest(request);
  return policies.map((policy, index): PolicyOutcome => {
    const compiled = compilePolicy(policy, `${index}`);
    if (!compiled.action(asked)) return "does not apply";
    const result = evaluatePolicy(compiled, asked);
    if (typeof result !== "boolean") return "fails";
    return result ? "applies" : "does not apply";
  });
};

/** The request as the evaluator takes it. */
export function decisionRequest(request: RequestCase): DecisionRequest {
  const { type, id, tags } = request.principal;
  const attributes: ReadonlyMap<string, Value> = new Map(type === "AgentCore::Anonymous" ? [] : [["id", id]]);
  const principal: Entity = entity(new EntityValue(type, id), {
    attributes,
    tags: new Map(Object.entries(tags)),
  });
  const groups = request.actionGroups.map((name) => new EntityValue("AgentCore::Action", name).key);
  return {
    principal,
    action: entity(new EntityValue("AgentCore::Action", request.action), { ancestors: new Set(groups) }),
    resource: entity(new EntityValue("AgentCore::Gateway", request.gatewayArn)),
    context: callContext(request.input, request.now),
  };
}
