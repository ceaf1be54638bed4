import type { Requirement } from "./requirement.ts";

export const securityRequirements = [
  {
    id: "security.handler-answers",
    source: "DESIGN 3: handlers never run in the gateway's process",
    sentence: "Whatever a handler writes to its channel fails its own call at most; the gateway answers on.",
  },
] as const satisfies readonly Requirement[];
