/** What operations of CloudWatch Logs are done to. Source: AWS service authorization reference, CloudWatch Logs; AWS guide, enabling vended logs. */
import type { Permission } from "../../control/authorize.ts";
import { tagKeys } from "../../control/tag-keys.ts";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { deliveryArn, logGroupArn, logGroupNameOf } from "./log-arns.ts";

type Input = Readonly<Record<string, unknown>>;
type Resources = Permission["resources"];

/** Everything that the call needs; delivering a gateway's records needs the gateway's leave, too. */
export async function logsPermissions(
  operation: string,
  input: Input,
  place: Place,
  view: StoreView,
): Promise<readonly Permission[]> {
  const text = (member: string): string | undefined => {
    const value = Object.hasOwn(input, member) ? input[member] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const action = `logs:${operation}`;
  const permissions = resourcesOf(operation, text, place).map((resources) => ({ action, resources }));
  const delivered = operation === "PutDeliverySource" ? text("resourceArn") : undefined;
  const gate = "bedrock-agentcore:AllowVendedLogDeliveryForResource";
  const all: Permission[] =
    delivered === undefined ? permissions : [...permissions, { action: gate, resources: [delivered] }];
  return Promise.all(
    all.map(async (permission) => ({
      ...permission,
      context: await tagKeys(input, permission.resources, view),
    })),
  );
}

/** Each must be allowed; an operation that names nothing is done to `*`. */
function resourcesOf(
  operation: string,
  text: (member: string) => string | undefined,
  place: Place,
): readonly Resources[] {
  const name = text("name");
  const arn = text("resourceArn");
  if (name !== undefined && /^(?:Put|Get|Delete)DeliverySource$/.test(operation))
    return [[deliveryArn(place, "delivery-source", name)]];
  if (name !== undefined && /^(?:Put|Get|Delete)DeliveryDestination$/.test(operation))
    return [[deliveryArn(place, "delivery-destination", name)]];
  if (operation === "CreateDelivery")
    return [
      [deliveryArn(place, "delivery-source", text("deliverySourceName") ?? "*")],
      [text("deliveryDestinationArn") ?? "*"],
    ];
  const id = text("id");
  if (id !== undefined) return [[deliveryArn(place, "delivery", id)]];
  if (arn !== undefined) return [arn.includes(":log-group:") ? ofGroup(arn) : [arn]];
  const group = text("logGroupIdentifier") ?? text("logGroupName");
  return [group === undefined ? ["*"] : ofGroup(logGroupArn(place, logGroupNameOf(place, group)))];
}

/** Policies name a log group with `:*` at its end, and without. */
function ofGroup(arn: string): Resources {
  const plain = arn.replace(/:\*$/, "");
  return [`${plain}:*`, plain];
}
