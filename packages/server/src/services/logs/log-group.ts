/** A log group is a view of what is recorded: a gateway's own, `aws/spans`, or one that a delivery names. */
import { gatewayArn } from "@toolgate/api";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { logGroupArn, logGroupNameOf } from "./log-arns.ts";
import {
  deliveries,
  deliveryDestinations,
  deliverySources,
  keyOf,
  logGroups,
  type StoredLogGroup,
} from "./log-documents.ts";

/** Where AWS puts the spans of all gateways. */
const spansGroup = "aws/spans";
const gatewayGroup = "/aws/vendedlogs/bedrock-agentcore/gateway/APPLICATION_LOGS/";

export interface LogGroup {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly retentionInDays?: number | undefined;
  readonly emptiedAt?: number | undefined;
  readonly holds: "log records" | "spans";
  /** Whose, and since when, in milliseconds; spans are of every gateway of the place. */
  readonly gateways: readonly { readonly id: string; readonly since: number }[];
}

/** The name of the group that a gateway has from the start. */
function gatewayGroupName(gatewayId: string): string {
  return `${gatewayGroup}${gatewayId}`;
}

/** The gateway whose group has that name. */
function gatewayOfGroup(name: string): string | undefined {
  return name.startsWith(gatewayGroup) ? name.slice(gatewayGroup.length) : undefined;
}

/** Every group of the place, by name. */
export async function listLogGroups(view: StoreView, place: Place): Promise<readonly LogGroup[]> {
  const stored = await logGroups.list(view, { prefix: keyOf(place, "") });
  const groups = new Map<string, StoredLogGroup>([[spansGroup, { name: spansGroup, createdAt: 0 }]]);
  const ownGateways = (await view.gateways.all()).filter(({ arn, id }) => arn === gatewayArn(place, id));
  for (const { id, createdAt } of ownGateways) {
    const name = gatewayGroupName(id);
    groups.set(name, { name, createdAt: Date.parse(createdAt) });
  }
  for (const { body } of stored) {
    const own = groups.get(body.name);
    if (own !== undefined) groups.set(body.name, { ...own, ...body });
    // What is left of a gateway's own, without the gateway.
    else if (body.createdAt !== undefined) groups.set(body.name, body);
  }
  const delivered = await deliveredTo(view, place);
  return [...groups.values()]
    .map((body) => logGroup(place, body, delivered.get(body.name) ?? []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The group of that name or ARN; the ARN of another place names none here, since callers are judged by it. */
export async function findLogGroup(
  view: StoreView,
  place: Place,
  identifier: string,
): Promise<LogGroup | undefined> {
  const name = logGroupNameOf(place, identifier);
  return (await listLogGroups(view, place)).find((group) => group.name === name);
}

function logGroup(
  place: Place,
  { name, createdAt = 0, retentionInDays, emptiedAt }: StoredLogGroup,
  delivered: LogGroup["gateways"],
): LogGroup {
  const own = gatewayOfGroup(name);
  return {
    name,
    arn: logGroupArn(place, name),
    createdAt,
    retentionInDays,
    emptiedAt,
    holds: name === spansGroup ? "spans" : "log records",
    gateways:
      own === undefined ? delivered : [{ id: own, since: 0 }, ...delivered.filter(({ id }) => id !== own)],
  };
}

/** Which gateways' records are delivered to which group. */
async function deliveredTo(
  view: StoreView,
  place: Place,
): Promise<ReadonlyMap<string, { readonly id: string; readonly since: number }[]>> {
  const groups = new Map<string, { readonly id: string; readonly since: number }[]>();
  for (const { body } of await deliveries.list(view, { prefix: keyOf(place, "") })) {
    const source = await deliverySources.get(view, keyOf(place, body.sourceName));
    const destination = await deliveryDestinations.get(view, keyOf(place, body.destinationName));
    const group = destination?.body.resourceArn;
    if (source === undefined || group === undefined) continue;
    const name = logGroupNameOf(place, group);
    groups.set(name, [...(groups.get(name) ?? []), { id: source.body.gatewayId, since: body.createdAt }]);
  }
  return groups;
}
