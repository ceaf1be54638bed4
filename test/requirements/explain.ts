import type { Requirement } from "./requirement.ts";

const explain = "Toolgate, Explain";

export const explainRequirements = [
  {
    id: "explain.sentence",
    source: explain,
    sentence:
      "One sentence says who decided, or how far the nearest permit came and which part of it failed, with its value",
  },
  {
    id: "explain.tree",
    source: explain,
    sentence:
      "Each policy that could apply is shown with its scope, its conditions and what every part came to",
  },
  {
    id: "explain.decision",
    source: explain,
    sentence:
      "A fresh decision is explained by its id exactly as it was decided, by the policies that decided it",
  },
  {
    id: "explain.record",
    source: explain,
    sentence: "An older decision is explained from its record; what was not kept is unknown, and said to be",
  },
  {
    id: "explain.unknown",
    source: explain,
    sentence:
      "Where arguments or claims are not known, a decision is given only if it holds whatever they are",
  },
  {
    id: "explain.agrees",
    source: explain,
    sentence: "An explanation says what the call it explains was told, whatever the policies",
  },
  {
    id: "explain.exact",
    source: `${explain}; what the policy saw is what the tool gets`,
    sentence: "Integers of 64 bits and decimals are explained without rounding",
  },
  {
    id: "explain.refusals",
    source: explain,
    sentence:
      "A question that cannot be answered is refused by the name of the wrong member, with what to do",
  },
  {
    id: "explain.private",
    source: `${explain}; claims and arguments only if configured`,
    sentence:
      "What is needed to explain is kept in memory alone, for a while, and never more than a limit; no value of an argument enters a record for it",
  },
  {
    id: "explain.cli",
    source: explain,
    sentence:
      "toolgate explain prints the sentence, then each policy part by part, readable without colour; exit code 0 allowed, 1 not, 2 a mistake",
  },
] as const satisfies readonly Requirement[];
