/** What the operations take. Source: CloudWatch Logs API reference. */
import { z } from "zod";

/** A member of AWS's that is not acted on: refused by name, unless it is left out or says what holds anyway. */
export const notActedOn = (why: string, ...harmless: readonly unknown[]) =>
  z
    .unknown()
    .optional()
    .refine((value) => value === undefined || value === null || harmless.includes(value), { message: why });

export const logGroupName = z
  .string()
  .min(1)
  .max(512)
  .regex(/^[.\-_/#A-Za-z0-9]+$/, "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+");

export const deliveryName = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[\w-]*$/, "Member must satisfy regular expression pattern: [\\w-]*");

export const tags = z
  .record(z.string().min(1).max(128), z.string().max(256))
  .refine((members) => Object.keys(members).length <= 50, { message: "at most 50 tags" });

export const limit = z.number().int().min(1);
export const nextToken = z.string().min(1).max(4_096);
export const timestamp = z.number().int().min(0);

/** A group by its name or by name or ARN, as most operations take it. */
export const groupMembers = {
  logGroupName: logGroupName.optional(),
  logGroupIdentifier: z
    .string()
    .min(1)
    .max(2_048)
    .regex(/^[\w#+=/:,.@-]*\*?$/, "Member must satisfy regular expression pattern: [\\w#+=/:,.@-]*")
    .optional(),
};
