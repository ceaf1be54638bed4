/** Generations of policies and what they came to, as they are stored: documents, gone after seven days. */
import { ResourceNotFoundException } from "@toolgate/api";
import { z } from "zod";
import type { PolicyEngine } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { StoreChange, StoreView } from "../store-port.ts";

/** Milliseconds; AWS keeps what a generation came to for seven days. */
const KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

const generations = "policyGeneration";
const assetsOf = "policyGenerationAssets";

const generationShape = z.object({
  accountId: z.string(),
  region: z.string(),
  id: z.string(),
  arn: z.string(),
  name: z.string(),
  engineId: z.string(),
  gatewayArn: z.string(),
  rawText: z.string(),
  status: z.enum(["GENERATING", "GENERATED", "GENERATE_FAILED"]),
  statusReasons: z.array(z.string()),
  findings: z.string().optional(),
  /** How often the work on it was begun: a text that ends the server must not do so for ever. */
  starts: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const findingTypes = [
  "VALID",
  "INVALID",
  "NOT_TRANSLATABLE",
  "ALLOW_ALL",
  "ALLOW_NONE",
  "DENY_ALL",
  "DENY_NONE",
] as const;

const assetShape = z.object({
  id: z.string(),
  /** Absent where the text could not be translated. */
  statement: z.string().optional(),
  rawTextFragment: z.string(),
  findings: z.array(z.object({ type: z.enum(findingTypes), description: z.string() })),
});

/** A text that is, or was, made into policies. */
export type PolicyGeneration = Readonly<z.output<typeof generationShape>>;

/** What one requirement of the text came to. */
export type GenerationAsset = Readonly<z.output<typeof assetShape>>;

/** AWS's Finding. */
export type AssetFinding = GenerationAsset["findings"][number];

const keyOf = (engineId: string, id: string) => `${engineId}/${id}`;

/** Whether its seven days are over. */
export function isExpired({ createdAt }: PolicyGeneration, clock: Clock): boolean {
  return Date.parse(createdAt) + KEPT_MILLISECONDS <= clock.now();
}

/** The generations of one engine, or of all, by age; those whose time is over among them. */
export async function storedGenerations(view: StoreView, engineId?: string): Promise<PolicyGeneration[]> {
  const stored = await view.documents.list(
    generations,
    engineId === undefined ? {} : { prefix: keyOf(engineId, "") },
  );
  const order = ({ createdAt, id }: PolicyGeneration) => `${createdAt} ${id}`;
  return stored.map(({ body }) => generationShape.parse(body)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The generation, unless it is gone. */
export async function storedGeneration(
  view: StoreView,
  engineId: string,
  id: string,
): Promise<PolicyGeneration | undefined> {
  const stored = await view.documents.get(generations, keyOf(engineId, id));
  return stored && generationShape.parse(stored.body);
}

/** @throws ResourceNotFoundException when the engine has no such generation, or not any more. */
export async function requireGeneration(
  view: StoreView,
  clock: Clock,
  engine: PolicyEngine,
  id: string,
): Promise<PolicyGeneration> {
  const found = await storedGeneration(view, engine.id, id);
  if (found !== undefined && !isExpired(found, clock)) return found;
  throw new ResourceNotFoundException(
    `Policy generation with ID ${id} does not exist in policy engine ${engine.id}: check the id, or list the engine's ` +
      "generations. Generations are kept for seven days.",
  );
}

/** What the generation came to, in the order of the text. */
export async function storedAssets(
  view: StoreView,
  { engineId, id }: PolicyGeneration,
): Promise<readonly GenerationAsset[]> {
  const stored = await view.documents.get(assetsOf, keyOf(engineId, id));
  return stored === undefined ? [] : z.array(assetShape).parse(stored.body);
}

/** Inserts or replaces. */
export async function putGeneration(change: StoreChange, generation: PolicyGeneration): Promise<void> {
  const { engineId, id, arn } = generation;
  await change.put.document({ collection: generations, key: keyOf(engineId, id), arn, body: generation });
}

/** Inserts or replaces what a generation came to. */
export async function putAssets(
  change: StoreChange,
  { engineId, id, arn }: PolicyGeneration,
  assets: readonly GenerationAsset[],
): Promise<void> {
  await change.put.document({ collection: assetsOf, key: keyOf(engineId, id), arn, body: assets });
}

/** Removes a generation with what it came to. */
export async function removeGeneration(
  change: StoreChange,
  { engineId, id }: PolicyGeneration,
): Promise<void> {
  await change.remove.document(assetsOf, keyOf(engineId, id));
  await change.remove.document(generations, keyOf(engineId, id));
}

/** The asset that AWS's `definition.policyGeneration` names, also when it may not be used any more. */
export async function generatedAsset(
  view: StoreView,
  engineId: string,
  named: { readonly policyGenerationId?: unknown; readonly policyGenerationAssetId?: unknown },
): Promise<GenerationAsset | undefined> {
  const generation = await storedGeneration(view, engineId, String(named.policyGenerationId));
  const assets = generation === undefined ? [] : await storedAssets(view, generation);
  return assets.find(({ id }) => id === named.policyGenerationAssetId);
}
