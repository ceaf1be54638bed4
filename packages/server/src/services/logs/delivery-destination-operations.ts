/** Operations on delivery destinations: a log group, or X-Ray. */
import { z } from "zod";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { deliveryArn } from "./log-arns.ts";
import { deliveries, deliveryDestinations, keyOf, type StoredDeliveryDestination } from "./log-documents.ts";
import { findLogGroup } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { pageOfNames } from "./page-of-names.ts";
import { noSuchGroup } from "./required-group.ts";
import { deliveryName, limit, nextToken, notActedOn, tags } from "./shapes.ts";

const putShape = z.strictObject({
  name: deliveryName,
  outputFormat: notActedOn("records are JSON: leave it out, or say json", "json"),
  deliveryDestinationConfiguration: z
    .strictObject({ destinationResourceArn: z.string().min(1).max(2_048) })
    .optional(),
  deliveryDestinationType: z.enum(["CWL", "XRAY", "S3", "FH"]).optional(),
  roleArn: notActedOn("no role is assumed to deliver; leave it out"),
  tags: tags.optional(),
});

export function deliveryDestinationOperations({
  store,
}: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  return {
    PutDeliveryDestination: serviceOperation(putShape, async (input, call) => {
      const { place } = call.caller;
      const { name } = input;
      const arn = deliveryArn(place, "delivery-destination", name);
      const key = keyOf(place, name);
      const output = await store.write(call, async (view) => {
        const body = await readDestination(view, place, input);
        const before = (await deliveryDestinations.get(view, key))?.body;
        if (before !== undefined && before.type !== body.type) {
          throw new ServiceFault(
            "ConflictException",
            `The delivery destination ${name} is of type ${before.type}; delete it to make one of ${body.type}.`,
          );
        }
        await deliveryDestinations.put(view, { key, arn, body });
        if (input.tags !== undefined) await view.put.tags(arn, input.tags);
        return destinationOutput(view, place, body);
      });
      return { deliveryDestination: output };
    }),

    GetDeliveryDestination: serviceOperation(
      z.strictObject({ name: deliveryName }),
      async ({ name }, call) => {
        const { place } = call.caller;
        return store.read(async (view) => ({
          deliveryDestination: await destinationOutput(view, place, await required(view, place, name)),
        }));
      },
    ),

    DescribeDeliveryDestinations: serviceOperation(
      z.strictObject({ nextToken: nextToken.optional(), limit: limit.max(50).default(50) }),
      async (input, call) => {
        const { place } = call.caller;
        return store.read(async (view) => {
          const page = await pageOfNames(input, (query) => deliveryDestinations.list(view, query), place);
          const outputs = page.rows.map(({ body }) => destinationOutput(view, place, body));
          return { deliveryDestinations: await Promise.all(outputs), ...page.next };
        });
      },
    ),

    DeleteDeliveryDestination: serviceOperation(
      z.strictObject({ name: deliveryName }),
      async ({ name }, call) => {
        const { place } = call.caller;
        await store.write(call, async (view) => {
          await required(view, place, name);
          const all = await deliveries.list(view, { prefix: keyOf(place, "") });
          const used = all.find(({ body }) => body.destinationName === name);
          if (used !== undefined) {
            throw new ServiceFault(
              "ConflictException",
              `The delivery destination ${name} is in use by the delivery ${used.body.id}; delete that first.`,
            );
          }
          await deliveryDestinations.remove(view, keyOf(place, name));
          await view.remove.tags(deliveryArn(place, "delivery-destination", name));
        });
        return {};
      },
    ),
  };
}

async function readDestination(
  view: StoreView,
  place: Place,
  input: z.output<typeof putShape>,
): Promise<StoredDeliveryDestination> {
  const { name, deliveryDestinationConfiguration: configuration } = input;
  const resourceArn = configuration?.destinationResourceArn;
  const type = input.deliveryDestinationType ?? (resourceArn === undefined ? undefined : typeOf(resourceArn));
  if (type === "S3" || type === "FH") {
    const to = type === "S3" ? "Amazon S3" : "Amazon Data Firehose";
    throw new ServiceFault(
      "ValidationException",
      `Delivery to ${to} is not built; deliver to a log group (CWL) or to X-Ray (XRAY).`,
    );
  }
  if (type === "XRAY") return { name, type };
  if (type !== "CWL" || resourceArn === undefined || typeOf(resourceArn) !== "CWL") {
    throw new ServiceFault(
      "ValidationException",
      "A delivery destination needs the ARN of a log group in deliveryDestinationConfiguration.destinationResourceArn, or the type XRAY.",
    );
  }
  if ((await findLogGroup(view, place, resourceArn)) === undefined) throw noSuchGroup(resourceArn);
  return { name, type, resourceArn };
}

function typeOf(arn: string): "CWL" | "S3" | "FH" | undefined {
  if (/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/.test(arn)) return "CWL";
  if (arn.includes(":s3:::")) return "S3";
  return arn.includes(":firehose:") ? "FH" : undefined;
}

async function required(view: StoreView, place: Place, name: string): Promise<StoredDeliveryDestination> {
  const destination = await deliveryDestinations.get(view, keyOf(place, name));
  if (destination === undefined) {
    throw new ServiceFault("ResourceNotFoundException", `There is no delivery destination named ${name}.`);
  }
  return destination.body;
}

async function destinationOutput(
  view: StoreView,
  place: Place,
  { name, type, resourceArn }: StoredDeliveryDestination,
) {
  const arn = deliveryArn(place, "delivery-destination", name);
  return {
    name,
    arn,
    deliveryDestinationType: type,
    ...(resourceArn === undefined
      ? {}
      : {
          outputFormat: "json",
          deliveryDestinationConfiguration: { destinationResourceArn: resourceArn },
        }),
    tags: await view.tags.of(arn),
  };
}
