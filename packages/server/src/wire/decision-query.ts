/** The query of GET /toolgate/v1/decisions. */
import { z } from "zod";

const id = z.string().min(1).max(200);

export const decisionQuerySchema = z
  .strictObject({
    gatewayId: id.optional(),
    decisionId: id.optional(),
    requestId: id.optional(),
    traceId: id.optional(),
    decision: z.enum(["ALLOW", "DENY", "ERROR"]).optional(),
    after: id.optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(50),
  })
  .transform(({ after, ...rest }) => ({
    ...rest,
    ...(after === undefined ? {} : { afterDecisionId: after }),
  }));
