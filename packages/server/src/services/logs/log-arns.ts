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

/** The name in the ARN of a log group of the place, with or without `:*` at its end, or the text itself where it is no ARN. */
export function logGroupNameOf(place: Place, identifier: string): string {
  const own = logGroupArn(place, "");
  return identifier.startsWith(own) ? identifier.slice(own.length).replace(/:\*$/, "") : identifier;
}
