import type { Requirement } from "./requirement.ts";

const design = "Toolgate, MCP upstreams";
const issue = "Toolgate, MCP-server targets";
const http = "MCP, Streamable HTTP";
const stdio = "MCP, stdio transport";

export const mcpServersRequirements = [
  {
    id: "mcp-servers.list",
    source: issue,
    sentence: "Every page of a server's tools is listed, schemas, annotations, icons and _meta as they came",
  },
  {
    id: "mcp-servers.list.refused",
    source: "AgentCore guide: MCP server targets",
    sentence: "A server that cannot be reached or listed is named with the cause, in AWS's words",
  },
  {
    id: "mcp-servers.outbound",
    source: "Toolgate, one outbound client",
    sentence:
      "Servers are reached by the outbound rules: addresses checked, no redirects, https off this machine",
  },
  {
    id: "mcp-servers.revisions",
    source: "MCP 2025-03-26, 2025-06-18, 2025-11-25, 2026-07-28",
    sentence: "Each revision is spoken to a server that speaks it",
  },
  {
    id: "mcp-servers.bytes",
    source: issue,
    sentence: "A result reaches the caller byte for byte as the server sent it",
  },
  {
    id: "mcp-servers.errors",
    source: issue,
    sentence:
      "What a server refuses is passed on, and what goes wrong is named with the endpoint and the cause",
  },
  {
    id: "mcp-servers.sse",
    source: http,
    sentence:
      "Streamed answers are read to the answer, taken up again where they may be, and never hang on a question",
  },
  {
    id: "mcp-servers.sessions",
    source: issue,
    sentence:
      "A session, or process, belongs to one principal; it is kept within bounds and ended when unused",
  },
  {
    id: "mcp-servers.repeat",
    source: "Toolgate, Care for what is behind",
    sentence: "A call is repeated at most once, and only where that can do no harm",
  },
  {
    id: "mcp-servers.busy",
    source: "Toolgate, Care for what is behind",
    sentence: "Calls beyond an endpoint's places wait their turn, and beyond its queue are refused",
  },
  {
    id: "mcp-servers.apart",
    source: "Toolgate, Care for what is behind",
    sentence: "One hanging server never slows another, nor one principal's process another's",
  },
  {
    id: "mcp-servers.circuit",
    source: "Toolgate, Care for what is behind",
    sentence:
      "An endpoint that keeps failing is left alone for a while, says so, and is tried again by one call",
  },
  {
    id: "mcp-servers.sdk",
    source: design,
    sentence: "Servers built with the official SDK are listed and called",
  },
  {
    id: "mcp-servers.stdio",
    source: stdio,
    sentence: "A command that speaks MCP on stdio is listed and called",
  },
  {
    id: "mcp-servers.stdio.config",
    source: issue,
    sentence: "The configuration file names commands, and mistakes in it are refused",
  },
  {
    id: "mcp-servers.stdio.environment",
    source: issue,
    sentence: "A command sees an allow-listed environment and what the configuration gives it",
  },
  {
    id: "mcp-servers.stdio.processes",
    source: issue,
    sentence: "Processes are bounded, ended when unused, and leave nothing behind",
  },
  {
    id: "mcp-servers.stdio.crash",
    source: issue,
    sentence: "A process that dies fails the call under way with the cause, and the next call gets a new one",
  },
  {
    id: "mcp-servers.stdio.limits",
    source: issue,
    sentence:
      "A process that answers too much or is stuck is stopped, and one that does not read gets no more",
  },
  {
    id: "mcp-servers.stdio.log",
    source: issue,
    sentence: "What a command prints on standard error goes to the log, within bounds",
  },
] as const satisfies readonly Requirement[];
