import type { Requirement } from "./requirement.ts";

export const evaluatorProofRequirements = [
  {
    id: "proof.differential",
    source: "Cedar guide, Operators and functions",
    sentence:
      "On random tools, policies, tokens and arguments every decision, determining policy and error is Cedar's own",
  },
  {
    id: "proof.differential.notices",
    source: "Toolgate, proof of the evaluator",
    sentence: "The fuzzer finds an operator that answers wrongly, and a mix too poor to mean anything",
  },
  {
    id: "proof.listed",
    source: "Toolgate, one rule for list and call",
    sentence: "What may be called is listed, and what is not listed is denied, in our engine",
  },
  {
    id: "proof.explained",
    source: "Toolgate, explain",
    sentence:
      "An explanation names the decision, the determining policies and the errors of the decision itself",
  },
  {
    id: "proof.order",
    source: "Cedar guide, Authorization",
    sentence: "The order of policies does not matter, and a further forbid never allows more",
  },
  {
    id: "proof.arguments",
    source: "Toolgate, values",
    sentence: "What a tool gets reads back as what the policies saw, and values survive Cedar's JSON",
  },
  {
    id: "proof.text",
    source: "Toolgate, parser",
    sentence: "A random policy with every operator reads back from its text as the same tree",
  },
  {
    id: "proof.authoring-guide",
    source: "AWS developer guide, Example policies",
    sentence: "The guide's Cedar policies decide all their requests as the guide says",
  },
  {
    id: "proof.authoring-guide.dogwood",
    source: "AWS developer guide, Example policies",
    sentence: "The guide's policies in Dogwood are refused with a message that names Dogwood",
  },
  {
    id: "proof.browser",
    source: "Toolgate, policy library",
    sentence: "The policy library runs in a browser: it parses, decides, lists and explains there",
  },
  {
    id: "proof.browser.bundle",
    source: "Toolgate, policy library",
    sentence: "The bundle of the policy library imports nothing, and nothing of Node is in it",
  },
] as const satisfies readonly Requirement[];
