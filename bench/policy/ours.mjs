/** Toolgate's evaluator as the gateway uses it: everything but a call's own arguments is made beforehand. */
import {
  actionEntity,
  callContext,
  compilePolicy,
  DatetimeValue,
  decide,
  fromPlain,
  gatewayEntity,
  listContext,
  mayAllow,
  PolicySet,
  parsePolicy,
  principalEntity,
  toolArguments,
} from "@toolgate/policy";
import { toolSchema } from "../workload.mjs";

const now = new DatetimeValue(1_800_000_000_000);

/** `convert(index)` converts the arguments of call `index`, `decide(tool, index)` also decides; `list()` counts the tools that are listed. */
export function ourEngine({ policies, actions, gatewayArn, claims, argumentSets }) {
  const set = new PolicySet(
    Object.entries(policies).map(([id, text]) => {
      const parsed = parsePolicy(text);
      if (!parsed.ok) throw new Error(`${id} does not parse: ${parsed.errors[0]?.message}`);
      return compilePolicy(parsed.policy, id);
    }),
  );
  const entities = actions.map(actionEntity);
  const resource = gatewayEntity(gatewayArn);
  const principal = principalEntity({ type: "AgentCore::OAuthUser", id: "caller-1", tags: claims });
  const bodies = argumentSets.map(fromPlain);

  function convert(index) {
    return toolArguments(toolSchema, bodies[index % bodies.length]).input;
  }

  return {
    convert,
    decide(tool, index) {
      const input = convert(index);
      return decide(set, { principal, action: entities[tool], resource, context: callContext(input, now) })
        .decision;
    },
    list() {
      const context = listContext(now);
      let listed = 0;
      for (const action of entities) if (mayAllow(set, { principal, action, resource, context })) listed += 1;
      return listed;
    },
  };
}
