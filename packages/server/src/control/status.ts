/** What is in force, what waits, and what protects nothing: the answer of GET /toolgate/v1/status. */
import type { Policy, Target } from "../model.ts";
import { parsedPolicy } from "../parsed-policy.ts";
import type { StoreView } from "../store-port.ts";

interface WaitingPolicy {
  readonly policyId: string;
  readonly engineId: string;
  readonly effect: "permit" | "forbid" | "unknown";
  readonly reasons: readonly string[];
}

export interface Status {
  readonly gateways: readonly {
    readonly gatewayId: string;
    readonly name: string;
    readonly targets: number;
    readonly tools: number;
    readonly policyEngineId?: string | undefined;
    readonly mode: "ENFORCE" | "LOG_ONLY" | "NONE";
    /** `trusted` and `refused` are roles that nobody has heard of; absent while the gateway is being taken in. */
    readonly role?: "known" | "deleted" | "trusted" | "refused" | undefined;
    /** What fails for every caller, because the role lacks what deciding takes; `reasons` say what. */
    readonly failing: readonly ("tools/list" | "tools/call")[];
    readonly reasons: readonly string[];
  }[];
  readonly engines: readonly {
    readonly engineId: string;
    readonly policies: number;
    readonly active: number;
    readonly logOnly: number;
    readonly failed: readonly string[];
  }[];
  readonly waiting: readonly WaitingPolicy[];
  /** Forbids that wait: they protect nothing until what they name appears. */
  readonly waitingForbids: number;
}

/** What the roles of gateways come to. */
interface StatusOfRole {
  readonly standing: NonNullable<Status["gateways"][number]["role"]>;
  readonly notices: readonly string[];
  /** Why none can be decided; absent where it can. */
  readonly list: object | undefined;
  readonly call: object | undefined;
}

/** `roleOf` is asked by the gateway's id. */
export async function readStatus(
  view: StoreView,
  roleOf: (gatewayId: string) => StatusOfRole | undefined,
): Promise<Status> {
  const waiting: WaitingPolicy[] = [];
  const engines: Status["engines"][number][] = [];
  for (const engine of await view.engines.all()) {
    const policies = await view.policies.all(engine.id);
    waiting.push(...policies.filter((policy) => policy.status === "CREATING").map(waitingPolicy));
    engines.push({
      engineId: engine.id,
      policies: policies.length,
      active: policies.filter((policy) => policy.status === "ACTIVE" && policy.enforcementMode === "ACTIVE")
        .length,
      logOnly: policies.filter(
        (policy) => policy.status === "ACTIVE" && policy.enforcementMode === "LOG_ONLY",
      ).length,
      failed: policies.filter((policy) => policy.status.endsWith("_FAILED")).map((policy) => policy.id),
    });
  }
  const gateways: Status["gateways"][number][] = [];
  for (const gateway of await view.gateways.all()) {
    const targets = await view.targets.all(gateway.id);
    const role = roleOf(gateway.id);
    gateways.push({
      gatewayId: gateway.id,
      name: gateway.name,
      targets: targets.length,
      tools: targets.reduce((sum, target) => sum + target.tools.length, 0),
      ...(gateway.policyEngine === undefined
        ? {}
        : { policyEngineId: gateway.policyEngine.arn.split("/").at(-1) }),
      mode: gateway.policyEngine?.mode ?? "NONE",
      ...(role === undefined ? {} : { role: role.standing }),
      failing: gateway.policyEngine?.mode === "ENFORCE" ? failingOf(role) : [],
      reasons: [...gateway.statusReasons, ...(role?.notices ?? []), ...targets.flatMap(troubleOf)],
    });
  }
  return {
    gateways,
    engines,
    waiting,
    waitingForbids: waiting.filter(({ effect }) => effect === "forbid").length,
  };
}

function failingOf(role: StatusOfRole | undefined): Status["gateways"][number]["failing"] {
  return [
    ...(role?.list === undefined ? [] : ["tools/list" as const]),
    ...(role?.call === undefined ? [] : ["tools/call" as const]),
  ];
}

function troubleOf({ name, id, status, statusReasons }: Target): string[] {
  return status === "READY" ? [] : [`Target ${name} (${id}) is ${status}: ${statusReasons.join(" ")}`];
}

function waitingPolicy(policy: Policy): WaitingPolicy {
  return {
    policyId: policy.id,
    engineId: policy.engineId,
    effect: parsedPolicy(policy)?.effect ?? "unknown",
    reasons: policy.statusReasons,
  };
}
