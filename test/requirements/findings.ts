import type { Requirement } from "./requirement.ts";

export const findingsRequirements = [
  {
    id: "findings.exact",
    source: "AWS guide, validate and test policies",
    sentence:
      "A policy's findings among the others of its engine are those that trying every request of a small domain gives.",
  },
] as const satisfies readonly Requirement[];
