/** Compares the names in a policy's scope with the gateways, targets and tools that exist. */
import {
  actionName,
  actionsOf,
  type Policy as CedarPolicy,
  isReservedAction,
  nearest,
  splitActionName,
} from "@toolgate/policy";
import { type Gateway, hasBeenListed, type Target } from "../model.ts";
import { type KnownGateway, toolsOf, type Vocabulary } from "./vocabulary.ts";

const mostNames = 20;

/** What the names come to: each list holds sentences. */
interface NameCheck {
  /** Names that can never become right. */
  readonly faults: readonly string[];
  /** What the policy waits for. */
  readonly waits: readonly string[];
  /** Targets that the named gateway does not have. */
  readonly absentTargets: readonly string[];
  /** What it is good to know though the policy works. */
  readonly notes: readonly string[];
}

const nothing: NameCheck = { faults: [], waits: [], absentTargets: [], notes: [] };

/** `others` are the place's gateways, to guess from when the named one does not exist. */
export function checkNames(
  policy: CedarPolicy,
  vocabulary: Vocabulary,
  others: readonly Gateway[],
): NameCheck {
  const shapes = namedActions(policy).flatMap(shapeFault);
  const { named } = vocabulary;
  if (named === undefined) return { ...nothing, faults: shapes };
  const { literal, gateway } = named;
  switch (gateway.kind) {
    case "elsewhere":
      return { ...nothing, faults: [elsewhere(literal, vocabulary, others), ...shapes] };
    case "absent":
      return { ...nothing, faults: shapes, waits: [absentGateway(gateway.name, vocabulary, others)] };
    case "found": {
      const missing = namedActions(policy).flatMap((action) => missingAction(action, gateway.known));
      return {
        faults: [...shapes, ...missing.flatMap(({ fault }) => fault ?? [])],
        waits: missing.flatMap(({ wait }) => wait ?? []),
        absentTargets: missing.flatMap(({ target }) => target ?? []),
        notes: gateway.bare ? [bareForm(literal, gateway.known.gateway)] : [],
      };
    }
  }
}

/** Cedar's way of writing a gateway. */
function gatewayLiteral(arn: string): string {
  return `AgentCore::Gateway::"${arn}"`;
}

function namedActions(policy: CedarPolicy): readonly string[] {
  const named = actionsOf(policy);
  return named === "all" ? [] : named.filter((action) => !isReservedAction(action));
}

function actionLiteral(action: string): string {
  return `AgentCore::Action::"${action}"`;
}

/** A target's name has no underscore, so one that has some and no three in a row is a slip. */
function shapeFault(action: string): string[] {
  if (splitActionName(action) !== undefined || !action.includes("_")) return [];
  const meant = action.replace(/_+/, "___");
  return [
    `${actionLiteral(action)} is no action: target and tool are joined by three underscores. ` +
      `Did you mean ${actionLiteral(meant)}?`,
  ];
}

function elsewhere(literal: string, { place }: Vocabulary, others: readonly Gateway[]): string {
  const named = literal.split("/").at(-1)?.toLowerCase();
  const meant = others.find((gateway) => gateway.id === named || gateway.name.toLowerCase() === named);
  const example = `arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:gateway/<name or id>`;
  return (
    `${gatewayLiteral(literal)} is not the ARN of a gateway in account ${place.accountId}, Region ${place.region}, ` +
    `where this policy engine is. ${meant ? `Did you mean ${gatewayLiteral(meant.arn)}?` : `Write ${gatewayLiteral(example)}.`}`
  );
}

function absentGateway(name: string, { place }: Vocabulary, others: readonly Gateway[]): string {
  const guess = nearest(name, [...others.map((gateway) => gateway.name), ...others.map(({ id }) => id)]);
  const meant = others.find((gateway) => gateway.name === guess || gateway.id === guess);
  const hint = meant && ` Did you mean ${gatewayLiteral(meant.arn)} (${meant.name})?`;
  return `Waits for the gateway ${name}, which does not exist in account ${place.accountId}, Region ${place.region}.${hint ?? ""}`;
}

function bareForm(literal: string, gateway: Gateway): string {
  return (
    `${gatewayLiteral(literal)} names the gateway by its name, which AWS would refuse. ` +
    `The exact form is ${gatewayLiteral(gateway.arn)}`
  );
}

function missingAction(
  action: string,
  { gateway, targets }: KnownGateway,
): { fault?: string; wait?: string; target?: string }[] {
  const name = splitActionName(action);
  const target = targets.find((known) => known.name === (name?.target ?? action));
  if (target === undefined)
    return action.includes("_") && !name
      ? []
      : [{ wait: absentTarget(action, gateway, targets), target: name?.target ?? action }];
  if (!hasBeenListed(target)) return [{ wait: unlistedTarget(target, gateway) }];
  if (name === undefined || target.tools.some((tool) => tool.name === name.tool)) return [];
  return [{ fault: absentTool(action, name.tool, target) }];
}

function absentTarget(action: string, gateway: Gateway, targets: readonly Target[]): string {
  const name = splitActionName(action);
  const wanted = name?.target ?? action;
  const withTool = targets.filter(({ tools }) => tools.some((tool) => tool.name === name?.tool));
  const guess =
    withTool.length === 1
      ? withTool[0]?.name
      : nearest(
          wanted,
          targets.map((target) => target.name),
        );
  const meant = guess !== undefined && (name ? actionName(guess, name.tool) : guess);
  const has =
    targets.length === 0 ? "has no target yet" : `has ${targets.map((target) => target.name).join(", ")}`;
  return (
    `Waits for the target ${wanted} on the gateway ${gateway.id}, which ${has}.` +
    (meant ? ` Did you mean ${guess}? Then write ${actionLiteral(meant)}.` : "")
  );
}

function unlistedTarget(target: Target, gateway: Gateway): string {
  return `Waits for the tools of the target ${target.name} on the gateway ${gateway.id}. ${target.statusReasons.join(" ")}`;
}

function absentTool(action: string, tool: string, target: Target): string {
  const tools = target.tools.map(({ name }) => name);
  const guess = nearest(tool, tools);
  const hint = guess === undefined ? "" : ` Did you mean ${actionLiteral(actionName(target.name, guess))}?`;
  return `${actionLiteral(action)} is no action: the target ${target.name} has no tool ${tool}. It has ${enumerated(tools)}.${hint}`;
}

/** The first twenty names, and how many more there are. */
function enumerated(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(", ")} and ${more} more` : names.join(", ");
}

/** Gateway literals that a policy on these actions could name, best first, at most three; or one to fill in. */
export function gatewayLiteralsFor(policy: CedarPolicy, { place, gateways }: Vocabulary): readonly string[] {
  const actions = namedActions(policy);
  const fitting = gateways.filter((known) => toolsOf([known]).some(({ action }) => actions.includes(action)));
  const literals = (fitting.length > 0 ? fitting : gateways).map(({ gateway }) =>
    gatewayLiteral(gateway.arn),
  );
  const fillIn = gatewayLiteral(
    `arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:gateway/<name or id>`,
  );
  return literals.length > 0 ? literals.slice(0, 3) : [fillIn];
}
