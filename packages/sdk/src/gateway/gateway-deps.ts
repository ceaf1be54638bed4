import type { ControlCaller } from "../callers/control-caller.ts";
import type { Connection } from "../connection/settings.ts";
import type { Cognito } from "./cognito.ts";
import type { GatewayRoles } from "./gateway-role.ts";
import type { GatewayWaits } from "./gateway-waits.ts";
import type { GatewayObservability } from "./observability.ts";

/** What the methods of the gateway client work with. */
export interface GatewayDeps {
  readonly connection: Connection;
  readonly call: ControlCaller;
  readonly waits: GatewayWaits;
  readonly roles: GatewayRoles;
  readonly cognito: Cognito;
  readonly observability: GatewayObservability;
}
