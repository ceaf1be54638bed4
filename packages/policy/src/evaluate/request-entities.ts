/** The entities of a request, as Cedar's policies see them. Source: AWS guide, "Policy schema". */
import { actionGroups } from "../schema/action-name.ts";
import { EntityValue, type Value } from "../values/value.ts";
import type { Principal } from "./decision.ts";
import { type Entity, entity } from "./request.ts";

/**
 * The caller with its claims as tags; made once for each token. Nobody in particular has no attributes. `moreTags`: it has
 * further claims, or may have, which are not known.
 */
export function principalEntity({ type, id, tags }: Principal, moreTags = false): Entity {
  return entity(new EntityValue(type, id), {
    ...(type === "AgentCore::Anonymous" ? {} : { attributes: new Map<string, Value>([["id", id]]) }),
    tags: new Map<string, Value>(Object.entries(tags)),
    moreTags,
  });
}

/** The action `<Target>___<tool>` within its groups; made once for each tool. */
export function actionEntity(action: string): Entity {
  const groups = actionGroups(action).map((group) => new EntityValue(actionType, group).key);
  return entity(new EntityValue(actionType, action), { ancestors: new Set(groups) });
}

/** The gateway with this ARN. */
export function gatewayEntity(arn: string): Entity {
  return entity(new EntityValue("AgentCore::Gateway", arn));
}

const actionType = "AgentCore::Action";
