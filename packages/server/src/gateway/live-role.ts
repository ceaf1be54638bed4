import type { RoleFailure } from "../decisions/role-failure.ts";

/** What a gateway's role keeps it from; what is absent, it allows. */
export interface LiveRole {
  /** Why no tools/list can be decided. */
  readonly list: RoleFailure | undefined;
  /** Why no tools/call can be decided. */
  readonly call: RoleFailure | undefined;
  /** Why a function cannot be called, by its ARN. */
  readonly invoke: ReadonlyMap<string, RoleFailure>;
  /** The role itself: `trusted` and `refused` are roles that nobody has heard of. */
  readonly standing: "known" | "deleted" | "trusted" | "refused";
  /** Sentences for whoever runs the gateway. */
  readonly notices: readonly string[];
}
