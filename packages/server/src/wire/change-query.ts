/** The query of GET /toolgate/v1/changes. */
import { z } from "zod";

const changeId = z.string().regex(/^\d{12}$/, "must be the changeId of a change, twelve digits");

export const changeQuerySchema = z.strictObject({
  after: changeId.optional(),
  before: changeId.optional(),
  /** As long as AWS's ARNs get. */
  resource: z.string().min(1).max(2_048).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
});
