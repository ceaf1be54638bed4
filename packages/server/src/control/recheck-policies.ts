/** Checks the policies in force again when a target's tools change: what fitted a tool may not fit it any more. */
import {
  actionGroups,
  actionName,
  actionsOf,
  appliesToAction,
  appliesToPrincipalType,
  type Policy as CedarPolicy,
  inputChanges,
  mentionsInput,
  mentionsVariable,
  nodesOf,
  policyToText,
  scopeCovers,
  type ToolForSchema,
} from "@toolgate/policy";
import { callerType } from "../gateway/caller-type.ts";
import { gatewayMeant } from "../gateway/live-gateways.ts";
import { type Gateway, isInForce, type Policy, type Target, type ToolChange } from "../model.ts";
import { resolvedPolicy } from "../parsed-policy.ts";
import type { StoreChange } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { explainCedarErrors } from "./explain-cedar-error.ts";
import { Unanswered } from "./unanswered.ts";
import { schemasOf, toolsOf } from "./vocabulary.ts";

interface ToolPair {
  readonly action: string;
  readonly before: ToolForSchema | undefined;
  readonly after: ToolForSchema | undefined;
}

/**
 * Notes at each policy of the gateway's engine what a change of one target's tools does to it; to be called in that change,
 * once the new target is stored.
 * @throws Unanswered with what Cedar has to be asked first.
 */
export async function recheckPolicies(
  deps: Pick<ControlDeps, "cedar" | "strictAws">,
  change: StoreChange,
  gateway: Gateway,
  target: { readonly before: Target; readonly after: Target | undefined },
): Promise<void> {
  const pairs = changedTools(target.before, target.after);
  const engine = (await change.engines.all()).find(({ arn }) => arn === gateway.policyEngine?.arn);
  if (engine === undefined || pairs.length === 0) return;
  const gateways = await change.gateways.all();
  const tools = toolsOf([{ gateway, targets: await change.targets.all(gateway.id) }]);
  const open: Unanswered["questions"][number][] = [];
  const changed: Policy[] = [];
  for (const policy of await change.policies.all(engine.id)) {
    const parsed = resolvedPolicy(policy, (arn) => gatewayMeant(arn, gateways))?.parsed;
    if (parsed === undefined || !isInForce(policy)) continue;
    if (!scopeCovers(parsed.resource, { type: "AgentCore::Gateway", id: gateway.arn })) continue;
    const callers = callerType(gateway);
    if (callers === "AgentCore::IamEntity" && !appliesToPrincipalType(parsed, callers)) continue;
    try {
      const told = pairs.flatMap((pair) => toolChange(deps, parsed, gateway, pair, tools));
      const kept = (policy.toolChanges ?? []).filter(
        ({ gatewayArn, action }) =>
          gatewayArn !== gateway.arn || !pairs.some((pair) => pair.action === action),
      );
      const toolChanges = [...kept, ...told];
      if (JSON.stringify(toolChanges) !== JSON.stringify(policy.toolChanges ?? [])) {
        changed.push({ ...policy, toolChanges });
      }
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      open.push(...error.questions);
    }
  }
  if (open.length > 0) throw new Unanswered(open);
  for (const policy of changed) await change.put.policy(policy);
}

function changedTools(before: Target, after: Target | undefined): readonly ToolPair[] {
  const [old, now] = [byAction(before), byAction(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((action) => ({ action, before: old.get(action), after: now.get(action) }))
    .filter(
      ({ before: was, after: is }) => JSON.stringify(was?.inputSchema) !== JSON.stringify(is?.inputSchema),
    );
}

function byAction(target: Target | undefined): ReadonlyMap<string, ToolForSchema> {
  const tools = target === undefined ? [] : target.tools;
  return new Map(
    tools.map(({ name, inputSchema }) => {
      const action = actionName(target?.name ?? "", name);
      return [action, { action, inputSchema }];
    }),
  );
}

function toolChange(
  { cedar, strictAws }: Pick<ControlDeps, "cedar" | "strictAws">,
  policy: CedarPolicy,
  gateway: Gateway,
  { action, before, after }: ToolPair,
  tools: readonly ToolForSchema[],
): readonly ToolChange[] {
  if (!appliesToAction(policy, action, actionGroups(action))) return [];
  const { effect } = policy;
  const tell = (kind: ToolChange["kind"], message: string) => [
    { gatewayArn: gateway.arn, action, kind, message },
  ];
  const where = `the tool ${action} of the gateway ${gateway.id}`;
  if (after === undefined) {
    if (actionsOf(policy) === "all") return [];
    return tell("gone", `${sentenceCase(where)} is gone, and this ${effect} applies to nothing there.`);
  }
  if (!mentionsInput(policy)) return [];
  const differences =
    before === undefined
      ? []
      : inputChanges(before.inputSchema, after.inputSchema).filter(({ path }) => reads(policy, path[0]));
  const changes = differences
    .slice(0, 5)
    .map(({ path, was, is }) => `${path.join(".")} was ${was ?? "not there"} and is ${is ?? "gone"}`);
  const what =
    before === undefined ? "is new" : `has changed${changes.length > 0 ? `: ${changes.join("; ")}` : ""}`;

  const { span } = policy.action;
  const entity = { type: "AgentCore::Action", id: action, span };
  const text = policyToText({ ...policy, action: { kind: "equals", span, entity } });
  const known = mentionsVariable(policy, "action") ? tools : tools.filter((tool) => tool.action === action);
  const errors = schemasOf(known, strictAws).flatMap((schema) => cedar.validate(schema, text).errors);
  if (errors.length > 0) {
    const why = explainCedarErrors(text, errors).map((line) => line.replace(/^Line \d+, column \d+: /, ""));
    const consequence =
      effect === "forbid"
        ? "so that every call of it is denied until this forbid is updated or deleted"
        : "so that it allows nothing there until it is updated";
    return tell(
      "unfit",
      `${sentenceCase(where)} ${what}, and this ${effect} does not fit it any more, ${consequence}. ${why.join(" ")}`,
    );
  }
  if (changes.length === 0) return [];
  return tell(
    "changed",
    `${sentenceCase(where)} ${what}. This ${effect} still fits it, but may mean something else: read it again.`,
  );
}

function reads(policy: CedarPolicy, name: string | undefined): boolean {
  for (const node of nodesOf(policy)) {
    if (node.kind === "member" && node.name === name) return true;
    if (node.kind === "has" && name !== undefined && node.path.includes(name)) return true;
  }
  return false;
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
