/** The life of a tool call: find the tool, decide, record the decision, invoke the target, record the outcome, answer. */
import { nearest, type Principal, stringifyJson } from "@toolgate/policy";
import type { Functions, ToolResult } from "../ports.ts";
import { type DecideDeps, decideCall } from "./decide-call.ts";
import { shownTools } from "./list-tools.ts";
import type { LiveGateway } from "./live-gateway.ts";
import type { RecordDeps } from "./record-deps.ts";
import { recordOf } from "./record-of.ts";
import type { Identity, ToolCall } from "./tool-call.ts";
import type { Verdict } from "./verdict.ts";

export interface CallDeps extends DecideDeps, RecordDeps {
  readonly functions: Functions;
}

export type CallAnswer =
  | { readonly kind: "result"; readonly result: ToolResult; readonly decisionId: string }
  | {
      readonly kind: "denied";
      readonly verdict: Verdict;
      readonly decisionId: string;
      /** A tool of the caller's own list whose name is near the one asked for. */
      readonly didYouMean: string | undefined;
    }
  | { readonly kind: "unknown-tool"; readonly decisionId: string; readonly didYouMean: string | undefined }
  | { readonly kind: "evaluation-failed"; readonly verdict: Verdict; readonly decisionId: string };

export async function callTool(
  deps: CallDeps,
  live: LiveGateway,
  identity: Identity,
  call: ToolCall,
): Promise<CallAnswer> {
  const tool = live.tools.get(call.name);

  const started = deps.micros();
  const verdict = await decideCall(deps, live, tool, identity.principal, call);
  const enforcing = live.gateway.policyEngine?.mode === "ENFORCE";
  const enforced = verdict.decision === "ALLOW" || !enforcing ? "ALLOW" : "DENY";

  const record = recordOf(deps, { live, identity, call, tool, verdict, enforced, started });
  deps.decisions.record(record);
  deps.observe(record);
  const { decisionId } = record;

  if (enforced === "DENY") {
    if (verdict.decision === "ERROR") return { kind: "evaluation-failed", verdict, decisionId };
    return {
      kind: "denied",
      verdict,
      decisionId,
      didYouMean: suggestion(deps, live, identity.principal, call.name),
    };
  }
  if (tool === undefined) {
    return { kind: "unknown-tool", decisionId, didYouMean: nearest(call.name, [...live.tools.keys()]) };
  }

  const invokedAt = deps.micros();
  const result = await deps.functions.invoke({
    lambdaArn: tool.lambdaArn,
    event: stringifyJson(verdict.forward),
    clientContext: {
      bedrockAgentCoreMessageVersion: "1.0",
      bedrockAgentCoreAwsRequestId: call.requestId,
      bedrockAgentCoreMcpMessageId: call.messageId,
      bedrockAgentCoreGatewayId: live.gateway.id,
      bedrockAgentCoreTargetId: tool.targetId,
      bedrockAgentCoreToolName: tool.action,
    },
  });

  deps.decisions.outcome(decisionId, {
    result: result.ok ? "success" : result.kind === "function" ? "tool-error" : "failed",
    time: new Date(deps.clock.now()).toISOString(),
    millis: Math.round((deps.micros() - invokedAt) / 1000),
    ...(result.ok ? {} : { cause: result.cause }),
  });
  return { kind: "result", result, decisionId };
}

/** Drawn from the caller's own list alone, so that a hint never tells of a tool that is hidden from them. */
function suggestion(
  deps: CallDeps,
  live: LiveGateway,
  principal: Principal,
  asked: string,
): string | undefined {
  const own = shownTools(deps, live, principal).map((tool) => tool.action);
  return own.includes(asked) ? undefined : nearest(asked, own);
}
