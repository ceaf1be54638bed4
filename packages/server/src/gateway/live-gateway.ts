/** A gateway as the request path sees it: tools by action, policies compiled, nothing to look up in the store. */
import type { Entity } from "@toolgate/policy";
import { actionEntity, actionName } from "@toolgate/policy";
import type { Backend, Gateway, Target, ToolDefinition } from "../model.ts";
import type { LiveEngine } from "./live-engine.ts";

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

export interface LiveGateway {
  readonly gateway: Gateway;
  /** The same as policies see it. */
  readonly entity: Entity;
  /** In the order of target and tool names, by action. */
  readonly tools: ReadonlyMap<string, LiveTool>;
  readonly engine?: LiveEngine | undefined;
  /** An engine is attached but its policies could not be read: nothing may be decided. */
  readonly engineUnavailable?: string | undefined;
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
