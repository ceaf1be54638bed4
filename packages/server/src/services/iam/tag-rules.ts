import { invalidInput, limitExceeded } from "./iam-faults.ts";
import type { Tags } from "./iam-kept.ts";

const mostTags = 50;

/**
 * Tags as they are after some were added: a key stands once, case aside, and keeps its place.
 * @throws ServiceFault InvalidInput for keys that AWS keeps for itself or that come twice, LimitExceeded beyond 50.
 */
export function tagsWith(old: Tags, added: Tags): Tags {
  const merged = new Map(old.map((tag) => [tag.Key.toLowerCase(), tag]));
  const keys = added.map(({ Key }) => Key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }
  for (const tag of added) {
    if (/^aws:/i.test(tag.Key)) {
      throw invalidInput(`The tag key ${tag.Key} begins with aws:, which is kept for AWS's own.`);
    }
    merged.set(tag.Key.toLowerCase(), tag);
  }
  if (merged.size > mostTags) throw limitExceeded("The number of tags has reached the maximum limit.");
  return [...merged.values()];
}

/** Tags without those of the keys, case aside. */
export function tagsWithout(old: Tags, keys: readonly string[]): Tags {
  const removed = new Set(keys.map((key) => key.toLowerCase()));
  return old.filter(({ Key }) => !removed.has(Key.toLowerCase()));
}
