import { z } from "zod";
import { type ServiceOperation, serviceOperation } from "../service.ts";
import { functions } from "./function-body.ts";
import { namedFunction } from "./function-name.ts";
import { invalidParameter } from "./lambda-faults.ts";
import { tagKey, tags } from "./lambda-inputs.ts";
import { type FunctionChanges, keptFunction, type LambdaParts } from "./lambda-parts.ts";

const mostTags = 50;
const arn = z
  .string()
  .max(256)
  .regex(
    /^arn:aws[a-zA-Z-]*:lambda:[^:]*:\d{12}:function:[a-zA-Z0-9-_]+$/,
    "Member must be the ARN of a function",
  );

/**
 * Tags as they are after some were added.
 * @throws ServiceFault InvalidParameterValueException for keys that AWS keeps for itself, and beyond 50.
 */
export function tagsWith(
  old: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = Object.keys(added).find((key) => /^aws:/i.test(key));
  if (own !== undefined)
    throw invalidParameter(`The tag key ${own} begins with aws:, which is kept for AWS's own.`);
  const merged = { ...old, ...added };
  if (Object.keys(merged).length <= mostTags) return merged;
  throw invalidParameter(`A function may have ${mostTags} tags.`);
}

/** TagResource, UntagResource and ListTags of functions. */
export function tagOperations(
  parts: LambdaParts,
  changes: FunctionChanges,
): Record<string, ServiceOperation> {
  return {
    TagResource: serviceOperation(
      z.strictObject({ Resource: arn, Tags: tags }),
      async ({ Resource, Tags }, call) => {
        const named = namedFunction(Resource, call.caller.place);
        await changes.make(call, async (change) => {
          const kept = await keptFunction(change, named, parts);
          await functions.put(change, {
            ...kept,
            body: { ...kept.body, tags: tagsWith(kept.body.tags, Tags) },
          });
        });
        return {};
      },
    ),
    UntagResource: serviceOperation(
      z.strictObject({ Resource: arn, TagKeys: z.array(tagKey).min(1).max(50) }),
      async ({ Resource, TagKeys }, call) => {
        const named = namedFunction(Resource, call.caller.place);
        await changes.make(call, async (change) => {
          const kept = await keptFunction(change, named, parts);
          const left = Object.entries(kept.body.tags).filter(([key]) => !TagKeys.includes(key));
          await functions.put(change, { ...kept, body: { ...kept.body, tags: Object.fromEntries(left) } });
        });
        return {};
      },
    ),
    ListTags: serviceOperation(z.strictObject({ Resource: arn }), async ({ Resource }, { caller }) => {
      const named = namedFunction(Resource, caller.place);
      const { body } = await parts.store.read((view) => keptFunction(view, named, parts));
      return { Tags: body.tags };
    }),
  };
}
