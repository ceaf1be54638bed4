import { randomUUID } from "node:crypto";
import type { ObserveStyle } from "../observe/observed-call.ts";
import type { Clock } from "../ports.ts";
import type { Sealer } from "../sealer-port.ts";
import type { Store } from "../store-port.ts";
import type { ObservedCalls } from "../telemetry-port.ts";
import { createIam } from "./iam/create-iam.ts";
import { keptAccessKeys } from "./iam/kept-access-keys.ts";
import { keptRoles } from "./iam/kept-roles.ts";
import { createLogsService } from "./logs/logs-service.ts";
import type { AwsService } from "./service.ts";
import { serviceStore } from "./service-store.ts";
import { createSts } from "./sts/create-sts.ts";

/** What the services need from outside. */
export interface ServicesDeps {
  readonly store: Store;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly accountId: string;
  /** Brings what was changed into force: gateways and whatever else was read from the store. */
  readonly onChange: () => Promise<void>;
  /** What is recorded of calls, and how denials are worded: log groups show it. */
  readonly observed: ObservedCalls;
  readonly style: ObserveStyle;
}

/** Every AWS service around the gateway. */
export function createServices(deps: ServicesDeps): readonly AwsService[] {
  const { store, sealer, clock, observed, style } = deps;
  const accessKeys = keptAccessKeys(store, sealer, clock);
  return [
    createIam({ ...deps, store: serviceStore(store, clock, "iam") }),
    createSts({ ...deps, store: serviceStore(store, clock, "sts"), roles: keptRoles(store), accessKeys }),
    createLogsService({
      store: serviceStore(store, clock, "logs"),
      observed,
      style,
      clock,
      newId: randomUUID,
    }),
  ];
}
