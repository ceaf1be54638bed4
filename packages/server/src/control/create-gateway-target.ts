import { type InputOf, type OutputOf, ServiceQuotaExceededException, targetIdFrom } from "@toolgate/api";
import type { Caller, Gateway, Target } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { keptAnswer, once } from "./idempotency.ts";
import { instant } from "./instant.ts";
import type { Listing } from "./list-target-tools.ts";
import { requireGateway } from "./require-resource.ts";
import {
  type AskedTarget,
  askedTarget,
  refuseTakenName,
  synchronized,
  toolsOfAsked,
} from "./target-members.ts";
import { targetOutput } from "./target-output.ts";

type Output = OutputOf<"CreateGatewayTarget">;

const operation = "CreateGatewayTarget";
/** AWS's quota of targets on one gateway. */
const MOST_TARGETS = 100;

/**
 * CreateGatewayTarget: READY at once, or FAILED with the cause when an MCP server's tools cannot be had; policies that
 * waited for it are settled.
 * @throws ResourceNotFoundException, ConflictException, ValidationException; ServiceQuotaExceededException beyond 100.
 */
export async function createGatewayTarget(
  deps: ControlDeps,
  input: InputOf<"CreateGatewayTarget">,
  caller: Caller,
): Promise<Output> {
  const asked = askedTarget(deps, input);
  // Looked at before the server is asked, so that nobody is asked for nothing, and again in the change.
  const kept = await deps.store.read(async (view) => {
    const answer = await keptAnswer<Output>(view, caller, operation, input, deps.clock);
    if (answer === undefined) await requireRoom(view, caller, input.gatewayIdentifier, asked);
    return answer;
  });
  const answer = kept ?? (await create(deps, input, caller, asked, await toolsOfAsked(deps, asked)));
  await deps.onChange();
  return answer;
}

function create(
  deps: ControlDeps,
  input: InputOf<"CreateGatewayTarget">,
  caller: Caller,
  asked: AskedTarget,
  listing: Listing,
): Promise<Output> {
  const { name, description, backend } = asked;
  return deps.store.write((change) =>
    once(change, caller, operation, input, deps.clock, async () => {
      const gateway = await requireRoom(change, caller, input.gatewayIdentifier, asked);
      const now = instant(deps.clock);
      const target: Target = {
        ...caller.place,
        id: targetIdFrom(deps.randomBytes()),
        gatewayId: gateway.id,
        name,
        description,
        backend,
        ...(listing.ok
          ? synchronized(deps.clock, backend, listing.tools)
          : { tools: [], status: "FAILED", statusReasons: [listing.reason] }),
        createdAt: now,
        updatedAt: now,
      };
      await change.put.target(target);
      await deps.settle(deps, change, caller.place);
      return targetOutput(gateway, target);
    }),
  );
}

async function requireRoom(
  view: StoreView,
  { place }: Caller,
  gatewayIdentifier: string,
  { name }: AskedTarget,
): Promise<Gateway> {
  const gateway = await requireGateway(view, place, gatewayIdentifier);
  await refuseTakenName(view, gateway, name);
  const { length } = await view.targets.all(gateway.id);
  if (length >= MOST_TARGETS) {
    throw new ServiceQuotaExceededException(
      `Gateway ${gateway.id} has ${length} targets, and ${MOST_TARGETS} is the most: delete one, or use another gateway.`,
    );
  }
  return gateway;
}
