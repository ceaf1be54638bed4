/** The in-memory snapshot of every gateway, replaced as a whole after each change of the control plane. */
import { gatewayEntity } from "@toolgate/policy";
import type { Gateway, Policy } from "../model.ts";
import { parsedPolicy } from "../parsed-policy.ts";
import type { Store, StoreView } from "../store-port.ts";
import { callerType } from "./caller-type.ts";
import { CompileOnce } from "./compile-once.ts";
import { type ListProofs, listQuestions } from "./list-proofs.ts";
import { type LiveEngine, liveEngine } from "./live-engine.ts";
import type { LiveGateway } from "./live-gateway.ts";
import { type GatewayTools, VocabularyCache } from "./vocabulary-cache.ts";
import { type LiveRoleDeps, withRoles } from "./with-roles.ts";

/** What the control plane committed could not be read back, so what is in force is not known. */
export class SnapshotStale extends Error {
  override readonly name = "SnapshotStale";
}

export interface LiveGateways {
  /** @throws SnapshotStale after a reload has failed, until one succeeds: an old answer could outlive an emergency stop. */
  get(gatewayId: string): LiveGateway | undefined;
  all(): readonly LiveGateway[];
  /** Forbids that wait for a gateway or target and so protect nothing. */
  waitingForbids(): number;
  /** Reads the store and swaps the snapshot; what the control plane committed before is in force when this resolves. */
  reload(): Promise<void>;
}

/** How long what roles allow stands where it hangs on the time of day. */
const rolesStandMillis = 30_000;

/** `retryMillis`: how long after a failed reload the next is tried. `proofs` make lists exact. */
export function createLiveGateways(
  store: Store,
  roles: LiveRoleDeps,
  retryMillis = 1_000,
  proofs?: ListProofs,
): LiveGateways {
  const kept: Kept = { compiler: new CompileOnce(), vocabulary: new VocabularyCache(), proofs };
  let snapshot: Snapshot = { gateways: new Map(), waitingForbids: 0 };
  let stale: unknown;
  let next: NodeJS.Timeout | undefined;
  let loading: Promise<void> = Promise.resolve();

  function load(): Promise<void> {
    // One after the other: an older read must never overwrite a newer one.
    const loaded = loading.then(async () => {
      const built = await store.read((view) => buildSnapshot(view, kept));
      const { gateways, passing } = await withRoles(built.gateways, roles);
      snapshot = { ...built, gateways };
      stale = undefined;
      if (passing) loadAfter(rolesStandMillis);
    });
    loading = loaded.catch((cause) => {
      stale = cause;
      loadAfter(retryMillis);
    });
    return loaded;
  }

  function loadAfter(millis: number): void {
    clearTimeout(next);
    next = setTimeout(() => void load().catch(() => undefined), millis).unref();
  }

  return {
    get(gatewayId) {
      if (stale === undefined) return snapshot.gateways.get(gatewayId);
      throw new SnapshotStale(
        "The last change could not be read back from the store, so nothing is decided",
        { cause: stale },
      );
    },
    all: () => [...snapshot.gateways.values()],
    waitingForbids: () => snapshot.waitingForbids,
    reload: load,
  };
}

interface Snapshot {
  readonly gateways: ReadonlyMap<string, LiveGateway>;
  readonly waitingForbids: number;
}

/** What is made once and stays while what it is made of does. */
interface Kept {
  readonly compiler: CompileOnce;
  readonly vocabulary: VocabularyCache;
  readonly proofs: ListProofs | undefined;
}

async function buildSnapshot(view: StoreView, { compiler, vocabulary, proofs }: Kept): Promise<Snapshot> {
  const gateways = await view.gateways.all();
  const toolsOf = new Map<string, GatewayTools>();
  for (const { id } of gateways) toolsOf.set(id, vocabulary.toolsOf(id, await view.targets.all(id)));
  const engines = await view.engines.all();
  const policies = new Map<string, readonly Policy[]>();
  for (const engine of engines) policies.set(engine.id, await view.policies.all(engine.id));
  const onEngine = (arn: string) => gateways.filter(({ policyEngine }) => policyEngine?.arn === arn);
  const live = new Map<string, LiveGateway>();
  for (const gateway of gateways) {
    const tools = toolsOf.get(gateway.id)?.tools ?? new Map();
    const known = { gateway, entity: gatewayEntity(gateway.arn), tools };
    const attachment = gateway.policyEngine;
    if (attachment === undefined) {
      live.set(gateway.id, known);
      continue;
    }
    const engine = engines.find(({ arn }) => arn === attachment.arn);
    if (engine === undefined) {
      const engineUnavailable = `The policy engine ${attachment.arn} does not exist.`;
      live.set(gateway.id, { ...known, engineUnavailable });
      continue;
    }
    const schemaDigest = vocabulary.schemaDigest(
      engine.id,
      onEngine(engine.arn).flatMap(({ id }) => toolsOf.get(id) ?? []),
    );
    const decides = liveEngine({
      engine,
      mode: attachment.mode,
      gatewayArn: gateway.arn,
      policies: policies.get(engine.id) ?? [],
      schemaDigest,
      gatewayByName: (arn) => gatewayMeant(arn, gateways),
      compiler,
    });
    live.set(gateway.id, { ...known, engine: decides, ...provable(gateway, known.tools, decides, proofs) });
  }
  compiler.forgetUnasked();
  vocabulary.keepOnly(new Set(live.keys()), new Set(policies.keys()));
  const waitingForbids = [...policies.values()].flat().filter(isWaitingForbid).length;
  return { gateways: live, waitingForbids };
}

function provable(
  gateway: Gateway,
  tools: LiveGateway["tools"],
  { mode, set, policies }: LiveEngine,
  proofs: ListProofs | undefined,
): Pick<LiveGateway, "listQuestions" | "listVerdict"> {
  if (mode !== "ENFORCE" || proofs === undefined) return {};
  const questions = listQuestions({
    set,
    tools: tools.values(),
    gatewayArn: gateway.arn,
    principalType: callerType(gateway),
    statementOf: (id) => policies.get(id)?.statement ?? "",
  });
  return { listQuestions: questions, listVerdict: (action) => proofs.verdict(questions, action) };
}

function isWaitingForbid(policy: Policy): boolean {
  return policy.status === "CREATING" && parsedPolicy(policy)?.effect === "forbid";
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
