/** The tools of a gateway as the request path sees them. */
import { actionEntity, actionName, type Entity } from "@toolgate/policy";
import type { Backend, Target, ToolDefinition } from "../model.ts";

export interface LiveTool {
  /** `<Target>___<tool>`. */
  readonly action: string;
  /** The same as policies see it. */
  readonly entity: Entity;
  readonly targetId: string;
  readonly targetName: string;
  readonly backend: Backend;
  readonly definition: ToolDefinition;
}

export function liveTools(targets: readonly Target[]): ReadonlyMap<string, LiveTool> {
  const tools = targets.flatMap((target) =>
    target.tools.map((definition) => {
      const action = actionName(target.name, definition.name);
      return {
        action,
        entity: actionEntity(action),
        targetId: target.id,
        targetName: target.name,
        backend: target.backend,
        definition,
      };
    }),
  );
  tools.sort((a, b) => (a.action < b.action ? -1 : a.action > b.action ? 1 : 0));
  return new Map(tools.map((tool) => [tool.action, tool]));
}
