import type { Requirement } from "./requirement.ts";

export const securityRequirements = [
  {
    id: "security.handler-answers",
    source: "Toolgate, safe by default: handlers never run in the gateway's process",
    sentence: "Whatever a handler writes to its channel fails its own call at most; the gateway answers on.",
  },
  {
    id: "security.late-body",
    source: "Toolgate, consistency: when a call that changes policy returns, the change is in force",
    sentence:
      "A caller who holds a request open is decided on by what is in force when its last byte has come.",
  },
  {
    id: "security.reserved-targets",
    source: "AWS guide, Policy schema constraints: actions CallTool, Mcp, UnknownTool",
    sentence: "No target bears a name of Cedar's schema, after which policies could not be checked any more.",
  },
  {
    id: "security.stop-any-size",
    source: "Toolgate, writing a bad policy: an emergency stop works at once",
    sentence: "A forbid that reads no arguments can be written however many tools an engine has.",
  },
  {
    id: "security.explaining",
    source: "Toolgate, writing a bad policy: position, cause and suggestion",
    sentence: "Explaining what is wrong with a statement holds nobody up, whatever the statement.",
  },
  {
    id: "security.large-arguments",
    source: "Toolgate, failed evaluations: failed evaluation is never a silent deny",
    sentence:
      "Calls with large arguments get no second opinion of Cedar's, and keep no other call waiting for one.",
  },
  {
    id: "security.traffic",
    source: "Toolgate, numbers: memory flat after a million calls",
    sentence: "What one caller has under way, and what all have, is bounded in bytes.",
  },
  {
    id: "security.log-only-apart",
    source: "Toolgate, off switch: LOG_ONLY on a policy is the off switch",
    sentence: "LOG_ONLY policies never take the place of those in force, however large both are.",
  },
  {
    id: "security.terminal",
    source: "OWASP: output encoding",
    sentence: "The command shows control characters of strangers and never sends them to the terminal.",
  },
  {
    id: "security.gateway-names",
    source: "Toolgate, gateway names: the bare form means the gateway of that name",
    sentence:
      "A policy that is ACTIVE on a gateway's name decides for that gateway, however Cedar lets the name be written.",
  },
  {
    id: "security.handler-output",
    source: "Toolgate: limits on time, memory and output",
    sentence: "A handler that prints without end holds up itself and not the gateway.",
  },
  {
    id: "security.remote-answers",
    source: "Toolgate: limits on time, memory and output",
    sentence:
      "An answer of a Lambda service that breaks off or never ends fails its call within the time limit.",
  },
  {
    id: "security.long-lists",
    source: "Toolgate: safe by default",
    sentence:
      "A request of the control plane is refused in bounded time, however many things are wrong with it.",
  },
  {
    id: "security.never-applies",
    source: "Toolgate, policies before their gateway: what protects nothing is named",
    sentence: "A policy that no call can satisfy says so in its statusReasons.",
  },
  {
    id: "security.proxy",
    source: "Toolgate: off loopback, MCP, its metadata and /healthz only",
    sentence:
      "What comes by the public URL or through a proxy reaches no control plane, metrics or identity provider.",
  },
] as const satisfies readonly Requirement[];
