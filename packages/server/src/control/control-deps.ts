/** What the control plane's use cases are given. */

import type { McpServers } from "../mcp-servers-port.ts";
import type { Gateway, Place, Policy } from "../model.ts";
import type { Cedar, Clock, Solver } from "../ports.ts";
import type { RoleDeps } from "../roles/role-standing.ts";
import type { Store, StoreChange, StoreView } from "../store-port.ts";
import type { Background } from "./background.ts";
import type { CedarAnswers } from "./cedar-answers.ts";
import type { Generations } from "./generation-work.ts";
import type { McpEndpoints } from "./mcp-endpoint.ts";
import type { PageTokens } from "./page-token.ts";
import type { Proofs } from "./proofs.ts";

export interface ControlDeps extends RoleDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cedar: CedarAnswers;
  /** Of this one call. */
  readonly proofs: Proofs;
  /** Makes the proofs of a policy that is in force without them, after the call. */
  readonly proveLater: (policy: Policy) => unknown;
  /** Makes texts into policies, after the calls that brought them. */
  readonly generations: Pick<Generations, "add">;
  readonly mcpServers: Pick<McpServers, "tools">;
  readonly mcpEndpoints: McpEndpoints;
  readonly pageTokens: PageTokens;
  /** At least 8 random bytes, for an id that must not come twice (`resourceIdFrom`, `targetIdFrom`). */
  readonly randomBytes: () => Uint8Array;
  /** Where MCP clients reach the gateway. */
  readonly gatewayUrl: (gatewayId: string) => string;
  /** Every place where Toolgate is kinder than AWS is off. */
  readonly strictAws: boolean;
  /** Whether a gateway whose role may not ask its policy engine is refused, or made with a warning. */
  readonly rolePreflight: "reject" | "warn";
  /** Looks again at the place's waiting policies, in the change that touched a gateway or its tools. */
  readonly settle: (deps: ControlDeps, change: StoreChange, place: Place) => Promise<void>;
  /** Sentences for a gateway's `statusReasons`: policies that already name it, forbids that still wait. */
  readonly policyNotices: (view: StoreView, gateway: Gateway) => Promise<readonly string[]>;
  /** Puts what was committed in force; a call that changes policy, gateways or tools awaits it before it returns. */
  readonly onChange: () => Promise<void>;
}

/** What the control plane is made of. */
export type ControlPlaneParts = Omit<ControlDeps, "cedar" | "proofs" | "proveLater"> & {
  readonly cedar: Pick<Cedar, "validate" | "replay">;
  readonly solver: Pick<Solver, "solve">;
  /** Milliseconds for the proofs of one call. */
  readonly analysisTimeLimit: number;
  readonly background: Background;
};
