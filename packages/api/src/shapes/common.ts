import { map } from "../constraints/map.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { wholeNumber } from "../constraints/whole-number.ts";

const tagCharacters = "[a-zA-Z0-9\\s._:/=+@-]*";

/** Name of an engine or a policy. */
export const resourceName = text({ min: 1, max: 48, pattern: "[A-Za-z][A-Za-z0-9_]*" });

/** Id of an engine or a policy: its name, a hyphen and ten characters. */
export const resourceId = text({ min: 12, max: 59, pattern: "[A-Za-z][A-Za-z0-9_]*-[a-z0-9_]{10}" });

/** Makes a create safe to repeat. */
export const clientToken = text({ min: 33, max: 256, pattern: "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,256}" });

/** Description of an engine or a policy. */
export const description = text({ min: 1, max: 4096 });

/** PATCH wraps the description: absent leaves it, `{}` clears it. */
export const updatedDescription = structure({ optionalValue: description.optional() });

/** Where the last page ended. */
const nextToken = text({ min: 1, max: 2048, pattern: "\\S*" });

/** Tags of a resource. */
export const tagMap = map(
  text({ min: 1, max: 128, pattern: tagCharacters }),
  text({ min: 0, max: 256, pattern: tagCharacters }),
  { min: 0, max: 50 },
);

/** Key of a tag to be removed. */
export const tagKey = text({ min: 1, max: 128, pattern: tagCharacters });

/** The members of every list operation. */
export function paging(max: number) {
  return { maxResults: wholeNumber({ min: 1, max }).optional(), nextToken: nextToken.optional() };
}
