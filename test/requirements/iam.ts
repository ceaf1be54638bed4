import type { Requirement } from "./requirement.ts";

export const iamRequirements = [
  {
    id: "iam.evaluate.deny",
    source: "IAM user guide, Policy evaluation logic",
    sentence: "An explicit Deny in any document wins over every Allow, and the answer names its statement",
  },
  {
    id: "iam.evaluate.near",
    source: "Toolgate, design of roles",
    sentence:
      "A request that no statement allows is told which statement came close, and what of it did not fit",
  },
  {
    id: "iam.evaluate.unknown-operator",
    source: "Toolgate, design of roles",
    sentence:
      "A condition operator that is not known allows nothing and denies what it may deny, and says so",
  },
  {
    id: "iam.evaluate.second-reading",
    source: "IAM user guide, IAM JSON policy element reference",
    sentence:
      "Random documents and requests are decided as a second, naive reading of the guide decides them",
  },
  {
    id: "iam.documents.use",
    source: "IAM user guide, Grammar of the IAM JSON policy language",
    sentence:
      "Documents that IAM refuses for permissions or for trust are refused with the statement and the reason",
  },
  {
    id: "iam.trust.conditions",
    source: "AgentCore developer guide, Gateway service role",
    sentence: "A trust policy decides by service, account, role or user, and by its conditions",
  },
  {
    id: "iam.grant.seed",
    source: "Seed 1, the statement that mends the role",
    sentence: "Missing permissions become the smallest document that grants them, as text to paste",
  },
] as const satisfies readonly Requirement[];
