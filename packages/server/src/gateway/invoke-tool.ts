/** Hands an allowed call to what answers it: a function or an MCP server. */
import { anonymousPrincipal, type Principal, stringifyJson } from "@toolgate/policy";
import type { DecisionOutcome } from "../decisions/decision-record.ts";
import type { RoleFailure } from "../decisions/role-failure.ts";
import type { McpServers } from "../mcp-servers-port.ts";
import type { Functions, ToolResult } from "../ports.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { LiveTool } from "./live-tools.ts";
import type { Identity, ToolCall } from "./tool-call.ts";

export interface InvokeDeps {
  readonly functions: Functions;
  readonly mcpServers: McpServers;
}

/** `args` is JSON text: exactly what was decided on. */
export function invokeTool(
  deps: InvokeDeps,
  live: LiveGateway,
  tool: LiveTool,
  identity: Identity,
  call: ToolCall,
  args: string,
): Promise<ToolResult> {
  const { backend } = tool;
  switch (backend.kind) {
    case "lambda": {
      const barred = live.role?.invoke.get(backend.lambdaArn);
      if (barred !== undefined) return Promise.resolve(accessDenied(backend.lambdaArn, barred));
      return deps.functions.invoke({
        lambdaArn: backend.lambdaArn,
        event: args,
        clientContext: {
          bedrockAgentCoreMessageVersion: "1.0",
          bedrockAgentCoreAwsRequestId: call.requestId,
          bedrockAgentCoreMcpMessageId: call.messageId,
          bedrockAgentCoreGatewayId: live.gateway.id,
          bedrockAgentCoreTargetId: tool.targetId,
          bedrockAgentCoreToolName: tool.action,
        },
      });
    }
    case "mcpServer":
      return deps.mcpServers.call({
        endpoint: backend.endpoint,
        tool: tool.definition.name,
        inputSchema: tool.definition.inputSchema,
        arguments: args,
        meta: call.meta === undefined ? undefined : stringifyJson(call.meta),
        session: sessionOf(live, tool, identity.principal),
        repeatable: isRepeatable(tool),
        requestId: call.requestId,
        listener: call.listen?.(),
      });
  }
}

/** AWS's sentence: people search for it. Source: AWS guide, "Troubleshoot AgentCore Gateway". */
function accessDenied(lambdaArn: string, failure: RoleFailure): ToolResult {
  const cause =
    `Access denied while invoking Lambda function ${lambdaArn}. Check the permissions on the Lambda function and ` +
    "Gateway execution role, and retry the request.";
  return { ok: false, kind: "access", cause, failure };
}

/** Callers without a name are one principal to policies, and strangers to one another: they share nothing. */
function sessionOf(live: LiveGateway, tool: LiveTool, { type, id }: Principal): string | undefined {
  if (type === anonymousPrincipal.type) return undefined;
  // None but the last can have a space in it.
  return `${live.gateway.id} ${tool.targetId} ${type} ${id}`;
}

/** By MCP, a tool that says nothing of itself may do harm when it is called twice. */
function isRepeatable({ definition }: LiveTool): boolean {
  const { readOnlyHint, idempotentHint } = definition.annotations ?? {};
  return readOnlyHint === true || idempotentHint === true;
}

/** How a call ended, for its record. */
export function outcomeOf(result: ToolResult): DecisionOutcome["result"] {
  if (!result.ok) return result.kind === "function" || result.kind === "rpc-error" ? "tool-error" : "failed";
  return result.kind === "mcp" && result.isError ? "tool-error" : "success";
}
