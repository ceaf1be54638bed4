import type { Requirement } from "./requirement.ts";

export const authoringRequirements = [
  {
    id: "authoring.pairs",
    source: "AWS guide and samples, natural language policy authoring",
    sentence:
      "Published sentences that Cedar can express become policies that decide every published case right.",
  },
  {
    id: "authoring.pairs.beyond",
    source: "AWS guide and samples, natural language policy authoring",
    sentence: "Published sentences that Cedar cannot express are set aside with the reason.",
  },
  {
    id: "authoring.seed",
    source: "Policy integration guide, Natural Language Policy Authoring",
    sentence:
      "The guide's sentences become the guide's policies, with scopes by whole word and guarded claims.",
  },
  {
    id: "authoring.sentences.permissive",
    source: "Toolgate, design of authoring",
    sentence: "No sentence of the test sets becomes a policy that allows a call that must be denied.",
  },
  {
    id: "authoring.valid",
    source: "Toolgate, design of authoring",
    sentence: "Every policy that is written is valid under the tools' schema, for users and IAM callers.",
  },
  {
    id: "authoring.claims-hint",
    source: "AWS samples, natural language authoring notebook",
    sentence: "Claims named in the text between idp_claims are known for that text.",
  },
  {
    id: "authoring.refusals",
    source: "Toolgate, design of authoring",
    sentence:
      "A sentence that is vague, ambiguous or speaks of what is not there is refused at the words in question.",
  },
  {
    id: "authoring.deterministic",
    source: "Toolgate, design of authoring",
    sentence: "The same text and tools always give the same policies.",
  },
  {
    id: "authoring.lines",
    source: "Toolgate, design of authoring",
    sentence: "Sets of sentences are scored against the tools that they name.",
  },
  {
    id: "authoring.fragments",
    source: "AWS API reference: StartPolicyGeneration",
    sentence:
      "A text is split by sentence, line and semicolon, but not within quotes, numbers, brackets or abbreviations.",
  },
  {
    id: "authoring.numbers",
    source: "AWS guide, natural language policies",
    sentence:
      "Numbers in digits, words and currency keep their exact value and are written in the argument's own unit.",
  },
  {
    id: "authoring.claim-or-argument",
    source: "Toolgate, design of authoring",
    sentence:
      "A word that is an argument of the tool and a usual claim is the claim only where it belongs to the callers; else it is the argument or refused.",
  },
  {
    id: "authoring.nothing-dropped",
    source: "Toolgate, plain language",
    sentence: "A restriction that no policy can hold is never dropped from a permission",
  },
  {
    id: "authoring.structure",
    source: "Toolgate, design of authoring",
    sentence:
      "Reasons, titles, restatements and closing words around a rule are understood where they cannot change it, else refused.",
  },
  {
    id: "authoring.callers",
    source: "Toolgate, design of authoring",
    sentence:
      "Callers in people's own words are those whose claim stands beside; no word that may narrow them is lost.",
  },
  {
    id: "authoring.own",
    source: "Toolgate, design of authoring",
    sentence: "A record is the caller's own where an argument equals the claim that the sentence names.",
  },
  {
    id: "authoring.readings",
    source: "Toolgate, design of authoring",
    sentence:
      "What can be understood in two ways is refused: mixed and/or, double denial, ranges without bounds, units that do not fit.",
  },
] as const satisfies readonly Requirement[];
