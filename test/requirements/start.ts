import type { Requirement } from "./requirement.ts";

export const startRequirements = [
  {
    id: "start.same-command",
    source: "Toolgate, how it starts",
    sentence: "The bundled command does what the command does that the compiler wrote",
  },
  {
    id: "start.bundle-or-not",
    source: "Toolgate, how it starts",
    sentence: "The command starts from its bundle, unless there is none or a package was built since",
  },
  {
    id: "start.children",
    source: "Toolgate, how it starts",
    sentence: "The bundle holds every file that a process or thread is started with",
  },
  {
    id: "start.compiled-ahead",
    source: "Toolgate, how it starts",
    sentence: "What V8 has compiled of the bundle is kept beside it and taken at the next start",
  },
  {
    id: "start.same-versions",
    source: "Toolgate, how it starts",
    sentence: "The bundle asks for the versions that the packages in it ask for",
  },
] as const satisfies readonly Requirement[];
