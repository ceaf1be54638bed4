/** What the control plane's use cases are given. */
import type { Gateway, Place } from "../model.ts";
import type { Cedar, Clock, Store, StoreChange, StoreView } from "../ports.ts";
import type { PageTokens } from "./page-token.ts";

/** What a change touched, so that policies that wait for it, or lose what they name, are looked at again. */
export interface Affected {
  readonly place: Place;
  /** The gateway that came, changed, went, or whose tools did. */
  readonly gatewayArn?: string | undefined;
  /** Engines whose set of gateways or tools changed. */
  readonly engineIds: readonly string[];
}

export interface ControlDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly cedar: Cedar;
  readonly pageTokens: PageTokens;
  /** At least 8 random bytes, for an id that must not come twice (`resourceIdFrom`, `targetIdFrom`). */
  readonly randomBytes: () => Uint8Array;
  /** Where MCP clients reach the gateway. */
  readonly gatewayUrl: (gatewayId: string) => string;
  /** Every place where Toolgate is kinder than AWS is off. */
  readonly strictAws: boolean;
  /** The server listens on loopback only, so a role that it has never heard of is trusted. */
  readonly onLoopback: boolean;
  /** Settles policies that a change touched, in the same transaction. */
  readonly settle: (change: StoreChange, affected: Affected) => Promise<void>;
  /** Sentences for a gateway's `statusReasons`: policies that already name it, forbids that still wait. */
  readonly policyNotices: (view: StoreView, gateway: Gateway) => Promise<readonly string[]>;
  /** Puts what was committed in force; a call that changes policy, gateways or tools awaits it before it returns. */
  readonly onChange: () => Promise<void>;
}
