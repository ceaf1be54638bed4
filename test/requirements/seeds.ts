import type { Requirement } from "./requirement.ts";

export const seedRequirements = [
  {
    id: "seeds.policies",
    source: "Policy Integration Examples, Common Policy Patterns",
    sentence:
      "Every policy pattern of the guide (amount, scope, tier, region, role, required field, emergency) decides as the guide says",
  },
  {
    id: "seeds.to-the-letter",
    source: "Policy Integration Examples",
    sentence:
      "The policies work as the guide prints them, to the letter, the gateway ARN without its suffix included",
  },
  {
    id: "seeds.guide-order",
    source: "Policy Integration Examples, Complete Example",
    sentence:
      "The guide's order works: a policy written before its gateway waits, says for what and what may have been meant, and becomes ACTIVE when it appears",
  },
  {
    id: "seeds.missing-claim",
    source: "Policy Integration Examples, Step 4",
    sentence:
      "A token without the claim a policy asks for is denied, and the decision record names the claim",
  },
  {
    id: "seeds.pitfalls",
    source: "Policy Integration Examples, Common Pitfalls",
    sentence: "Each pitfall is refused with the cause and the text that mends it",
  },
  {
    id: "seeds.default-deny",
    source: "Policy Integration Examples, Pitfall 2",
    sentence: "Without a permit everything is denied, and the record says so",
  },
  {
    id: "seeds.bare-forbid",
    source: "Policy Integration Examples, Step 2",
    sentence:
      "A bare forbid is an emergency stop that works at once, and fails only where FAIL_ON_ANY_FINDINGS is asked for",
  },
  {
    id: "seeds.lambda-without-schema",
    source: "Policy Integration Examples, LOG_ONLY Mode for Testing",
    sentence: "A Lambda target without a tool schema is refused by the member's name",
  },
  {
    id: "seeds.cleanup",
    source: "Policy Integration Examples, Cleanup",
    sentence: "A policy engine must be detached before it is deleted, and the refusal names the gateway",
  },
  {
    id: "seeds.unknown-method",
    source: "MCP base protocol",
    sentence: "Methods the gateway does not offer are answered with -32601",
  },
] as const satisfies readonly Requirement[];
