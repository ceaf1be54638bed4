import type { InputOf, OutputOf } from "@toolgate/api";
import type { Caller } from "../model.ts";
import type { PageRequest, Position } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { pageOf } from "./page-of.ts";
import {
  isExpired,
  type PolicyGeneration,
  requireGeneration,
  storedAssets,
  storedGenerations,
} from "./policy-generation.ts";
import {
  generationAssetOutput,
  policyGenerationOutput,
  policyGenerationSummary,
} from "./policy-generation-output.ts";
import { requireEngine } from "./require-resource.ts";

/** @throws ResourceNotFoundException, also once seven days are over. */
export async function getPolicyGeneration(
  deps: ControlDeps,
  input: InputOf<"GetPolicyGeneration">,
  caller: Caller,
): Promise<OutputOf<"GetPolicyGeneration">> {
  return policyGenerationOutput(await readGeneration(deps, input, caller));
}

/** @throws ResourceNotFoundException, also once seven days are over. */
export async function getPolicyGenerationSummary(
  deps: ControlDeps,
  input: InputOf<"GetPolicyGenerationSummary">,
  caller: Caller,
): Promise<OutputOf<"GetPolicyGenerationSummary">> {
  return policyGenerationSummary(await readGeneration(deps, input, caller));
}

/** @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's. */
export async function listPolicyGenerations(
  deps: ControlDeps,
  input: InputOf<"ListPolicyGenerations">,
  caller: Caller,
): Promise<OutputOf<"ListPolicyGenerations">> {
  const { rows, ...next } = await generationPage(deps, "ListPolicyGenerations", input, caller);
  return { policyGenerations: rows.map(policyGenerationOutput), ...next };
}

/** @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's. */
export async function listPolicyGenerationSummaries(
  deps: ControlDeps,
  input: InputOf<"ListPolicyGenerationSummaries">,
  caller: Caller,
): Promise<OutputOf<"ListPolicyGenerationSummaries">> {
  const { rows, ...next } = await generationPage(deps, "ListPolicyGenerationSummaries", input, caller);
  return { policyGenerations: rows.map(policyGenerationSummary), ...next };
}

/**
 * What a generation came to, in the order of its text; nothing while it is GENERATING.
 * @throws ResourceNotFoundException; ValidationException when `nextToken` is not this list's.
 */
export function listPolicyGenerationAssets(
  deps: ControlDeps,
  input: InputOf<"ListPolicyGenerationAssets">,
  caller: Caller,
): Promise<OutputOf<"ListPolicyGenerationAssets">> {
  const { policyEngineId, policyGenerationId } = input;
  return deps.store.read(async (view) => {
    const engine = await requireEngine(view, caller.place, policyEngineId);
    const generation = await requireGeneration(view, deps.clock, engine, policyGenerationId);
    const assets = await storedAssets(view, generation);
    const filters = { policyEngineId, policyGenerationId };
    const scope = { operation: "ListPolicyGenerationAssets", caller, filters };
    const { createdAt } = generation;
    const fetch = async ({ after, limit }: PageRequest) => {
      const from = after === undefined ? 0 : assets.findIndex(({ id }) => id === after.id) + 1;
      return assets.slice(from, from + limit);
    };
    const page = await pageOf(deps.pageTokens, scope, input, fetch, ({ id }) => ({ createdAt, id }));
    const { rows, ...next } = page;
    return { policyGenerationAssets: rows.map(generationAssetOutput), ...next };
  });
}

function readGeneration(
  { store, clock }: ControlDeps,
  { policyEngineId, policyGenerationId }: InputOf<"GetPolicyGeneration">,
  { place }: Caller,
): Promise<PolicyGeneration> {
  return store.read(async (view) =>
    requireGeneration(view, clock, await requireEngine(view, place, policyEngineId), policyGenerationId),
  );
}

function generationPage(
  { store, clock, pageTokens }: ControlDeps,
  operation: string,
  input: InputOf<"ListPolicyGenerations">,
  caller: Caller,
) {
  const { policyEngineId } = input;
  return store.read(async (view) => {
    const engine = await requireEngine(view, caller.place, policyEngineId);
    const kept = (await storedGenerations(view, engine.id)).filter((each) => !isExpired(each, clock));
    const scope = { operation, caller, filters: { policyEngineId } };
    const fetch = async ({ after, limit }: PageRequest) =>
      kept.filter((each) => after === undefined || isAfter(each, after)).slice(0, limit);
    return pageOf(pageTokens, scope, input, fetch, (generation) => generation);
  });
}

function isAfter({ createdAt, id }: PolicyGeneration, after: Position): boolean {
  return createdAt > after.createdAt || (createdAt === after.createdAt && id > after.id);
}
