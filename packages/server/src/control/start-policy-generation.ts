import {
  gatewayArn,
  type InputOf,
  type OutputOf,
  parseServiceArn,
  policyGenerationArn,
  ResourceNotFoundException,
  resourceIdFrom,
  ServiceQuotaExceededException,
  ThrottlingException,
} from "@toolgate/api";
import type { Caller, Gateway, Place } from "../model.ts";
import type { StoreChange, StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { once } from "./idempotency.ts";
import { instant } from "./instant.ts";
import { invalidMember } from "./invalid-member.ts";
import {
  isExpired,
  type PolicyGeneration,
  putGeneration,
  removeGeneration,
  storedGenerations,
} from "./policy-generation.ts";
import { policyGenerationOutput } from "./policy-generation-output.ts";
import { requireEngine } from "./require-resource.ts";

/** Of one engine, within the seven days that they are kept. */
const MOST_GENERATIONS = 1_000;
/** Of one engine, at the same time. */
const MOST_AT_WORK = 50;

/**
 * StartPolicyGeneration: stored as GENERATING before it is answered; the work follows, also after a restart.
 * @throws ValidationException; ResourceNotFoundException for the engine or the gateway; ServiceQuotaExceededException beyond
 * 1,000 in seven days; ThrottlingException while 50 are at work.
 */
export async function startPolicyGeneration(
  deps: ControlDeps,
  input: InputOf<"StartPolicyGeneration">,
  caller: Caller,
): Promise<OutputOf<"StartPolicyGeneration">> {
  const answer = await deps.store.write((change) =>
    once(change, caller, "StartPolicyGeneration", input, deps.clock, () =>
      start(deps, change, input, caller),
    ),
  );
  const { policyEngineId: engineId, policyGenerationId: id } = answer;
  deps.generations.add({ engineId, id });
  return answer;
}

async function start(
  deps: ControlDeps,
  change: StoreChange,
  input: InputOf<"StartPolicyGeneration">,
  { place }: Caller,
): Promise<OutputOf<"StartPolicyGeneration">> {
  const { name, content, resource } = input;
  const engine = await requireEngine(change, place, input.policyEngineId);
  const gateway = await requireResource(change, place, resource.arn, deps.strictAws);
  if (content.rawText.trim() === "") {
    throw invalidMember(
      "content.rawText",
      "Value at 'content.rawText' holds blanks only: say who may do what, such as " +
        '"Allow users with role manager to approve expenses when the amount is less than 5000".',
    );
  }
  await makeRoom(deps, change, engine.id);
  const id = resourceIdFrom(name, deps.randomBytes());
  const now = instant(deps.clock);
  const generation: PolicyGeneration = {
    accountId: place.accountId,
    region: place.region,
    id,
    arn: policyGenerationArn(place, engine.id, id),
    name,
    engineId: engine.id,
    gatewayArn: gateway.arn,
    rawText: content.rawText,
    status: "GENERATING",
    statusReasons: [],
    starts: 1,
    createdAt: now,
    updatedAt: now,
  };
  await putGeneration(change, generation);
  return policyGenerationOutput(generation);
}

/** A gateway by its ARN; unless AWS is followed strictly, also by its name, as in policies. */
async function requireResource(
  view: StoreView,
  place: Place,
  arn: string,
  strictAws: boolean,
): Promise<Gateway> {
  const named = parseServiceArn(arn);
  if (named?.kind !== "gateway") {
    throw invalidMember(
      "resource.arn",
      `Value '${arn}' at 'resource.arn' is not the ARN of a gateway, which looks like ${gatewayArn(place, "my-gateway-0123456789")}.`,
    );
  }
  const here = named.accountId === place.accountId && named.region === place.region;
  const exact = here ? await view.gateways.get(place, named.gateway) : undefined;
  const found = exact ?? (here && !strictAws ? await view.gateways.byName(place, named.gateway) : undefined);
  if (found !== undefined) return found;
  throw new ResourceNotFoundException(
    `Gateway ${arn} does not exist in account ${place.accountId}, Region ${place.region}: policies are made from its tools, so create it first, or check the ARN.`,
  );
}

async function makeRoom({ clock }: ControlDeps, change: StoreChange, engineId: string): Promise<void> {
  const stored = await storedGenerations(change, engineId);
  const old = stored.filter((each) => isExpired(each, clock));
  for (const each of old) await removeGeneration(change, each);
  const kept = stored.length - old.length;
  if (kept >= MOST_GENERATIONS) {
    throw new ServiceQuotaExceededException(
      `Policy engine ${engineId} has ${kept} policy generations of the last seven days, and ${MOST_GENERATIONS} is the most: ` +
        "wait until the oldest are gone, or use another engine.",
    );
  }
  const atWork = stored.filter(({ status }) => status === "GENERATING").length;
  if (atWork >= MOST_AT_WORK) {
    throw new ThrottlingException(
      `Policy engine ${engineId} has ${atWork} policy generations at work, and ${MOST_AT_WORK} is the most: send it again when some are done.`,
    );
  }
}
