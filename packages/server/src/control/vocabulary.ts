/** What a policy can speak about: the gateway its scope names, and the tools it is checked against. */
import { gatewayArn, parseServiceArn } from "@toolgate/api";
import {
  actionName,
  type Policy as CedarPolicy,
  type CedarSchema,
  cedarSchema,
  gatewaysNamed,
  type ToolForSchema,
} from "@toolgate/policy";
import type { Gateway, Place, PolicyEngine, Target } from "../model.ts";
import type { StoreView } from "../store-port.ts";

export interface KnownGateway {
  readonly gateway: Gateway;
  readonly targets: readonly Target[];
}

/** The gateway literal of a policy's scope, and what it stands for. */
type NamedGateway =
  | { readonly kind: "found"; readonly known: KnownGateway; readonly bare: boolean }
  /** No gateway has this id or name yet. */
  | { readonly kind: "absent"; readonly name: string }
  /** Not the ARN of a gateway in the engine's place, so it can never match. */
  | { readonly kind: "elsewhere" };

export interface Vocabulary {
  readonly place: Place;
  /** The literal as written, and what it names; absent when the resource is open. */
  readonly named?: { readonly literal: string; readonly gateway: NamedGateway } | undefined;
  /** The named gateway, or else every gateway on the engine: the policy is checked against their tools. */
  readonly gateways: readonly KnownGateway[];
}

/** Reads what `policy` on `engine` speaks about. Under strict AWS a bare `gateway/<name>` names nothing. */
export async function readVocabulary(
  view: StoreView,
  engine: PolicyEngine,
  policy: CedarPolicy,
  { strictAws }: { readonly strictAws: boolean },
): Promise<Vocabulary> {
  const place: Place = { accountId: engine.accountId, region: engine.region };
  const [literal] = gatewaysNamed(policy);
  if (literal === undefined) {
    const gateways = await view.gateways.onEngine(engine.arn);
    return { place, gateways: await Promise.all(gateways.map((gateway) => withTargets(view, gateway))) };
  }
  const gateway = await namedGateway(view, place, literal, strictAws);
  return { place, named: { literal, gateway }, gateways: gateway.kind === "found" ? [gateway.known] : [] };
}

async function namedGateway(
  view: StoreView,
  place: Place,
  literal: string,
  strictAws: boolean,
): Promise<NamedGateway> {
  const arn = parseServiceArn(literal);
  if (arn?.kind !== "gateway" || gatewayArn(place, arn.gateway) !== literal) return { kind: "elsewhere" };
  const exact = await view.gateways.get(place, arn.gateway);
  if (exact) return { kind: "found", known: await withTargets(view, exact), bare: false };
  const byName = strictAws ? undefined : await view.gateways.byName(place, arn.gateway);
  if (byName) return { kind: "found", known: await withTargets(view, byName), bare: true };
  return { kind: "absent", name: arn.gateway };
}

async function withTargets(view: StoreView, gateway: Gateway): Promise<KnownGateway> {
  return { gateway, targets: await view.targets.all(gateway.id) };
}

/** The tools of these gateways, as Cedar's schema takes them. */
export function toolsOf(gateways: readonly KnownGateway[]): ToolForSchema[] {
  return gateways.flatMap(({ gateway, targets }) =>
    targets.flatMap((target) =>
      target.tools.map((tool) => ({
        action: actionName(target.name, tool.name),
        inputSchema: tool.inputSchema,
        principalTypes: [gateway.authorizer.type === "AWS_IAM" ? "IamEntity" : "OAuthUser"] as const,
      })),
    ),
  );
}

/**
 * Schemas that a policy must hold to, all of them. One is enough unless two gateways give the same action different
 * arguments; then each further schema has the next variant.
 */
export function schemasOf(tools: readonly ToolForSchema[], strictAws: boolean): CedarSchema[] {
  const variants = new Map<string, Map<string, ToolForSchema>>();
  for (const tool of tools) {
    const known = variants.get(tool.action) ?? new Map<string, ToolForSchema>();
    const key = JSON.stringify(tool.inputSchema);
    const principalTypes = callersOf([tool, known.get(key) ?? tool]);
    variants.set(tool.action, known.set(key, { ...tool, principalTypes }));
  }
  const byAction = [...variants.values()].map((known) => [...known.values()]);
  const count = Math.max(1, ...byAction.map((known) => known.length));
  return Array.from({ length: count }, (_, index) => {
    const layer = byAction.flatMap((known) => {
      const tool = known[index] ?? known[0];
      if (tool === undefined) return [];
      const { action, inputSchema } = tool;
      return strictAws ? { action, inputSchema } : { ...tool, principalTypes: callersOf(known) };
    });
    return cedarSchema(layer, {
      strictAws,
      ...(strictAws && { principalTypes: ["OAuthUser", "IamEntity"] }),
    });
  });
}

/** Of all gateways that have the action: a policy may be for those of one alone. */
function callersOf(tools: readonly ToolForSchema[]): NonNullable<ToolForSchema["principalTypes"]> {
  return [...new Set(tools.flatMap(({ principalTypes = ["OAuthUser"] }) => principalTypes))].sort();
}
