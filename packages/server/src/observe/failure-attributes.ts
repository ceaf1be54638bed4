import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { RoleFailure } from "../decisions/role-failure.ts";
import type { Attributes } from "./span.ts";

/**
 * Why no decision could be had, under names of our own: AWS says 403 and leaves the rest to be guessed. `undefined` where
 * one was had.
 */
export function failureAttributes(record: DecisionRecord): Attributes | undefined {
  if (record.decision !== "ERROR") return undefined;
  const { code, reason, failure } = record;
  return { "toolgate.code": code, "toolgate.cause": reason, ...missingPermission(failure) };
}

/** What the gateway's role lacks, and what mends it. */
export function missingPermission(failure: RoleFailure | undefined): Attributes {
  if (failure === undefined) return {};
  return {
    "toolgate.missing_permission.action": failure.action,
    "toolgate.missing_permission.resource": failure.resource,
    "toolgate.missing_permission.role": failure.roleArn,
    "toolgate.cure": failure.cure,
  };
}

/** Of the call to policy, as AWS has it: what the role may not do is the user's fault, all else the system's. */
export function failureStatus({ failure }: DecisionRecord): {
  readonly status: 403 | 500;
  readonly errorType: "user" | "system";
} {
  return failure === undefined ? { status: 500, errorType: "system" } : { status: 403, errorType: "user" };
}
