import type { Requirement } from "./requirement.ts";

const transport = "MCP 2026-07-28, Streamable HTTP";

export const revisionRequirements = [
  {
    id: "revisions.exchange",
    source: "MCP 2025-03-26, 2025-06-18, 2025-11-25 and 2026-07-28, schema",
    sentence: "Each revision's exchanges are answered in its own shapes, statuses and codes",
  },
  {
    id: "revisions.version",
    source: `${transport}, "Protocol Version Header"; MCP 2026-07-28, Versioning`,
    sentence:
      "The MCP-Protocol-Version header selects the revision, what _meta says has to agree with it, and without it a request is of 2025-03-26",
  },
  {
    id: "revisions.supported",
    source: "AWS API reference: MCPGatewayConfiguration, supportedVersions; UnsupportedProtocolVersionError",
    sentence:
      "Only the versions of a gateway's supportedVersions are accepted; others are refused with -32022 and those there are",
  },
  {
    id: "revisions.batches",
    source: 'MCP 2025-03-26, Base protocol, "Batching"; JSON-RPC 2.0, section 6',
    sentence:
      "In 2025-03-26 up to fifty messages come as an array, each decided as it would be alone; other revisions have no batches",
  },
  {
    id: "revisions.headers",
    source: `${transport}, "Server Validation" and "Value Encoding"`,
    sentence:
      "In 2026-07-28 Mcp-Method, Mcp-Name and Mcp-Param headers say what the body says, or the request is refused with -32020",
  },
  {
    id: "revisions.meta",
    source: 'MCP 2026-07-28, Basic, "_meta"',
    sentence:
      "In 2026-07-28 each request says in _meta of which version it is and what its client can do; a tool gets the caller's other members of _meta",
  },
  {
    id: "revisions.removed",
    source: `${transport}, "Protocol Version Header"; MCP 2026-07-28, Key Changes`,
    sentence:
      "In 2026-07-28 the methods that it removed, and those that the gateway lacks, are a 404 with -32601",
  },
  {
    id: "revisions.codes",
    source: 'MCP 2026-07-28, Basic, "Error Codes"',
    sentence: "In 2026-07-28 no code is sent that the revision keeps for itself or forbids",
  },
  {
    id: "revisions.pages",
    source: 'MCP, "Pagination"; MCP 2026-07-28, "Caching"; AWS: disableMcpListToolsPagination',
    sentence:
      "tools/list comes in pages of a hundred in the order of names, each private, by cursors that are good for one caller of one gateway",
  },
  {
    id: "revisions.definitions",
    source: "MCP, Tools, schema of Tool in each revision",
    sentence: "A tool is listed as its target declares it, without what clients of the revision cannot read",
  },
  {
    id: "revisions.passed-on",
    source: "MCP, Tools, schema of CallToolResult in each revision",
    sentence:
      "An MCP server's result is passed on to the letter, with resultType where the revision wants it",
  },
  {
    id: "revisions.structured-content",
    source: 'MCP 2025-06-18, Tools, "Structured Content"; MCP TypeScript SDK v1 and v2',
    sentence:
      "A function whose tool declares an output schema answers its object as structured content too, which the official clients demand",
  },
  {
    id: "revisions.accept",
    source: "RFC 9110, 12.5.1; MCP, Streamable HTTP",
    sentence: "Whatever clients send as Accept works, unless it rules JSON out: then it is a 406",
  },
  {
    id: "revisions.methods",
    source: "MCP, Streamable HTTP, each revision",
    sentence: "There is no stream to open and no session to end: every method but POST is a 405",
  },
  {
    id: "revisions.clients",
    source: "MCP TypeScript SDK v1 and v2",
    sentence:
      "The official clients speak each revision: by handshake, by probing, and pinned to the one without",
  },
  {
    id: "revisions.list-and-call",
    source: "Toolgate, one rule for list and call",
    sentence:
      "Every revision and every batch lists the same tools and decides the same, and what is not listed is denied",
  },
] as const satisfies readonly Requirement[];
