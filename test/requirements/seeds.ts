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
] as const satisfies readonly Requirement[];
