import type { Requirement } from "./requirement.ts";

export const readmeRequirements = [
  {
    id: "readme.five-minutes",
    source: "README.md, Five minutes",
    sentence: "The README's commands, pasted in order, print what the README says they print",
  },
  {
    id: "readme.files",
    source: "README.md, Five minutes",
    sentence: "The files that the README shows are the files in examples/quickstart",
  },
  {
    id: "readme.links",
    source: "README.md and docs/guide",
    sentence: "Every link from one document to another leads to a file that is there",
  },
  {
    id: "readme.settings",
    source: "docs/guide/configuration.md",
    sentence: "The guide lists every setting with its option, environment variable and default, and no other",
  },
  {
    id: "guide.policies",
    source: "docs/guide/policies.md",
    sentence: "Every policy that the guide shows is accepted and in force at once",
  },
  {
    id: "settings.errors",
    source: "Style of the house: errors say what happened, why and what to do, and name the wrong value",
    sentence:
      "A configuration that cannot be used is refused in one sentence that names the setting and its value",
  },
  {
    id: "settings.order",
    source: "docs/guide/configuration.md",
    sentence: "An option outranks the environment, which outranks the file",
  },
  {
    id: "cli.mistakes",
    source: "docs/guide/configuration.md",
    sentence: "Options that do not exist, lack their value or belong to nothing are refused with exit code 2",
  },
] as const satisfies readonly Requirement[];
