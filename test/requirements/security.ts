import type { Requirement } from "./requirement.ts";

export const securityRequirements = [
  {
    id: "security.handler-answers",
    source: "DESIGN 3: handlers never run in the gateway's process",
    sentence: "Whatever a handler writes to its channel fails its own call at most; the gateway answers on.",
  },
  {
    id: "security.late-body",
    source: "DESIGN 4.10: when a call that changes policy returns, the change is in force",
    sentence:
      "A caller who holds a request open is decided on by what is in force when its last byte has come.",
  },
] as const satisfies readonly Requirement[];
