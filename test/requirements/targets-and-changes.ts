import type { Requirement } from "./requirement.ts";

export const targetAndChangeRequirements = [
  {
    id: "policy.schema.json",
    source: "docs/decisions/0003-values.md",
    sentence:
      "Of an MCP tool's JSON Schema policies see what Cedar has a type for; all else is opaque, never guessed.",
  },
  {
    id: "policy.values.nullable",
    source: "docs/decisions/0003-values.md",
    sentence:
      "What may be null is optional to policies, and null reaches the tool only where it is required.",
  },
] as const satisfies readonly Requirement[];
