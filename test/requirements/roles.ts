import type { Requirement } from "./requirement.ts";

const seed = "When an InternalServerException occurs after linking a Policy Engine";

export const roleRequirements = [
  {
    id: "roles.missing",
    source: `${seed}; AWS guide, Gateway execution role permissions`,
    sentence:
      "Each permission that the gateway's role lacks, on engine and gateway apart, breaks what needs it and nothing else; the record names it with the policy that mends it, which is in force when the IAM call returns",
  },
  {
    id: "roles.deny",
    source: "IAM user guide, Policy evaluation logic",
    sentence: "An explicit Deny on the role wins over what allows, and is named as what has to go",
  },
  {
    id: "roles.trust",
    source: "AWS guide, Gateway execution role: trust",
    sentence:
      "A role that does not trust the gateway service, this account or this gateway does nothing, and the trust policy that mends it is told",
  },
  {
    id: "roles.lambda",
    source: "AWS guide, Troubleshoot AgentCore Gateway",
    sentence:
      "Without lambda:InvokeFunction a permitted call does not reach the function: AWS's text under DEBUG, its internal error otherwise",
  },
  {
    id: "roles.deleted",
    source: "Toolgate, design of roles",
    sentence: "A deleted role is remembered: it does nothing, and no gateway can be given it",
  },
  {
    id: "roles.managed",
    source: "IAM user guide, Managed policies and inline policies",
    sentence:
      "Attached managed policies count like inline ones, from the call that attaches to the one that detaches",
  },
  {
    id: "roles.answers",
    source: `${seed}; Toolgate, design of failed evaluations`,
    sentence:
      "A list or call that the role stops answers the seed's sentence: its body for raw clients, a JSON-RPC error for negotiated ones, the cause under DEBUG alone",
  },
  {
    id: "roles.log-only",
    source: "Toolgate, design of failed evaluations",
    sentence: "Under LOG_ONLY a role that lacks permissions stops nothing and is recorded as an error",
  },
  {
    id: "roles.status",
    source: "Toolgate, design of roles",
    sentence:
      "What a gateway's role lacks is in its statusReasons and in toolgate status, until it is mended",
  },
  {
    id: "roles.preflight",
    source: "AWS, attach check of CreateGateway and UpdateGateway",
    sentence:
      "Attaching an engine that the role may not ask is a 400 ValidationException in AWS's words, with everything missing and the policy to paste",
  },
  {
    id: "roles.preflight-warn",
    source: `${seed}; Toolgate, design of roles`,
    sentence:
      "With --role-preflight warn the engine is attached, statusReasons warn, and calls fail as in December 2025",
  },
  {
    id: "roles.preflight-strict",
    source: "Toolgate, --strict-aws",
    sentence: "With --strict-aws the attach check says what AWS says and no more",
  },
  {
    id: "roles.unheard-of",
    source: "Toolgate, safe by default",
    sentence: "A role that was trusted unheard of is not trusted any more once the server refuses such roles",
  },
  {
    id: "roles.cli",
    source: "Toolgate, design of roles; AWS console, gateway's new service role",
    sentence:
      "gateway create --with-role makes the role by the IAM calls a person would make, with what AWS's console grants",
  },
  {
    id: "roles.story",
    source: seed,
    sentence:
      "The story of the missing permission runs as it is told: the role of the console, the engine linked later, the seed's answers, the evidence, the seed's statements as the cure",
  },
] as const satisfies readonly Requirement[];
