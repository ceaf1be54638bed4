import type { Requirement } from "./requirement.ts";

const seed = "When an InternalServerException occurs after linking a Policy Engine";

export const diagnoseRequirements = [
  {
    id: "diagnose.cause",
    source: `${seed}; Toolgate, design of diagnoses`,
    sentence:
      "toolgate diagnose gateway names the one true cause first, of a Toolgate and of an AWS account alike; --fix mends what can be mended, and then all holds",
  },
  {
    id: "diagnose.token",
    source: "Toolgate, design of diagnoses",
    sentence: "A token that is given for a diagnosis is in no line of its answer",
  },
  {
    id: "diagnose.decision",
    source: "Toolgate, design of diagnoses",
    sentence: "For a caller, a tool and arguments a diagnosis ends with the decision and its explanation",
  },
  {
    id: "diagnose.clock",
    source: "AWS, signature version 4; RFC 7519, section 4.1",
    sentence: "A clock that is wrong is the cause where it keeps a request or a token from being taken",
  },
  {
    id: "diagnose.codes",
    source: "Toolgate, design of diagnoses",
    sentence:
      "A diagnosis ends with 0 when all holds, 1 when something does not, 2 when it could not be asked",
  },
  {
    id: "diagnose.lines",
    source: `${seed}; Toolgate, design of diagnoses`,
    sentence:
      "A diagnosis can be read at 80 columns: the cause, the chain in order, and the cures as text to paste",
  },
  {
    id: "diagnose.unknown",
    source: "Toolgate, design of diagnoses",
    sentence: "What could not be looked at, or is not, is never said to hold",
  },
] as const satisfies readonly Requirement[];
