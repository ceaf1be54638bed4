import type { PolicySource } from "@toolgate/iam";
import type { KnownRole, Roles } from "../roles-port.ts";

/** What Toolgate knows of the role that a gateway names. */
export type RoleStanding =
  | {
      readonly kind: "known";
      readonly arn: string;
      readonly role: KnownRole;
      readonly ofResources?: readonly PolicySource[] | undefined;
    }
  | { readonly kind: "deleted"; readonly arn: string }
  /** `trustedBecause` is the end of a sentence; without it the role is refused. */
  | { readonly kind: "unknown"; readonly arn: string; readonly trustedBecause: string | undefined };

/** Where roles are looked up, and what becomes of those that nobody has heard of. */
export interface RoleDeps {
  readonly roles: Roles;
  /** Why a role that Toolgate has never heard of is trusted, as the end of a sentence; undefined where it is refused. */
  readonly unknownRolesTrusted: string | undefined;
  /** Policies of resources, such as functions, that may let a role in whatever its own policies say. */
  readonly ofResources?: (() => Promise<readonly PolicySource[]>) | undefined;
}

/** Looks the role up. It reads the store, so it is never called from inside a read or a write. */
export async function roleStanding(deps: RoleDeps, arn: string): Promise<RoleStanding> {
  const found = await deps.roles.find(arn);
  if (found === "deleted") return { kind: "deleted", arn };
  if (found === undefined) return { kind: "unknown", arn, trustedBecause: deps.unknownRolesTrusted };
  return { kind: "known", arn, role: found, ofResources: await deps.ofResources?.() };
}
