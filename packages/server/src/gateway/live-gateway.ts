/** A gateway as the request path sees it: tools by action, policies sliced by action, nothing to look up in the store. */
import { createHash } from "node:crypto";
import {
  actionGroups,
  actionName,
  appliesToAction,
  canonicalJson,
  cedarSchema,
  gatewaysNamed,
  type PolicyJson,
  type PolicySlice,
  resolveGatewayNames,
  resolveGatewayNamesInPolicy,
} from "@toolgate/policy";
import {
  type Backend,
  type Gateway,
  isInForce,
  type Policy,
  type PolicyEngine,
  type Target,
  type ToolDefinition,
} from "../model.ts";

export interface LiveTool {
  /** `<Target>___<tool>`. */
  readonly action: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly backend: Backend;
  readonly definition: ToolDefinition;
}

interface LivePolicy {
  readonly id: string;
  readonly text: string;
  readonly parsed: PolicyJson;
  readonly logOnly: boolean;
}

/** The policies that could apply to one action on this gateway. */
export interface ActionPolicies {
  readonly active: PolicySlice;
  readonly logOnly: PolicySlice;
  readonly policies: readonly LivePolicy[];
}

export interface LiveEngine {
  readonly arn: string;
  readonly mode: "ENFORCE" | "LOG_ONLY";
  /** Digest of ids and texts of the policies in force. */
  readonly policySetVersion: string;
  readonly schemaDigest: string;
  policiesFor(action: string): ActionPolicies;
}

export interface LiveGateway {
  readonly gateway: Gateway;
  /** In the order of target and tool names, by action. */
  readonly tools: ReadonlyMap<string, LiveTool>;
  readonly engine?: LiveEngine | undefined;
  /** An engine is attached but its policies could not be read: nothing may be decided. */
  readonly engineUnavailable?: string | undefined;
}

export function liveTools(targets: readonly Target[]): ReadonlyMap<string, LiveTool> {
  const tools = targets.flatMap((target) =>
    target.tools.map((definition) => ({
      action: actionName(target.name, definition.name),
      targetId: target.id,
      targetName: target.name,
      backend: target.backend,
      definition,
    })),
  );
  tools.sort((a, b) => (a.action < b.action ? -1 : a.action > b.action ? 1 : 0));
  return new Map(tools.map((tool) => [tool.action, tool]));
}

/** `gatewayByName` gives the ARN of the gateway that a bare `gateway/<name>` ARN means. */
export function liveEngine(options: {
  readonly engine: PolicyEngine;
  readonly mode: "ENFORCE" | "LOG_ONLY";
  readonly gatewayArn: string;
  readonly policies: readonly Policy[];
  /** Tools of every gateway on the engine. */
  readonly vocabulary: readonly LiveTool[];
  readonly gatewayByName: (arn: string) => string | undefined;
}): LiveEngine {
  const { engine, mode, gatewayArn, gatewayByName } = options;
  const inForce = options.policies.flatMap((policy): LivePolicy[] => {
    if (!isInForce(policy) || policy.parsed === undefined) return [];
    const text = resolveGatewayNames(policy.definition.statement, gatewayByName).statement;
    const parsed = resolveGatewayNamesInPolicy(policy.parsed, gatewayByName);
    return [{ id: policy.id, text, parsed, logOnly: policy.enforcementMode === "LOG_ONLY" }];
  });
  const here = inForce.filter((policy) => {
    const named = gatewaysNamed(policy.parsed);
    return named.length === 0 || named.includes(gatewayArn);
  });
  const cache = new Map<string, ActionPolicies>();
  const schema = cedarSchema(
    options.vocabulary.map((tool) => ({ action: tool.action, inputSchema: tool.definition.inputSchema })),
  );
  return {
    arn: engine.arn,
    mode,
    policySetVersion: digest(inForce.map(({ id, text, logOnly }) => [id, text, logOnly])),
    schemaDigest: digest(canonicalJson(schema)),
    policiesFor(action) {
      const known = cache.get(action);
      if (known !== undefined) return known;
      const policies = here.filter((policy) => appliesToAction(policy.parsed, action, actionGroups(action)));
      const slices: ActionPolicies = {
        policies,
        active: slice(policies.filter((policy) => !policy.logOnly)),
        logOnly: slice(policies.filter((policy) => policy.logOnly)),
      };
      // Asked-for names that no tool has would grow the cache with whatever callers send.
      if (options.vocabulary.some((tool) => tool.action === action)) cache.set(action, slices);
      return slices;
    },
  };
}

function slice(policies: readonly LivePolicy[]): PolicySlice {
  const entries = policies.map(({ id, text }) => [id, text] as const);
  return { key: digest(entries), policies: Object.fromEntries(entries) };
}

/** 128 bits: of half as many, a policy's author could find two texts that pass for one another. */
function digest(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
