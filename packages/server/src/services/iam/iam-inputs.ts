/** The members of IAM's inputs, with AWS's patterns and limits. Source: IAM API reference. */
import { z } from "zod";

const must = (be: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? "Member must not be null" : `Member must be ${be}`,
});

/** A text within lengths and a pattern. */
export function text(min: number, max: number, pattern?: RegExp) {
  const bounded = z
    .string(must("a text"))
    .min(min, `Member must have length greater than or equal to ${min}`)
    .max(max, `Member must have length less than or equal to ${max}`);
  return pattern === undefined
    ? bounded
    : bounded.regex(
        new RegExp(`^(?:${pattern.source})$`, pattern.flags),
        `Member must satisfy regular expression pattern: ${pattern.source}`,
      );
}

/** A whole number, which a form has as text. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string(must("a text"))
    .regex(/^\d{1,9}$/, "Member must be a whole number")
    .transform(Number)
    .refine((value) => value >= min, `Member must have value greater than or equal to ${min}`)
    .refine((value) => value <= max, `Member must have value less than or equal to ${max}`);

/** `true` or `false`. */
export const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** A list; a form writes an empty one as an empty text. */
export const list = <Item extends z.ZodType>(item: Item, max: number, min = 0) =>
  z.preprocess(
    (value) => (value === "" ? [] : value),
    z
      .array(item, must("a list"))
      .min(min, `Member must have length greater than or equal to ${min}`)
      .max(max, `Member must have length less than or equal to ${max}`),
  );

const nameCharacters = /[\w+=,.@-]+/;
export const roleName = text(1, 64, nameCharacters);
export const userName = text(1, 64, nameCharacters);
export const policyName = text(1, 128, nameCharacters);
export const sessionName = text(2, 64, nameCharacters);
export const policyArn = text(20, 2_048);
export const versionId = text(2, 64, /v[1-9][0-9]*(\.[A-Za-z0-9-]*)?/);
export const documentText = text(1, 131_072, /[\t\n\r\u0020-\u00FF]+/);
export const path = text(1, 512, /(\u002F)|(\u002F[\u0021-\u007E]+\u002F)/);
export const pathPrefix = text(1, 512, /\u002F[\u0021-\u007F]*/);
export const description = text(0, 1_000, /[\t\n\r\u0020-\u007E\u00A1-\u00FF]*/);
export const accessKeyIdText = text(16, 128, /[\w]+/);
const tagCharacters = /[\p{L}\p{Z}\p{N}_.:/=+\-@]*/u;
const tagKey = text(1, 128, tagCharacters);
export const tags = list(z.strictObject({ Key: tagKey, Value: text(0, 256, tagCharacters) }), 50);
export const tagKeys = list(tagKey, 50);

/** The members by which a list is asked for in pages. */
export const paging = {
  Marker: text(1, 1_024).optional(),
  MaxItems: wholeNumber(1, 1_000).optional(),
};

/** A member that IAM has and Toolgate does not act on. */
export const notActedOn = (why: string) =>
  z.undefined({ error: `Toolgate does not act on it: ${why}` }).optional();
export const noBoundary = notActedOn("permissions boundaries are not evaluated here; leave it out");
