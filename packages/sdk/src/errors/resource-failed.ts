/** A resource as it was last read. */
export interface ResourceState {
  readonly status: string;
  readonly statusReasons?: readonly string[] | undefined;
}

/** A resource ended in a status other than the one that was waited for. */
export class ResourceFailedError extends Error {
  override readonly name: string = "ResourceFailedError";
  /** e.g. `CREATE_FAILED`. */
  readonly status: string;
  /** Why, in the service's words. */
  readonly statusReasons: readonly string[];
  /** The resource as it was last read. */
  readonly resource: ResourceState;

  constructor(what: string, resource: ResourceState) {
    const reasons = resource.statusReasons ?? [];
    super(
      `The ${what} ended ${resource.status}: ${reasons.length > 0 ? reasons.join(" ") : "no reason was given"}`,
    );
    this.status = resource.status;
    this.statusReasons = reasons;
    this.resource = resource;
  }
}

/** A policy ended `CREATE_FAILED`: it decides nothing. */
export class PolicyCreateFailedError extends ResourceFailedError {
  override readonly name = "PolicyCreateFailedError";
}

/** A policy ended `UPDATE_FAILED`: what it said before stays in force. */
export class PolicyUpdateFailedError extends ResourceFailedError {
  override readonly name = "PolicyUpdateFailedError";
}

/** A policy ended `DELETE_FAILED`. */
export class PolicyDeleteFailedError extends ResourceFailedError {
  override readonly name = "PolicyDeleteFailedError";
}

/** A policy engine ended in one of the `_FAILED` statuses. */
export class PolicyEngineFailedError extends ResourceFailedError {
  override readonly name = "PolicyEngineFailedError";
}

/** A generation ended `GENERATE_FAILED` or `DELETE_FAILED`. */
export class PolicyGenerationFailedError extends ResourceFailedError {
  override readonly name = "PolicyGenerationFailedError";
}

/** A gateway ended in a status other than `READY`. */
export class GatewayFailedError extends ResourceFailedError {
  override readonly name = "GatewayFailedError";
}

/** A target ended in a status other than `READY`. */
export class GatewayTargetFailedError extends ResourceFailedError {
  override readonly name = "GatewayTargetFailedError";
}

/** A resource was not ready, or not gone, within `maxWaitMs`. */
export class WaitTimeoutError extends Error {
  override readonly name = "WaitTimeoutError";
  /** The resource as it was last read. */
  readonly resource: ResourceState;

  constructor(what: string, maxWaitMs: number, resource: ResourceState) {
    const reasons = (resource.statusReasons ?? []).join(" ").replace(/\.$/, "");
    super(
      `The ${what} is still ${resource.status} after ${maxWaitMs} ms${reasons === "" ? "" : `: ${reasons}`}. It may yet come; read it again, or allow more with maxWaitMs.`,
    );
    this.resource = resource;
  }
}
