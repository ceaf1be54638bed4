import type { Clock } from "../ports.ts";
import type { Sealer } from "../sealer-port.ts";
import type { Store } from "../store-port.ts";
import type { AwsService } from "./service.ts";

/** What the services need from outside. */
export interface ServicesDeps {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly accountId: string;
  /** Brings what was changed into force: gateways and whatever else was read from the store. */
  readonly onChange: () => Promise<void>;
}

/** Every AWS service around the gateway. */
export function createServices(_deps: ServicesDeps): readonly AwsService[] {
  return [];
}
