/** What questions about policies are asked of: gateways with their tools, and the policies as they are written. */
import {
  type AnalysedTool,
  actionName,
  type Policy as CedarPolicy,
  type Environment,
  environment,
  type ToolCalls,
} from "@toolgate/policy";
import { principalTypesOf } from "./analysed-uses.ts";
import type { KnownGateway, Vocabulary } from "./vocabulary.ts";

/** A text that holds policies. */
export interface PolicySource {
  /** A file's path, or a stored policy's id. */
  readonly source: string;
  readonly text: string;
}

export interface AnalysedWorld {
  readonly gateways: readonly KnownGateway[];
  /** What a policy can speak about, as when it is written. */
  readonly vocabularyFor: (policy: CedarPolicy) => Promise<Vocabulary>;
  readonly strictAws: boolean;
}

/** Tools that can be called; more on one gateway are more than the server takes. */
export function toolsIn({ gateways }: AnalysedWorld): readonly AnalysedTool[] {
  return gateways.flatMap(({ gateway, targets }) =>
    targets.flatMap((target) =>
      target.tools.map((tool) => ({
        action: actionName(target.name, tool.name),
        gatewayArn: gateway.arn,
        inputSchema: tool.inputSchema,
      })),
    ),
  );
}

/** The calls that there can be: each tool by each kind of caller that its gateway has. */
export function environmentsIn(world: AnalysedWorld): readonly Environment[] {
  return callsIn(world).map(({ tool, principalType }) => environment(tool, principalType));
}

/** The same, with the tools as they declare themselves. */
export function callsIn(world: AnalysedWorld): readonly ToolCalls[] {
  return world.gateways.flatMap((known) => {
    const tools = toolsIn({ ...world, gateways: [known] });
    const types = principalTypesOf(known.gateway, world.strictAws);
    return tools.flatMap((tool) => types.map((principalType) => ({ tool, principalType })));
  });
}
