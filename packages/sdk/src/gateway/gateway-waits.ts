import type { ControlCaller } from "../callers/control-caller.ts";
import type { Connection } from "../connection/settings.ts";
import { settle, settleGone, type WaitOptions } from "../connection/settle.ts";
import {
  GatewayFailedError,
  GatewayTargetFailedError,
  type ResourceState,
} from "../errors/resource-failed.ts";
import type { Gateway, GatewayTarget } from "./gateway-types.ts";

/** Waits for what becomes of gateways and targets; each throws the error of a failure, or a WaitTimeoutError. */
export interface GatewayWaits {
  /** Until the gateway is READY; at once with `wait: false`. */
  gatewayReady(first: Gateway, options: WaitOptions): Promise<Gateway>;
  gatewayGone(gatewayIdentifier: string, options: WaitOptions): Promise<void>;
  /** Until the target is READY, or waits for somebody's consent; at once with `wait: false`. */
  targetReady(gatewayIdentifier: string, first: GatewayTarget, options: WaitOptions): Promise<GatewayTarget>;
  targetGone(gatewayIdentifier: string, targetId: string, options: WaitOptions): Promise<void>;
}

/** {@link GatewayWaits} over a caller. */
export function createGatewayWaits(call: ControlCaller, connection: Connection): GatewayWaits {
  const isChanging = ({ status }: ResourceState) => /^(CREATING|UPDATING|SYNCHRONIZING)$/.test(status);
  const deleting: ResourceState = { status: "DELETING" };

  return {
    async gatewayReady(first, options) {
      if (options.wait === false) return first;
      const what = `gateway ${first.name} (${first.gatewayId})`;
      const read = () => call("GetGateway", { gatewayIdentifier: first.gatewayId }, options);
      const gateway = await settle({ what, first, read, isPending: isChanging }, connection, options);
      if (gateway.status === "READY") return gateway;
      throw new GatewayFailedError(what, gateway);
    },
    async gatewayGone(gatewayIdentifier, options) {
      if (options.wait === false) return;
      const what = `gateway ${gatewayIdentifier}`;
      const read = () => call("GetGateway", { gatewayIdentifier }, options);
      const failed = (state: ResourceState) => new GatewayFailedError(what, state);
      await settleGone<ResourceState>({ what, first: deleting, read }, connection, options, failed);
    },
    async targetReady(gatewayIdentifier, first, options) {
      if (options.wait === false) return first;
      const { targetId } = first;
      const what = `target ${first.name} (${targetId})`;
      const read = () => call("GetGatewayTarget", { gatewayIdentifier, targetId }, options);
      const target = await settle({ what, first, read, isPending: isChanging }, connection, options);
      if (target.status === "READY" || target.status.endsWith("_PENDING_AUTH")) return target;
      throw new GatewayTargetFailedError(what, target);
    },
    async targetGone(gatewayIdentifier, targetId, options) {
      if (options.wait === false) return;
      const what = `target ${targetId}`;
      const read = () => call("GetGatewayTarget", { gatewayIdentifier, targetId }, options);
      const failed = (state: ResourceState) => new GatewayTargetFailedError(what, state);
      await settleGone<ResourceState>({ what, first: deleting, read }, connection, options, failed);
    },
  };
}
