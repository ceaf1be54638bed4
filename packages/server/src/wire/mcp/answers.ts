/** How the gateway's answers look on MCP's wire: AWS's sentences and shapes. Sources: seeds; AWS guide, "Use a gateway with policy". */
import type { CallAnswer } from "../../gateway/call-tool.ts";
import type { EvaluationFailure } from "../../gateway/verdict.ts";
import { ErrorCode, errorText, type MessageId, rawResultText, resultText } from "./json-rpc.ts";

export interface AnswerStyle {
  readonly denialShape: "result" | "error";
  readonly denialWording: "2025-12" | "2026";
  /** The gateway's `exceptionLevel: DEBUG`: the caller is told the cause. */
  readonly debug: boolean;
}

export interface AnswerIds {
  readonly id: MessageId;
  readonly requestId: string;
}

/** The answer to a tools/call as JSON text. */
export function callAnswerText(answer: CallAnswer, name: string, ids: AnswerIds, style: AnswerStyle): string {
  switch (answer.kind) {
    case "result":
      return toolResultText(answer, ids, style);
    case "denied":
      return denialText(answer, ids, style);
    case "evaluation-failed":
      return failureText(answer, ids, style);
    case "unknown-tool":
      return errorText(ids.id, ErrorCode.invalidParams, unknownTool(name, answer.didYouMean));
  }
}

function toolResultText(
  answer: Extract<CallAnswer, { kind: "result" }>,
  { id, requestId }: AnswerIds,
  style: AnswerStyle,
): string {
  const { result } = answer;
  if (result.ok && result.kind === "mcp") return rawResultText(id, result.result);
  if (!result.ok && result.kind === "rpc-error") return errorText(id, result.code, result.cause);
  if (result.ok) {
    return resultText(id, { isError: false, content: [{ type: "text", text: result.payload }] });
  }
  const text = style.debug ? result.cause : "An internal error occurred. Please retry later.";
  return resultText(id, {
    isError: true,
    content: [{ type: "text", text }],
    _meta: {
      ...meta("TOOL_FAILED", requestId, answer.decisionId),
      ...(style.debug ? { debug: { type: "text", text: result.cause } } : {}),
    },
  });
}

function denialText(
  answer: Extract<CallAnswer, { kind: "denied" }>,
  { id, requestId }: AnswerIds,
  style: AnswerStyle,
): string {
  const { verdict, forbiddenBy, decisionId, didYouMean } = answer;
  const sentence = `Tool Execution Denied: Tool call not allowed due to policy enforcement [${denialReason(forbiddenBy, style)}]`;
  const code = forbiddenBy.length > 0 ? "FORBIDDEN" : "NO_DETERMINING_POLICY";
  const details = {
    ...meta(code, requestId, decisionId),
    ...(style.debug ? { debug: { type: "text", text: verdict.reason } } : {}),
  };
  if (style.denialShape === "error") {
    return errorText(id, ErrorCode.toolDenied, sentence, {
      ...details,
      ...(didYouMean === undefined ? {} : { didYouMean }),
    });
  }
  return resultText(id, {
    content: [
      { type: "text", text: `AuthorizeActionException - ${sentence}` },
      ...(didYouMean === undefined ? [] : [{ type: "text", text: `Did you mean ${didYouMean}?` }]),
    ],
    isError: true,
    _meta: details,
  });
}

/** Only a forbid is named: every other denial reads alike, so that it tells nothing of hidden tools. */
function denialReason(forbiddenBy: readonly string[], style: AnswerStyle): string {
  if (forbiddenBy.length > 0) return `Policy evaluation denied due to ${forbiddenBy.join(", ")}`;
  return style.denialWording === "2026"
    ? "No policy applies to the request (denied by default)."
    : "Policy evaluation denied due to no determining policies";
}

function failureText(
  { code, cause, decisionId }: EvaluationFailure,
  { id, requestId }: AnswerIds,
  style: AnswerStyle,
): string {
  const sentence = "Policy evaluation failed for tool call";
  const details = {
    ...meta(code, requestId, decisionId),
    ...(style.debug ? { debug: { type: "text", text: cause } } : {}),
  };
  if (style.denialShape === "error") return errorText(id, ErrorCode.toolDenied, sentence, details);
  return resultText(id, {
    content: [{ type: "text", text: `InternalServerException - ${sentence}` }],
    isError: true,
    _meta: details,
  });
}

/** A failed tools/list: the seed's body for raw clients, a JSON-RPC error where an SDK has to be able to read it. */
export function failedListText(
  { code, cause, decisionId }: EvaluationFailure,
  { id, requestId }: AnswerIds,
  { raw, debug }: { readonly raw: boolean; readonly debug: boolean },
): string {
  const sentence = "InternalServerException - Policy evaluation failed for list tools";
  if (raw) {
    const content = [{ type: "text", text: sentence }];
    const details = debug ? { _meta: { debug: { type: "text", text: cause } } } : {};
    return resultText(id, { content, isError: true, ...details });
  }
  return errorText(id, ErrorCode.internalError, sentence, {
    ...meta(code, requestId, decisionId),
    ...(debug ? { debug: { type: "text", text: cause } } : {}),
  });
}

function meta(code: string, requestId: string, decisionId: string): Record<string, string> {
  return { "toolgate/code": code, "toolgate/requestId": requestId, "toolgate/decisionId": decisionId };
}

function unknownTool(name: string, didYouMean: string | undefined): string {
  const unknown = `Unknown tool: ${name}`;
  return didYouMean === undefined ? unknown : `${unknown}. Did you mean ${didYouMean}?`;
}
