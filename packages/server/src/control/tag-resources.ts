import {
  type InputOf,
  type OutputOf,
  parseServiceArn,
  ResourceNotFoundException,
  ServiceQuotaExceededException,
} from "@toolgate/api";
import type { Caller, Place } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";

/** AWS's limit of tags on one resource. */
const MOST_TAGS = 50;

/** @throws ResourceNotFoundException; ServiceQuotaExceededException when the resource would carry more than 50. */
export function tagResource(
  deps: ControlDeps,
  input: InputOf<"TagResource">,
  caller: Caller,
): Promise<OutputOf<"TagResource">> {
  return deps.store.write(async (change) => {
    await requireTaggable(change, caller.place, input.resourceArn);
    const { length } = Object.keys({ ...(await change.tags.of(input.resourceArn)), ...input.tags });
    if (length > MOST_TAGS) {
      throw new ServiceQuotaExceededException(
        `${input.resourceArn} would carry ${length} tags, and ${MOST_TAGS} is the most: remove some first.`,
      );
    }
    await change.put.tags(input.resourceArn, input.tags);
    return {};
  });
}

/** Keys that the resource does not carry are passed over, as AWS does. @throws ResourceNotFoundException */
export function untagResource(
  deps: ControlDeps,
  input: InputOf<"UntagResource">,
  caller: Caller,
): Promise<OutputOf<"UntagResource">> {
  return deps.store.write(async (change) => {
    await requireTaggable(change, caller.place, input.resourceArn);
    if (input.tagKeys.length > 0) await change.remove.tags(input.resourceArn, input.tagKeys);
    return {};
  });
}

/** @throws ResourceNotFoundException */
export function listTagsForResource(
  deps: ControlDeps,
  input: InputOf<"ListTagsForResource">,
  caller: Caller,
): Promise<OutputOf<"ListTagsForResource">> {
  return deps.store.read(async (view) => {
    await requireTaggable(view, caller.place, input.resourceArn);
    return { tags: await view.tags.of(input.resourceArn) };
  });
}

async function requireTaggable(view: StoreView, place: Place, arn: string): Promise<void> {
  if ((await taggable(view, place, arn))?.arn === arn) return;
  throw new ResourceNotFoundException(
    `No resource with tags has the ARN ${arn} in account ${place.accountId}, Region ${place.region}: ` +
      "policy engines, gateways and workload identities carry tags; check the ARN and the Region.",
  );
}

async function taggable(
  view: StoreView,
  place: Place,
  arn: string,
): Promise<{ readonly arn: string } | undefined> {
  const named = parseServiceArn(arn);
  switch (named?.kind) {
    case "policy-engine":
      return view.engines.get(place, named.policyEngineId);
    case "gateway":
      return view.gateways.get(place, named.gateway);
    case "workload-identity":
      return view.workloadIdentities.get(place, named.name);
    case "policy":
    case undefined:
      return undefined;
  }
}
