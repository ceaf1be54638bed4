import type { DecisionRecord } from "../decisions/decision-record.ts";
import type { Attributes } from "./span.ts";

/**
 * Why no decision could be had, under names of our own: AWS says 403 and leaves the rest to be guessed. `undefined` where
 * one was had.
 */
export function failureAttributes(record: DecisionRecord): Attributes | undefined {
  if (record.decision !== "ERROR") return undefined;
  const { failure } = record;
  return {
    "toolgate.code": record.code,
    "toolgate.cause": record.reason,
    ...(failure === undefined
      ? {}
      : {
          "toolgate.missing_permission.action": failure.action,
          "toolgate.missing_permission.resource": failure.resource,
          "toolgate.missing_permission.role": failure.roleArn,
          "toolgate.cure": failure.cure,
        }),
  };
}

/** Of the call to policy, as AWS has it: what the role may not do is the user's fault, all else the system's. */
export function failureStatus({ failure }: DecisionRecord): {
  readonly status: 403 | 500;
  readonly errorType: "user" | "system";
} {
  return failure === undefined ? { status: 500, errorType: "system" } : { status: 403, errorType: "user" };
}
