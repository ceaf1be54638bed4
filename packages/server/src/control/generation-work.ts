/** The work on generations, one after the other, apart from the calls that start them; what is open after a restart goes on. */
import { resourceIdFrom } from "@toolgate/api";
import { TranslationFailed } from "../authoring-port.ts";
import type { Caller } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { Store, StoreChange, StoreView } from "../store-port.ts";
import { Background } from "./background.ts";
import { instant } from "./instant.ts";
import { judgedFragments, type TranslationDeps } from "./judged-fragments.ts";
import { loggedStore } from "./logged-store.ts";
import {
  type GenerationAsset,
  isExpired,
  type PolicyGeneration,
  putAssets,
  putGeneration,
  removeGeneration,
  storedGeneration,
  storedGenerations,
} from "./policy-generation.ts";
import { KnownFindings } from "./proofs.ts";
import type { KnownGateway } from "./vocabulary.ts";

/** A text that ended the server this often is given up. */
const mostStarts = 3;

export interface GenerationDeps extends TranslationDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: () => Uint8Array;
  readonly onError: (error: unknown) => void;
}

type GenerationKey = Pick<PolicyGeneration, "engineId" | "id">;

export interface Generations {
  /** Does the work on a stored generation after the call; twice is as good as once. */
  add(generation: GenerationKey): void;
  /** Takes up what is GENERATING in the store, and removes what is over seven days old. */
  resume(): Promise<void>;
  /** Resolves when nothing is left to do. */
  idle(): Promise<void>;
  /** What is at work ends, and stays GENERATING. */
  close(): Promise<void>;
}

/** What became of the text. */
type Outcome =
  | { readonly status: "GENERATED"; readonly assets: readonly GenerationAsset[]; readonly findings: string }
  | { readonly status: "GENERATE_FAILED"; readonly reason: string };

/** Starts with nothing to do. */
export function createGenerations(deps: GenerationDeps): Generations {
  const closing = new AbortController();
  const background = new Background(deps.onError);
  const known = new KnownFindings();
  const work = async ({ engineId, id }: GenerationKey) => {
    const generation = await deps.store.read((view) => storedGeneration(view, engineId, id));
    if (generation?.status !== "GENERATING") return;
    const outcome = await outcomeOf(deps, known, generation, closing.signal).catch(
      (error: unknown): Outcome => {
        if (!(error instanceof TranslationFailed) && !closing.signal.aborted) deps.onError(error);
        return { status: "GENERATE_FAILED", reason: failure(error) };
      },
    );
    if (!closing.signal.aborted) await finish(deps, generation, outcome);
  };
  const add = (key: GenerationKey) => background.add(`${key.engineId}/${key.id}`, () => work(key));
  return {
    add,
    resume: async () => {
      for (const generation of await takeUp(deps)) add(generation);
    },
    idle: () => background.idle(),
    async close() {
      closing.abort();
      await background.close();
    },
  };
}

async function takeUp(deps: GenerationDeps): Promise<readonly PolicyGeneration[]> {
  const stored = await deps.store.read((view) => storedGenerations(view));
  const open: PolicyGeneration[] = [];
  for (const generation of stored) {
    const over = isExpired(generation, deps.clock);
    if (!over && generation.status !== "GENERATING") continue;
    await changing(deps, generation, async (change) => {
      if (over) return removeGeneration(change, generation);
      if (generation.starts < mostStarts) {
        open.push(generation);
        return putGeneration(change, { ...generation, starts: generation.starts + 1 });
      }
      const reason = `The server stopped ${mostStarts} times while it was at work on this text, so it was given up.`;
      return putGeneration(change, failed(deps, generation, reason));
    });
  }
  return open;
}

async function outcomeOf(
  deps: GenerationDeps,
  known: KnownFindings,
  generation: PolicyGeneration,
  signal: AbortSignal,
): Promise<Outcome> {
  const gateway = await deps.store.read((view) => knownGateway(view, generation.gatewayArn));
  if (gateway === undefined) {
    return {
      status: "GENERATE_FAILED",
      reason: `The gateway ${generation.gatewayArn} does not exist any more.`,
    };
  }
  signal.throwIfAborted();
  const fragments = await judgedFragments(deps, known, gateway, generation.rawText, signal);
  const assets = fragments.map((fragment) => ({
    id: resourceIdFrom(generation.name, deps.randomBytes()),
    ...fragment,
  }));
  return { status: "GENERATED", assets, findings: summary(assets) };
}

async function knownGateway(view: StoreView, arn: string): Promise<KnownGateway | undefined> {
  const gateway = (await view.gateways.all()).find((each) => each.arn === arn);
  return gateway && { gateway, targets: await view.targets.all(gateway.id) };
}

function summary(assets: readonly GenerationAsset[]): string {
  const count = (wanted: (asset: GenerationAsset) => boolean) => assets.filter(wanted).length;
  const valid = count(({ findings }) => findings.every(({ type }) => type === "VALID"));
  const left = count(({ statement }) => statement === undefined);
  const parts = [`${valid} of ${assets.length} requirements became a policy without findings`];
  if (assets.length - valid - left > 0) parts.push(`${assets.length - valid - left} a policy with findings`);
  if (left > 0) parts.push(`${left} could not be translated`);
  return `${parts.join(", ")}.`;
}

function failure(error: unknown): string {
  return error instanceof TranslationFailed
    ? error.message
    : "The text could not be worked on, by a fault of Toolgate's; the server's log says more.";
}

async function finish(deps: GenerationDeps, generation: PolicyGeneration, outcome: Outcome): Promise<void> {
  await changing(deps, generation, async (change) => {
    const { engineId, id } = generation;
    const stored = await storedGeneration(change, engineId, id);
    if (stored?.status !== "GENERATING") return;
    if (outcome.status === "GENERATE_FAILED")
      return putGeneration(change, failed(deps, stored, outcome.reason));
    const { status, assets, findings } = outcome;
    await putAssets(change, stored, assets);
    await putGeneration(change, { ...stored, status, findings, updatedAt: instant(deps.clock) });
  });
}

function failed({ clock }: GenerationDeps, generation: PolicyGeneration, reason: string): PolicyGeneration {
  return { ...generation, status: "GENERATE_FAILED", statusReasons: [reason], updatedAt: instant(clock) };
}

/** How the log of changes names who did this work. */
function changing<T>(
  { store, clock }: GenerationDeps,
  { accountId, region }: PolicyGeneration,
  work: (change: StoreChange) => Promise<T>,
): Promise<T> {
  const caller: Caller = { id: "toolgate", place: { accountId, region } };
  return loggedStore(store, { operation: "GeneratePolicies", caller, clock }).write(work);
}
