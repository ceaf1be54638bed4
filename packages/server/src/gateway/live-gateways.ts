/** The in-memory snapshot of every gateway, replaced as a whole after each change of the control plane. */
import type { Gateway, Target } from "../model.ts";
import type { Store, StoreView } from "../ports.ts";
import { type LiveGateway, liveEngine, liveTools } from "./live-gateway.ts";

export interface LiveGateways {
  get(gatewayId: string): LiveGateway | undefined;
  all(): readonly LiveGateway[];
  /** Reads the store and swaps the snapshot; what the control plane committed before is in force when this resolves. */
  reload(): Promise<void>;
}

export function createLiveGateways(store: Store): LiveGateways {
  let snapshot: ReadonlyMap<string, LiveGateway> = new Map();
  let loading: Promise<void> = Promise.resolve();
  return {
    get: (gatewayId) => snapshot.get(gatewayId),
    all: () => [...snapshot.values()],
    reload() {
      // One after the other: an older read must never overwrite a newer one.
      const next = loading.then(async () => {
        snapshot = await store.read(buildSnapshot);
      });
      loading = next.catch(() => undefined);
      return next;
    },
  };
}

async function buildSnapshot(view: StoreView): Promise<ReadonlyMap<string, LiveGateway>> {
  const gateways = await view.gateways.all();
  const targets = new Map<string, readonly Target[]>();
  for (const gateway of gateways) targets.set(gateway.id, await view.targets.all(gateway.id));
  const engines = await view.engines.all();
  const live = new Map<string, LiveGateway>();
  for (const gateway of gateways) {
    const tools = liveTools(targets.get(gateway.id) ?? []);
    const attachment = gateway.policyEngine;
    if (attachment === undefined) {
      live.set(gateway.id, { gateway, tools });
      continue;
    }
    const engine = engines.find(({ arn }) => arn === attachment.arn);
    if (engine === undefined) {
      live.set(gateway.id, {
        gateway,
        tools,
        engineUnavailable: `The policy engine ${attachment.arn} does not exist.`,
      });
      continue;
    }
    const siblings = gateways.filter((other) => other.policyEngine?.arn === engine.arn);
    live.set(gateway.id, {
      gateway,
      tools,
      engine: liveEngine({
        engine,
        mode: attachment.mode,
        gatewayArn: gateway.arn,
        policies: await view.policies.all(engine.id),
        vocabulary: siblings.flatMap(({ id }) => [...liveTools(targets.get(id) ?? []).values()]),
        gatewayByName: (arn) => gatewayMeant(arn, gateways),
      }),
    });
  }
  return live;
}

/** The gateway that a bare `gateway/<name>` ARN means; an exact id wins and needs no replacement. */
export function gatewayMeant(arn: string, gateways: readonly Gateway[]): string | undefined {
  if (gateways.some((gateway) => gateway.arn === arn)) return undefined;
  const parts = /^arn:[^:]+:bedrock-agentcore:([^:]+):(\d{12}):gateway\/(.+)$/.exec(arn);
  if (parts === null) return undefined;
  const [, region, accountId, name] = parts;
  return gateways.find(
    (gateway) =>
      gateway.region === region &&
      gateway.accountId === accountId &&
      gateway.name.toLowerCase() === name?.toLowerCase(),
  )?.arn;
}
