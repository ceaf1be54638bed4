import type { Place } from "../../model.ts";

/** The ARNs of CloudWatch Logs. Source: CloudWatch Logs user guide, "Overview of managing access permissions". */
export function logGroupArn({ region, accountId }: Place, name: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${name}`;
}

export function deliveryArn(
  { region, accountId }: Place,
  kind: "delivery-source" | "delivery-destination" | "delivery",
  name: string,
): string {
  return `arn:aws:logs:${region}:${accountId}:${kind}:${name}`;
}

/** The name in a log group's ARN, with or without `:*` at its end, or the text itself where it is no ARN. */
export function logGroupNameOf(identifier: string): string {
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:(.+?)(?::\*)?$/.exec(identifier)?.[1] ?? identifier;
}
