/** What the gateway says about calls and lists: AWS's sentences and shapes. Sources: seeds; AWS guide, "Use a gateway with policy". */
import { denialReason } from "../../decisions/denial-reason.ts";
import { tellRoleFailure } from "../../decisions/role-failure.ts";
import type { CallAnswer } from "../../gateway/call-tool.ts";
import type { EvaluationFailure } from "../../gateway/verdict.ts";
import { ownSpanId } from "../../observe/trace-context.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { AnswerStyle } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";
import { payloadResult } from "./tool-result.ts";

/** The answer to a tools/call of the tool `name`. */
export function callAnswer(answer: CallAnswer, name: string, exchange: Exchange, style: AnswerStyle): Answer {
  switch (answer.kind) {
    case "result":
      return toolAnswer(answer, name, exchange);
    case "denied":
      return denial(answer, exchange, style);
    case "evaluation-failed":
      return failure(answer, exchange, style);
    case "unknown-tool":
      return errorAnswer(ErrorCode.invalidParams, unknownTool(name, answer.didYouMean));
  }
}

function toolAnswer(
  { result, decisionId }: Extract<CallAnswer, { kind: "result" }>,
  name: string,
  exchange: Exchange,
): Answer {
  if (result.ok) {
    return result.kind === "mcp"
      ? { kind: "passed-on", result: result.result }
      : payloadResult(result.payload, exchange.live.tools.get(name)?.definition);
  }
  if (result.kind === "rpc-error") {
    const code = exchange.revision.upstreamCode(result.code);
    return { kind: "error", ...code, message: result.cause, dataText: result.data };
  }
  const told =
    result.failure === undefined ? result.cause : `${result.cause} ${tellRoleFailure(result.failure)}`;
  const text = isDebug(exchange) ? result.cause : "An internal error occurred. Please retry later.";
  const _meta = { ...meta("TOOL_FAILED", decisionId, exchange), ...debug(told, exchange) };
  return { kind: "result", result: { isError: true, content: [{ type: "text", text }], _meta } };
}

function denial(
  answer: Extract<CallAnswer, { kind: "denied" }>,
  exchange: Exchange,
  style: AnswerStyle,
): Answer {
  const { verdict, forbiddenBy, decisionId, didYouMean } = answer;
  // Only a forbid is named: every other denial reads alike, so that it tells nothing of hidden tools.
  const reason = denialReason(forbiddenBy, style.denialWording);
  const sentence = `Tool Execution Denied: Tool call not allowed due to policy enforcement [${reason}]`;
  const code = forbiddenBy.length > 0 ? "FORBIDDEN" : "NO_DETERMINING_POLICY";
  const details = { ...meta(code, decisionId, exchange), ...debug(verdict.reason, exchange) };
  if (style.denialShape === "error") {
    const hint = didYouMean === undefined ? {} : { didYouMean };
    return errorAnswer(exchange.revision.deniedCode, sentence, { ...details, ...hint });
  }
  const hint = didYouMean === undefined ? [] : [`Did you mean ${didYouMean}?`];
  return saying([`AuthorizeActionException - ${sentence}`, ...hint], details);
}

function failure(
  { code, cause, decisionId }: EvaluationFailure,
  exchange: Exchange,
  style: AnswerStyle,
): Answer {
  const sentence = "Policy evaluation failed for tool call";
  const details = { ...meta(code, decisionId, exchange), ...debug(cause, exchange) };
  if (style.denialShape === "error") return errorAnswer(exchange.revision.deniedCode, sentence, details);
  return saying([`InternalServerException - ${sentence}`], details);
}

/** A failed tools/list: the seed's body for raw clients, a JSON-RPC error where an SDK has to be able to read it. */
export function failedList({ code, cause, decisionId }: EvaluationFailure, exchange: Exchange): Answer {
  const sentence = "InternalServerException - Policy evaluation failed for list tools";
  if (exchange.headers["mcp-protocol-version"] === undefined) {
    const details = isDebug(exchange) ? { _meta: debug(cause, exchange) } : {};
    return {
      kind: "result",
      result: { content: [{ type: "text", text: sentence }], isError: true, ...details },
    };
  }
  return errorAnswer(ErrorCode.internalError, sentence, {
    ...meta(code, decisionId, exchange),
    ...debug(cause, exchange),
  });
}

function saying(texts: readonly string[], _meta: Readonly<Record<string, unknown>>): Answer {
  return {
    kind: "result",
    result: { content: texts.map((text) => ({ type: "text", text })), isError: true, _meta },
  };
}

function meta(code: string, decisionId: string, { requestId, trace }: Exchange): Record<string, string> {
  return {
    "toolgate/code": code,
    "toolgate/requestId": requestId,
    "toolgate/decisionId": decisionId,
    "toolgate/traceId": trace.traceId,
    "toolgate/spanId": ownSpanId(decisionId),
  };
}

/** The gateway's `exceptionLevel: DEBUG`: the caller is told the cause. */
function isDebug({ live }: Exchange): boolean {
  return live.gateway.exceptionLevel === "DEBUG";
}

function debug(cause: string, exchange: Exchange): Readonly<Record<string, unknown>> {
  return isDebug(exchange) ? { debug: { type: "text", text: cause } } : {};
}

function unknownTool(name: string, didYouMean: string | undefined): string {
  const unknown = `Unknown tool: ${name}`;
  return didYouMean === undefined ? unknown : `${unknown}. Did you mean ${didYouMean}?`;
}
