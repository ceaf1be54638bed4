import type { Requirement } from "./requirement.ts";

const issue = "Toolgate, Show";
const sdk = "AWS SDK for JavaScript 3.1142.0";

export const officialClientRequirements = [
  {
    id: "sdk.every-operation",
    source: `${issue}; ${sdk}`,
    sentence: "Every operation that works is called through the AWS SDK, and answers as its types say",
  },
  {
    id: "sdk.waiters",
    source: `${sdk}, waiters`,
    sentence: "The waiters for active and deleted policies and engines end as they must, by failure too",
  },
  {
    id: "sdk.paginators",
    source: `${sdk}, paginators`,
    sentence: "Every paginator gives every resource once, in pages of any size, while others are added",
  },
  {
    id: "sdk.page-tokens",
    source: "Toolgate, Control plane",
    sentence: "A page token of another list, engine, filter or Region is refused through the SDK",
  },
  {
    id: "sdk.errors",
    source: `${sdk}, exceptions`,
    sentence: "Each error is the SDK's own class, with its status, request id and members",
  },
  {
    id: "sdk.internal-error",
    source: "AWS API reference: InternalServerException",
    sentence: "A store that fails is an InternalServerException that tells nothing but the request id",
  },
  {
    id: "sdk.client-token",
    source: "Toolgate, Control plane",
    sentence: "A clientToken is kept for its caller through a restart, and refused with another request",
  },
  {
    id: "sdk.optional-value",
    source: "AWS API reference: UpdatePolicyEngine, UpdatePolicy",
    sentence: "PATCH sets, keeps and clears a description by its wrapper",
  },
  {
    id: "sdk.detach",
    source: "AWS API reference: UpdateGateway",
    sentence: "UpdateGateway without policyEngineConfiguration detaches the engine, and calls pass again",
  },
  {
    id: "sdk.recreated-gateway",
    source: "Toolgate, gateway names",
    sentence: "A gateway made again has the ARN it had, and says which policies already name it",
  },
  {
    id: "sdk.conflicts",
    source: "AWS API reference: DeletePolicyEngine, DeleteGateway",
    sentence: "What is in use or taken is a ConflictException that names the other side",
  },
  {
    id: "sdk.regions",
    source: "AWS Signature Version 4, credential scope",
    sentence: "Each Region that a request is signed for has resources of its own",
  },
  {
    id: "sdk.timestamps",
    source: "AgentCore control API model, timestampFormat date-time",
    sentence: "Instants are ISO-8601 on the wire and Dates in the SDK",
  },
  {
    id: "sdk.restart",
    source: "Toolgate, Store",
    sentence: "A restart keeps everything, and calls are decided as before",
  },
  {
    id: "sdk.not-built",
    source: "Toolgate, safe by default",
    sentence: "Each operation that is not built yet is refused by its name through the SDK",
  },
  {
    id: "sdk.not-acted-on",
    source: "Toolgate, safe by default",
    sentence: "Members that nothing acts on yet are refused by name through the SDK",
  },
  {
    id: "strict.gateway",
    source: "Toolgate, policies before their gateway",
    sentence: "Under --strict-aws a policy on a gateway that does not exist is a ResourceNotFoundException",
  },
  {
    id: "strict.target",
    source: "Toolgate, policies before their gateway",
    sentence: "Under --strict-aws a policy on an unknown target is a 400 that lists the targets",
  },
  {
    id: "strict.statement",
    source: "Toolgate, writing a bad policy",
    sentence: "Under --strict-aws a statement that is wrong is told by CREATE_FAILED and UPDATE_FAILED",
  },
  {
    id: "strict.wildcard",
    source: "AWS guide: policy scope",
    sentence: "Under --strict-aws a policy whose resource is open is refused",
  },
  {
    id: "strict.decimals",
    source: "Toolgate, values",
    sentence: "Under --strict-aws decimals are cut to four places, and the target gets what was decided on",
  },
  {
    id: "mcp.official-clients",
    source: `${issue}; MCP TypeScript SDK v1 and v2`,
    sentence: "The official MCP clients connect, ping, list and call, and read denials",
  },
  {
    id: "mcp.raw-post",
    source: "Policy Integration Examples, Step 4; MCP, Streamable HTTP",
    sentence:
      "A JSON-RPC POST without a handshake is answered, and notifications are accepted without a body",
  },
  {
    id: "mcp.methods",
    source: "MCP, Streamable HTTP",
    sentence: "GET and DELETE are answered 405 with the methods that there are",
  },
  {
    id: "mcp.revisions",
    source: "AWS API reference: MCPGatewayConfiguration",
    sentence:
      "Only the revisions of a gateway's supportedVersions are spoken, and its instructions are given",
  },
  {
    id: "mcp.bad-messages",
    source: "JSON-RPC 2.0; MCP, base protocol; Toolgate, values",
    sentence:
      "What is no message is refused with its cause: type, size, encoding, JSON, envelope, equal keys",
  },
  {
    id: "mcp.curl",
    source: issue,
    sentence: "Plain curl lists and calls tools, and reads a denial",
  },
  {
    id: "demo.story",
    source: "Toolgate, main job",
    sentence:
      "The demo ends with 0 after each step did what it must, and prints the decisions with their reasons",
  },
  {
    id: "demo.failure",
    source: "Toolgate, The demo",
    sentence: "A step that fails says what was expected and what came, and the demo ends with 1",
  },
  {
    id: "cli.serve",
    source: "Toolgate, server",
    sentence: "serve says where it listens, drains on SIGTERM and ends with 0",
  },
  {
    id: "cli.serve.errors",
    source: "Toolgate, server; Toolgate, Store",
    sentence: "serve tells who holds the data folder, and names the option that cannot be used",
  },
  {
    id: "cli.status",
    source: "Toolgate, policies before their gateway",
    sentence: "status shows what is in force and what waits, and ends with 1 while a forbid waits",
  },
  {
    id: "cli.records",
    source: "Toolgate, Decision record",
    sentence: "records shows decisions as text and as JSON, and ends with 1 when the asked one is not there",
  },
  {
    id: "cli.help",
    source: "Toolgate, set-up",
    sentence: "npx toolgate works from the repository, and each verb explains itself",
  },
] as const satisfies readonly Requirement[];
