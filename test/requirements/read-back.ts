import type { Requirement } from "./requirement.ts";

export const readBackRequirements = [
  {
    id: "authoring.read-back.sentence",
    source: "Toolgate, design of the read-back",
    sentence:
      "Any policy is said in one sentence of plain English that can be grouped in one way only; what has no plain words is quoted.",
  },
  {
    id: "authoring.read-back.round-trip",
    source: "Toolgate, design of the read-back",
    sentence: "The sentence of a policy, translated again, gives an equivalent policy; the solver proves it.",
  },
  {
    id: "authoring.read-back.examples",
    source: "Toolgate, design of the read-back",
    sentence:
      "With a sentence come calls that the policy decides, at its bounds, allowed and denied; Cedar decides each as it is told.",
  },
  {
    id: "authoring.read-back.none",
    source: "Toolgate, design of the read-back",
    sentence: "Where no call satisfies a policy, or every call does, that is proved and told.",
  },
  {
    id: "authoring.read-back.surfaces",
    source: "Toolgate, command line and operations",
    sentence: "The library, the operation and the command say the same of a policy.",
  },
] as const satisfies readonly Requirement[];
