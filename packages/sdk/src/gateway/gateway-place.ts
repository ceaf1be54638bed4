/** Where resources live, as their ARNs say. */
export interface GatewayPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/** The partition of a Region. Source: AWS General Reference, partitions. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** What an ARN says of place; undefined for what is none. */
export function placeOf(arn: string): GatewayPlace | undefined {
  const [, partition, , region, accountId] = /^arn:([^:]+):([^:]+):([^:]*):(\d{12}):/.exec(arn) ?? [];
  if (partition === undefined || region === undefined || accountId === undefined) return undefined;
  return { partition, region, accountId };
}
