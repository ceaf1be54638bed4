/** Operations on delivery sources: which gateway's records, or spans, are delivered. */
import { parseServiceArn } from "@toolgate/api";
import { z } from "zod";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { deliveryArn } from "./log-arns.ts";
import { deliveries, deliverySources, keyOf, type StoredDeliverySource } from "./log-documents.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { pageOfNames } from "./page-of-names.ts";
import { deliveryName, limit, nextToken, notActedOn, tags } from "./shapes.ts";

const putShape = z.strictObject({
  name: deliveryName,
  resourceArn: z.string().min(1).max(2_048),
  logType: z.string().min(1).max(255),
  tags: tags.optional(),
  deliverySourceConfiguration: notActedOn("gateways have nothing to configure here; leave it out"),
});

export function deliverySourceOperations({ store }: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  return {
    PutDeliverySource: serviceOperation(
      putShape,
      async ({ name, resourceArn, logType, tags: given }, call) => {
        const { place } = call.caller;
        const type = readLogType(logType);
        const arn = deliveryArn(place, "delivery-source", name);
        const key = keyOf(place, name);
        const body = await store.write(call, async (view) => {
          const gatewayId = await gatewayOf(view, place, resourceArn);
          const others = await deliverySources.list(view, { prefix: keyOf(place, "") });
          const same = others.find(
            (other) =>
              other.body.gatewayId === gatewayId && other.body.logType === type && other.body.name !== name,
          );
          if (same !== undefined) {
            throw new ServiceFault(
              "ConflictException",
              `The delivery source ${same.body.name} has the same resource and log type; use it, or delete it first.`,
            );
          }
          const source: StoredDeliverySource = { name, resourceArn, gatewayId, logType: type };
          const delivering = (await deliveries.list(view, { prefix: keyOf(place, "") })).some(
            (delivery) => delivery.body.sourceName === name,
          );
          const before = (await deliverySources.get(view, key))?.body;
          if (delivering && before !== undefined && before.logType !== type) {
            throw new ServiceFault(
              "ConflictException",
              `The delivery source ${name} is in use; delete its delivery first.`,
            );
          }
          await deliverySources.put(view, { key, arn, body: source });
          if (given !== undefined) await view.put.tags(arn, given);
          return source;
        });
        return { deliverySource: await store.read((view) => sourceOutput(view, place, body)) };
      },
    ),

    GetDeliverySource: serviceOperation(z.strictObject({ name: deliveryName }), async ({ name }, call) => {
      const { place } = call.caller;
      return store.read(async (view) => ({
        deliverySource: await sourceOutput(view, place, await requiredSource(view, place, name)),
      }));
    }),

    DescribeDeliverySources: serviceOperation(
      z.strictObject({ nextToken: nextToken.optional(), limit: limit.max(50).default(50) }),
      async (input, call) => {
        const { place } = call.caller;
        return store.read(async (view) => {
          const page = await pageOfNames(input, (query) => deliverySources.list(view, query), place);
          const outputs = page.rows.map(({ body }) => sourceOutput(view, place, body));
          return { deliverySources: await Promise.all(outputs), ...page.next };
        });
      },
    ),

    DeleteDeliverySource: serviceOperation(z.strictObject({ name: deliveryName }), async ({ name }, call) => {
      const { place } = call.caller;
      await store.write(call, async (view) => {
        await requiredSource(view, place, name);
        const all = await deliveries.list(view, { prefix: keyOf(place, "") });
        const used = all.find(({ body }) => body.sourceName === name);
        if (used !== undefined) {
          throw new ServiceFault(
            "ConflictException",
            `The delivery source ${name} is in use by the delivery ${used.body.id}; delete that first.`,
          );
        }
        await deliverySources.remove(view, keyOf(place, name));
        await view.remove.tags(deliveryArn(place, "delivery-source", name));
      });
      return {};
    }),
  };
}

/** @throws ServiceFault where there is none. */
export async function requiredSource(
  view: StoreView,
  place: Place,
  name: string,
): Promise<StoredDeliverySource> {
  const source = await deliverySources.get(view, keyOf(place, name));
  if (source === undefined) {
    throw new ServiceFault("ResourceNotFoundException", `There is no delivery source named ${name}.`);
  }
  return source.body;
}

function readLogType(logType: string): StoredDeliverySource["logType"] {
  if (logType === "APPLICATION_LOGS" || logType === "TRACES") return logType;
  throw new ServiceFault(
    "ValidationException",
    `A gateway has the log types APPLICATION_LOGS and TRACES, and not ${logType}.`,
  );
}

async function gatewayOf(view: StoreView, place: Place, resourceArn: string): Promise<string> {
  const arn = parseServiceArn(resourceArn);
  if (arn?.kind !== "gateway") {
    throw new ServiceFault(
      "ValidationException",
      `Logs are delivered from gateways here, and ${resourceArn} is not the ARN of one.`,
    );
  }
  const gateway =
    arn.accountId === place.accountId && arn.region === place.region
      ? await view.gateways.get(place, arn.gateway)
      : undefined;
  if (gateway === undefined) {
    throw new ServiceFault("ResourceNotFoundException", `There is no gateway ${resourceArn}.`);
  }
  return gateway.id;
}

async function sourceOutput(
  view: StoreView,
  place: Place,
  { name, resourceArn, logType }: StoredDeliverySource,
) {
  const arn = deliveryArn(place, "delivery-source", name);
  const own = await view.tags.of(arn);
  return { name, arn, resourceArns: [resourceArn], service: "bedrock-agentcore", logType, tags: own };
}
