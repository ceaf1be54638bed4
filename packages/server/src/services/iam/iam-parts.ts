import type { Clock } from "../../ports.ts";
import type { Sealer } from "../../sealer-port.ts";
import type { StoreChange } from "../../store-port.ts";
import type { ServiceCall } from "../service.ts";
import type { ServiceStore } from "../service-store.ts";

/** What IAM's operations work with. */
export interface IamParts {
  readonly store: ServiceStore;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly accountId: string;
  /** Brings a change of permissions into force, wherever they were read before. */
  readonly onChange: () => Promise<void>;
}

/** Makes a change of permissions, and brings it into force before it is answered. */
export async function changePermissions<T>(
  parts: IamParts,
  call: ServiceCall,
  work: (change: StoreChange) => Promise<T>,
): Promise<T> {
  const done = await parts.store.write(call, work);
  await parts.onChange();
  return done;
}

/** The time as IAM writes it, in whole seconds. */
export function iamTime(clock: Clock): string {
  return new Date(clock.now()).toISOString().replace(/\.\d{3}Z$/, "Z");
}
