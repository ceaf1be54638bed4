/** What a gateway's role keeps the gateway from doing, why, and the text that mends it. */
export interface RoleFailure {
  readonly roleArn: string;
  /** What is missing first, e.g. `bedrock-agentcore:PartiallyAuthorizeActions`; `sts:AssumeRole` where nobody gets as far. */
  readonly action: string;
  /** The ARN that the action is missing on. */
  readonly resource: string;
  readonly why: RoleFailureReason;
  /** Everything that is missing for the same purpose, the first included. */
  readonly missing: readonly MissingRolePermission[];
  /** All that is missing and why, in a sentence. */
  readonly problem: string;
  /** What mends it, in sentences with the policies to paste. */
  readonly cure: string;
  /** The same for programs. */
  readonly remedy: RoleRemedy;
}

export type RoleFailureReason =
  | "not-allowed"
  | "explicitly-denied"
  | "not-trusted"
  | "role-deleted"
  | "role-unknown";

export interface MissingRolePermission {
  readonly action: string;
  readonly resource: string;
  readonly why: RoleFailureReason;
  /** The end of a sentence: which statements deny it, or nearly allow it. */
  readonly detail: string;
}

/** What has to be done, all of it: policy documents are JSON text to paste. */
export interface RoleRemedy {
  /** The role's trust policy, as it has to be. */
  readonly trust?: string | undefined;
  /** A policy to add to the role. */
  readonly permissions?: string | undefined;
  /** Statements that deny it and have to be narrowed, as people name them. */
  readonly denies?: readonly string[] | undefined;
}

/** The whole cause: what is missing, and what mends it. */
export function tellRoleFailure({ problem, cure }: RoleFailure): string {
  return `${problem} ${cure}`;
}
