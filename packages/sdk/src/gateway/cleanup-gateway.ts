import { listOperation } from "../callers/list-operation.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { CleanupError } from "../errors/call-errors.ts";
import { ResourceNotFoundException } from "../errors/service-error.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import type { CognitoClientInfo } from "./gateway-types.ts";

/** Deletes a gateway's targets, each until it is gone. */
export async function deleteTargets(
  { call, waits }: GatewayDeps,
  gatewayIdentifier: string,
  options: WaitOptions,
): Promise<void> {
  const waiting = { ...options, wait: true };
  const list = await listOperation(
    call,
    "ListGatewayTargets",
    { gatewayIdentifier },
    options,
    ({ items }) => items,
  );
  for (const { targetId } of list.items) {
    await unlessGone(call("DeleteGatewayTarget", { gatewayIdentifier, targetId }, options));
    await waits.targetGone(gatewayIdentifier, targetId, waiting);
  }
}

/** {@link GatewayClient.cleanupGateway}. */
export async function cleanupGateway(
  deps: GatewayDeps,
  gatewayIdentifier: string,
  clientInfo: Pick<CognitoClientInfo, "userPoolId" | "domainPrefix"> | undefined,
  options: WaitOptions,
): Promise<void> {
  const { call, waits, cognito } = deps;
  const failures: unknown[] = [];
  const step = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      options.signal?.throwIfAborted();
      failures.push(error);
    }
  };
  await step(async () => {
    await unlessGone(deleteTargets(deps, gatewayIdentifier, options));
    await unlessGone(call("DeleteGateway", { gatewayIdentifier }, options));
    await waits.gatewayGone(gatewayIdentifier, { ...options, wait: true });
  });
  if (clientInfo !== undefined) await step(() => cognito.remove(clientInfo, options));
  if (failures.length === 0) return;
  const reasons = failures.map((error) => (error instanceof Error ? error.message : String(error)));
  throw new CleanupError(
    failures,
    `Not all of the gateway ${gatewayIdentifier} is gone: ${reasons.join(" ")}`,
  );
}

async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  });
}
