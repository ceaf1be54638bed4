/** Tags of log groups and of what delivers to them. */
import { z } from "zod";
import type { Place } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault, type ServiceOperation, serviceOperation } from "../service.ts";
import { deliveries, deliveryDestinations, deliverySources, keyOf } from "./log-documents.ts";
import { findLogGroup } from "./log-group.ts";
import type { LogsDeps } from "./logs-deps.ts";
import { tags } from "./shapes.ts";

const resourceArn = z.string().min(1).max(1_011);

export function tagOperations({ store }: LogsDeps): Readonly<Record<string, ServiceOperation>> {
  return {
    TagResource: serviceOperation(z.strictObject({ resourceArn, tags }), async (input, call) => {
      await store.write(call, async (view) => {
        const arn = await taggedArn(view, call.caller.place, input.resourceArn);
        const all = { ...(await view.tags.of(arn)), ...input.tags };
        if (Object.keys(all).length > 50) {
          throw new ServiceFault("TooManyTagsException", `${arn} would have more than 50 tags.`);
        }
        await view.put.tags(arn, input.tags);
      });
      return {};
    }),
    UntagResource: serviceOperation(
      z.strictObject({ resourceArn, tagKeys: z.array(z.string().min(1).max(128)).max(50) }),
      async (input, call) => {
        await store.write(call, async (view) => {
          const arn = await taggedArn(view, call.caller.place, input.resourceArn);
          await view.remove.tags(arn, input.tagKeys);
        });
        return {};
      },
    ),
    ListTagsForResource: serviceOperation(z.strictObject({ resourceArn }), async (input, call) =>
      store.read(async (view) => {
        const arn = await taggedArn(view, call.caller.place, input.resourceArn);
        return { tags: await view.tags.of(arn) };
      }),
    ),
  };
}

/** The ARN of what is there, without `:*` at its end. */
async function taggedArn(view: StoreView, place: Place, asked: string): Promise<string> {
  const [, , service, region, accountId, kind, name = ""] = asked.split(":");
  const inPlace = service === "logs" && region === place.region && accountId === place.accountId;
  const found = inPlace ? await named(view, place, kind, name) : undefined;
  if (found === undefined) {
    throw new ServiceFault("ResourceNotFoundException", `There is no such resource: ${asked}.`);
  }
  return found;
}

async function named(
  view: StoreView,
  place: Place,
  kind: string | undefined,
  name: string,
): Promise<string | undefined> {
  switch (kind) {
    case "log-group":
      return (await findLogGroup(view, place, name))?.arn;
    case "delivery-source":
      return (await deliverySources.get(view, keyOf(place, name)))?.arn;
    case "delivery-destination":
      return (await deliveryDestinations.get(view, keyOf(place, name)))?.arn;
    case "delivery":
      return (await deliveries.get(view, keyOf(place, name)))?.arn;
    default:
      return undefined;
  }
}
