import { z } from "zod";
import { enumeration } from "../constraints/enumeration.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";

const anyObject = z.record(z.string(), z.unknown());

/** Explain: a decision by its id, or a call that may never have been made. */
export const explain = structure({
  decisionId: text({ min: 1, max: 200 }).optional(),
  /** Id, name or ARN. */
  gatewayIdentifier: text({ min: 1, max: 300 }).optional(),
  tool: text({ min: 1, max: 400 }).optional(),
  principal: structure({
    type: enumeration(["AgentCore::OAuthUser", "AgentCore::IamEntity", "AgentCore::Anonymous"]).optional(),
    /** ARN of a caller who signs (AWS_IAM). */
    id: text({ min: 1, max: 2048 }).optional(),
    claims: anyObject.optional(),
  }).optional(),
  arguments: anyObject.optional(),
  /** What policies take for the present time: ISO-8601 with `Z` or an offset. */
  time: text({ min: 1, max: 40 }).optional(),
});
