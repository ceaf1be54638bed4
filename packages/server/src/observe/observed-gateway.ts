import type { Attributes } from "./span.ts";

/** What the gateway's ARN says. */
export interface ObservedGateway {
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** A dash and ten characters, at the end of every gateway's id. */
const suffixLength = 11;

/** The gateway that a record names. */
export function observedGateway({
  gatewayArn: arn,
  gatewayId: id,
}: {
  readonly gatewayArn: string;
  readonly gatewayId: string;
}): ObservedGateway {
  const [, , , region = "", accountId = ""] = arn.split(":");
  return { arn, id, name: id.slice(0, -suffixLength), accountId, region };
}

/** The id of a policy engine: what is behind the slash of its ARN. */
export function engineIdOf(engineArn: string): string {
  return engineArn.slice(engineArn.lastIndexOf("/") + 1);
}

/** The attributes of the resource in a log record; a span has the provider as well. */
export function resourceAttributes({ arn, id }: ObservedGateway): Attributes {
  return { "service.name": id, "cloud.resource_id": arn, "cloud.platform": "aws_bedrock_agentcore" };
}
