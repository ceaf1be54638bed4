/** Operations on deliveries: from a source to a destination. */
import { z } from "zod";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { requiredSource } from "./delivery-source-operations.ts";
import { deliveryArn } from "./log-arns.ts";
import { deliveries, deliveryDestinations, keyOf, type StoredDelivery } from "./log-documents.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { pageOfNames } from "./page-of-names.ts";
import { deliveryName, limit, nextToken, notActedOn, tags } from "./shapes.ts";

const createShape = z.strictObject({
  deliverySourceName: deliveryName,
  deliveryDestinationArn: z.string().min(1).max(2_048),
  recordFields: notActedOn("records are delivered whole; leave it out"),
  fieldDelimiter: notActedOn("records are JSON and have no delimiter; leave it out", ""),
  s3DeliveryConfiguration: notActedOn("delivery to Amazon S3 is not built; leave it out"),
  tags: tags.optional(),
});

const idShape = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[0-9A-Za-z]+$/, "Member must satisfy regular expression pattern: [0-9A-Za-z]+"),
});

export function deliveryOperations({
  store,
  clock,
  newId,
}: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  return {
    CreateDelivery: serviceOperation(createShape, async (input, call) => {
      const { place } = call.caller;
      const output = await store.write(call, async (view) => {
        const source = await requiredSource(view, place, input.deliverySourceName);
        const destination = (await deliveryDestinations.list(view, { prefix: keyOf(place, "") })).find(
          ({ arn }) => arn === input.deliveryDestinationArn,
        );
        if (destination === undefined) {
          throw new ServiceFault(
            "ResourceNotFoundException",
            `There is no delivery destination ${input.deliveryDestinationArn}.`,
          );
        }
        const { name: destinationName, type } = destination.body;
        if ((source.logType === "TRACES") !== (type === "XRAY")) {
          const fitting = source.logType === "TRACES" ? "X-Ray (XRAY)" : "a log group (CWL)";
          throw new ServiceFault(
            "ValidationException",
            `${source.logType} are delivered to ${fitting}, and ${destinationName} is of type ${type}.`,
          );
        }
        const all = await deliveries.list(view, { prefix: keyOf(place, "") });
        const same = all.find(
          ({ body }) => body.sourceName === source.name && body.destinationName === destinationName,
        );
        if (same !== undefined) {
          throw new ServiceFault(
            "ConflictException",
            `The delivery ${same.body.id} goes from ${source.name} to ${destinationName} already.`,
          );
        }
        const id = newId().replaceAll("-", "").slice(0, 16);
        const body = { id, sourceName: source.name, destinationName, createdAt: clock.now() };
        const arn = deliveryArn(place, "delivery", id);
        await deliveries.put(view, { key: keyOf(place, id), arn, body });
        if (input.tags !== undefined) await view.put.tags(arn, input.tags);
        return deliveryOutput(view, place, body);
      });
      return { delivery: output };
    }),

    GetDelivery: serviceOperation(idShape, async ({ id }, call) => {
      const { place } = call.caller;
      return store.read(async (view) => ({
        delivery: await deliveryOutput(view, place, await required(view, place, id)),
      }));
    }),

    DescribeDeliveries: serviceOperation(
      z.strictObject({ nextToken: nextToken.optional(), limit: limit.max(50).default(50) }),
      async (input, call) => {
        const { place } = call.caller;
        return store.read(async (view) => {
          const page = await pageOfNames(input, (query) => deliveries.list(view, query), place);
          const outputs = page.rows.map(({ body }) => deliveryOutput(view, place, body));
          return { deliveries: await Promise.all(outputs), ...page.next };
        });
      },
    ),

    DeleteDelivery: serviceOperation(idShape, async ({ id }, call) => {
      const { place } = call.caller;
      await store.write(call, async (view) => {
        await required(view, place, id);
        await deliveries.remove(view, keyOf(place, id));
        await view.remove.tags(deliveryArn(place, "delivery", id));
      });
      return {};
    }),
  };
}

async function required(view: StoreView, place: Place, id: string): Promise<StoredDelivery> {
  const delivery = await deliveries.get(view, keyOf(place, id));
  if (delivery === undefined) {
    throw new ServiceFault("ResourceNotFoundException", `There is no delivery ${id}.`);
  }
  return delivery.body;
}

async function deliveryOutput(
  view: StoreView,
  place: Place,
  { id, sourceName, destinationName }: StoredDelivery,
) {
  const arn = deliveryArn(place, "delivery", id);
  const destination = await deliveryDestinations.get(view, keyOf(place, destinationName));
  return {
    id,
    arn,
    deliverySourceName: sourceName,
    deliveryDestinationArn: deliveryArn(place, "delivery-destination", destinationName),
    deliveryDestinationType: destination?.body.type ?? "CWL",
    tags: await view.tags.of(arn),
  };
}
