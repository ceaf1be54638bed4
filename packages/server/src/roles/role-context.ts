/** The condition keys that the gateway's own requests carry. Source: IAM user guide, "AWS global condition context keys". */
import type { KnownRole } from "../roles-port.ts";
import { gatewayService } from "./role-cure.ts";
import type { RolePermission } from "./role-permissions.ts";

type Context = Readonly<Record<string, string>>;

/** Whose role it is. */
export interface RoleUser {
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
}

/** Of the service that assumes the role for the gateway. `now` in milliseconds since the epoch. */
export function assumingContext(gateway: RoleUser, now: number): Context {
  return {
    ...always(gateway, now),
    "aws:SourceAccount": gateway.accountId,
    "aws:SourceArn": gateway.arn,
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": gatewayService,
    "sts:RoleSessionName": "GenesisPolicyEngineCheck",
  };
}

/** Of what is done in the role afterwards. */
export function actingContext(
  { arn, id, tags }: KnownRole,
  gateway: RoleUser,
  { resource }: RolePermission,
  now: number,
): Context {
  return {
    ...always(gateway, now),
    "aws:PrincipalArn": arn,
    "aws:PrincipalAccount": accountOf(arn),
    "aws:PrincipalType": "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
    "aws:ResourceAccount": accountOf(resource),
    "aws:TokenIssueTime": new Date(now).toISOString(),
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value])),
    "aws:userid": `${id}:GenesisPolicyEngineCheck`,
  };
}

/** Conditions on the time of day hold for a while only; whoever keeps an answer has to ask again. */
export function dependsOnTime({ trust, sources }: KnownRole): boolean {
  const documents = [trust, ...sources.map(({ document }) => document)];
  return documents.some(({ statements }) =>
    statements.some(({ conditions }) =>
      conditions.some(({ key }) => /^aws:(currenttime|epochtime|tokenissuetime)$/i.test(key)),
    ),
  );
}

function always({ region }: RoleUser, now: number): Context {
  return {
    "aws:CurrentTime": new Date(now).toISOString(),
    "aws:EpochTime": String(Math.floor(now / 1_000)),
    "aws:RequestedRegion": region,
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  };
}

function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
