import { loggedStore } from "../control/logged-store.ts";
import type { Clock } from "../ports.ts";
import type { Store, StoreChange, StoreView } from "../store-port.ts";
import type { ServiceCall } from "./service.ts";

/** The store as services use it: what a call changes is logged under it, as `iam:CreateRole`. */
export interface ServiceStore {
  read<T>(work: (view: StoreView) => Promise<T>): Promise<T>;
  write<T>(call: ServiceCall, work: (change: StoreChange) => Promise<T>): Promise<T>;
}

/** The store for the service of that name. */
export function serviceStore(store: Store, clock: Clock, service: string): ServiceStore {
  return {
    read: (work) => store.read(work),
    write: ({ caller, operation }, work) =>
      loggedStore(store, { operation: `${service}:${operation}`, caller, clock }).write(work),
  };
}
