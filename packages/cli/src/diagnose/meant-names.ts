/** Names in a policy that the gateway does not have, and the ones that may be meant. */
import {
  actionName,
  actionsOf,
  gatewaysNamed,
  isReservedAction,
  nearest,
  parsePolicy,
  resolveGatewayNames,
  splitActionName,
} from "@toolgate/policy";
import type { GatewayFact, TargetFact } from "./facts.ts";

interface MeantNames {
  readonly absent: readonly { readonly action: string; readonly meant: string | undefined }[];
  /** The policy with the names that may be meant; undefined when one has no near miss, or none is wrong. */
  readonly statement: string | undefined;
}

const nothing: MeantNames = { absent: [], statement: undefined };

/** Of a policy that is for other gateways, or that cannot be read, nothing is said. */
export function meant(text: string, gateway: GatewayFact, targets: readonly TargetFact[]): MeantNames {
  const parsed = parsePolicy(text);
  if (!parsed.ok) return nothing;
  const [named] = gatewaysNamed(parsed.policy);
  const isHere = named === undefined || isGateway(named, gateway);
  const isNear = !isHere && nearest(lastOf(named), [gateway.name, gateway.id]) !== undefined;
  if (!isHere && !isNear) return nothing;
  const actions = actionsOf(parsed.policy);
  const absent = (actions === "all" ? [] : actions).flatMap((action) => {
    const found = isReservedAction(action) ? true : isThere(action, targets);
    return found ? [] : [{ action, meant: guess(action, targets) }];
  });
  if (absent.some((one) => one.meant === undefined) || (absent.length === 0 && isHere)) {
    return { absent, statement: undefined };
  }
  const renamed = absent.reduce(
    (statement, { action, meant: to = action }) =>
      statement.replaceAll(`Action::"${action}"`, `Action::"${to}"`),
    text,
  );
  const { statement } = resolveGatewayNames(renamed, () => (isHere ? undefined : gateway.arn));
  return { absent, statement: statement === text ? undefined : statement };
}

const lastOf = (arn: string) => arn.split("/").at(-1) ?? arn;

/** By its ARN, or by its name alone, which Toolgate takes too. */
function isGateway(named: string, { arn, id, name }: GatewayFact): boolean {
  return named === arn || [id, name.toLowerCase()].includes(lastOf(named).toLowerCase());
}

function isThere(action: string, targets: readonly TargetFact[]): boolean {
  const name = splitActionName(action);
  const target = targets.find((one) => one.name === (name?.target ?? action));
  if (target === undefined) return false;
  return name === undefined || target.tools === undefined || target.tools.includes(name.tool);
}

function guess(action: string, targets: readonly TargetFact[]): string | undefined {
  const name = splitActionName(action);
  const names = targets.map((target) => target.name);
  if (name === undefined) {
    const all = targets.flatMap((target) =>
      (target.tools ?? []).map((tool) => actionName(target.name, tool)),
    );
    return nearest(action, [...names, ...all]);
  }
  const own = targets.find((target) => target.name === name.target);
  if (own !== undefined) {
    const tool = nearest(name.tool, own.tools ?? []) ?? longerOrShorter(name.tool, own.tools ?? []);
    return tool === undefined ? undefined : actionName(own.name, tool);
  }
  const withTool = targets.filter(({ tools = [] }) => tools.includes(name.tool));
  const target = withTool.length === 1 ? withTool[0]?.name : nearest(name.target, names);
  return target === undefined || !isThere(actionName(target, name.tool), targets)
    ? undefined
    : actionName(target, name.tool);
}

/** `send` for `send_money`, or the other way round, where only one tool is so. */
function longerOrShorter(name: string, tools: readonly string[]): string | undefined {
  const isLonger = (long: string, short: string) =>
    /^[_-]/.test(long.slice(short.length)) && long.startsWith(short);
  const [only, second] = tools.filter((tool) => isLonger(tool, name) || isLonger(name, tool));
  return second === undefined ? only : undefined;
}
