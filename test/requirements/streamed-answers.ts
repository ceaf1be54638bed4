import type { Requirement } from "./requirement.ts";

const aws = "AWS guide: response streaming, progress and logging of a gateway";
const mcp = "MCP, Streamable HTTP, each revision";

export const streamedAnswersRequirements = [
  {
    id: "streamed.configuration",
    source: "AWS API reference: StreamingConfiguration, enableResponseStreaming",
    sentence: "CreateGateway and UpdateGateway take streamingConfiguration, keep it and give it back",
  },
  {
    id: "streamed.when",
    source: aws,
    sentence:
      "An answer is a stream where the gateway says so, the caller takes one, and an MCP server answers; else it is JSON",
  },
  {
    id: "streamed.order",
    source: mcp,
    sentence: "What a server tells of a call comes as it is and in order, and the answer comes last",
  },
  {
    id: "streamed.notifications",
    source: 'MCP, "Progress" and "Logging"',
    sentence:
      "A caller gets the progress it asked for, with its own token, and log messages, of its own call alone",
  },
  {
    id: "streamed.log-level",
    source: 'MCP 2026-07-28 and 2025-11-25, "Logging"',
    sentence:
      "Log messages come from the level that a request of 2026-07-28 asks for, and all of them in earlier revisions",
  },
  {
    id: "streamed.denial",
    source: "Toolgate, hidden tools",
    sentence: "A denial is decided before anything is streamed, and is the same bytes as ever",
  },
  {
    id: "streamed.keep-alive",
    source: 'MCP 2026-07-28, Streamable HTTP, "Receiving Messages"',
    sentence: "While a server is silent, comments keep the stream open",
  },
  {
    id: "streamed.leaving",
    source: 'MCP 2026-07-28, "Cancellation"',
    sentence: "When a caller leaves, the call is cancelled at its server, and its end is recorded",
  },
  {
    id: "streamed.repeat",
    source: "Toolgate, Care for what is behind",
    sentence: "A call is never repeated once something of it has been streamed",
  },
  {
    id: "streamed.limits",
    source: "Toolgate, Care for what is behind",
    sentence: "A notification that is too large is left out, and a stream that is too large ends the call",
  },
  {
    id: "streamed.clients",
    source: "MCP TypeScript SDK v1 and v2",
    sentence: "The official clients hear progress and log messages through a gateway",
  },
] as const satisfies readonly Requirement[];
