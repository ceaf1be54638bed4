import type { Requirement } from "./requirement.ts";

export const targetAndChangeRequirements = [
  {
    id: "policy.schema.json",
    source: "docs/decisions/0003-values.md",
    sentence:
      "Of an MCP tool's JSON Schema policies see what Cedar has a type for; all else is opaque, never guessed.",
  },
  {
    id: "policy.values.nullable",
    source: "docs/decisions/0003-values.md",
    sentence:
      "What may be null is optional to policies, and null reaches the tool only where it is required.",
  },
  {
    id: "target.mcp.create",
    source: "AWS API reference: CreateGatewayTarget, mcpServer",
    sentence: "A target that is an MCP server is asked for its tools on create, and READY with them.",
  },
  {
    id: "target.mcp.failed",
    source: "AWS API reference: TargetStatus FAILED",
    sentence: "A server that cannot be had makes a target that is FAILED, with the cause and without tools.",
  },
  {
    id: "target.mcp.limits",
    source: "Every input has a limit",
    sentence:
      "Too many tools, too much of them, or a reserved name make a target FAILED with a cause that names the tool.",
  },
  {
    id: "target.mcp.once",
    source: "AWS API reference: clientToken",
    sentence: "A repeated create gets the answer that was kept, without asking the server again.",
  },
  {
    id: "target.mcp.lock",
    source: "Toolgate, safe by default",
    sentence: "The store is not held while a server is asked; what has changed meanwhile is looked at again.",
  },
  {
    id: "target.mcp.two-writers",
    source: "AWS API reference: ConflictException",
    sentence: "What a server answered is never taken over by a target that was changed or deleted meanwhile.",
  },
  {
    id: "target.mcp.endpoint",
    source: "AWS API reference: mcpServer.endpoint; Toolgate, safe by default",
    sentence:
      "Endpoints are https, http on loopback while Toolgate is, or a configured stdio server; --strict-aws takes https alone.",
  },
  {
    id: "target.mcp.credentials",
    source: "Toolgate, safe by default",
    sentence: "A credential provider for an MCP server is refused by name until it is acted on.",
  },
  {
    id: "target.mcp.update",
    source: "AWS API reference: UpdateGatewayTarget",
    sentence: "An update asks the server again and replaces the whole target with what it lists.",
  },
  {
    id: "target.mcp.update-failed",
    source: "AWS API reference: TargetStatus UPDATE_UNSUCCESSFUL",
    sentence: "An update that fails says why, and leaves the target as it was, its tools too.",
  },
  {
    id: "target.mcp.synchronize",
    source: "AWS API reference: SynchronizeGatewayTargets",
    sentence: "Synchronizing takes over what the server lists now, and says when.",
  },
  {
    id: "target.mcp.synchronize-failed",
    source: "AWS API reference: TargetStatus SYNCHRONIZE_UNSUCCESSFUL",
    sentence: "A synchronization that fails says why, and the old tools stay.",
  },
  {
    id: "target.mcp.synchronize-lambda",
    source: "AWS API reference: SynchronizeGatewayTargets",
    sentence: "A Lambda target is not synchronized but refused.",
  },
  {
    id: "target.mcp.policies",
    source: "Toolgate, policies before their gateway",
    sentence: "Policies on tools that could not be listed wait, and are settled when they are.",
  },
  {
    id: "target.mcp.end-to-end",
    source: "Toolgate, 4.9",
    sentence:
      "Calls of an MCP server's tools are decided on by its own schema, and what it last listed is served.",
  },
  {
    id: "anonymous.warning",
    source: "Toolgate, no caller",
    sentence: "A gateway with authorizerType NONE says loudly that anyone who reaches it may call.",
  },
  {
    id: "anonymous.shape",
    source: "AWS API reference: CreateGateway, authorizerType",
    sentence: "NONE comes without an authorizerConfiguration, which would protect nothing.",
  },
  {
    id: "anonymous.principal",
    source: "Toolgate, no caller",
    sentence:
      "Callers of such a gateway are AgentCore::Anonymous without attributes and tags, in list, call and record.",
  },
  {
    id: "anonymous.policies",
    source: "Toolgate, no caller",
    sentence: "Only policies that leave the principal open apply, and those that do not are warned of.",
  },
  {
    id: "anonymous.sessions",
    source: "Toolgate, upstream sessions never shared between principals",
    sentence: "Callers without a name share no session of an MCP server: each call has one of its own",
  },
  {
    id: "anonymous.metadata",
    source: "RFC 9728",
    sentence: "Such a gateway has no protected resource metadata and never asks for a token.",
  },
  {
    id: "changes.logged",
    source: "Toolgate, log of changes",
    sentence: "Every change tells who made it, when, from where, what it was, before and after.",
  },
  {
    id: "changes.every",
    source: "Toolgate, log of changes",
    sentence: "Resources of every kind are logged, also those that a call changes beside the one it names.",
  },
  {
    id: "changes.same-transaction",
    source: "Toolgate, log of changes",
    sentence: "A change and its line are made together or not at all; a repeated request adds no line.",
  },
  {
    id: "changes.never-edited",
    source: "Toolgate, log of changes",
    sentence: "The database itself refuses to edit or remove a line.",
  },
  {
    id: "changes.where-from",
    source: "Toolgate, log of changes",
    sentence: "A line carries the caller's address and the request id that the caller was given.",
  },
  {
    id: "changes.http",
    source: "docs/decisions/0012-control-plane-log.md",
    sentence: "GET /toolgate/v1/changes answers by page and by resource.",
  },
  {
    id: "changes.cli",
    source: "docs/decisions/0012-control-plane-log.md",
    sentence: "toolgate changes shows and follows them as lines or JSON, with exit codes of its own.",
  },
] as const satisfies readonly Requirement[];
