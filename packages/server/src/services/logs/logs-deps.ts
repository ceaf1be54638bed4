import type { ObserveStyle } from "../../observe/observed-call.ts";
import type { Clock } from "../../ports.ts";
import type { ObservedCalls } from "../../telemetry-port.ts";
import type { ServiceStore } from "../service-store.ts";

/** What CloudWatch Logs needs from outside. */
export interface LogsDeps {
  readonly store: ServiceStore;
  readonly observed: ObservedCalls;
  readonly style: ObserveStyle;
  readonly clock: Clock;
  /** A random identifier, a UUID. */
  readonly newId: () => string;
}
