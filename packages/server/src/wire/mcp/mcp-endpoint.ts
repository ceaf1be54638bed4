/** POST /gateways/<id>/mcp: receive, authenticate, answer. Source: MCP "Streamable HTTP"; AWS guide, gateway. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerBatch } from "./2025-03-26/answer-batch.ts";
import { takenTypes } from "./accept-header.ts";
import { type Admission, admit } from "./admit.ts";
import { errorAnswer, errorText } from "./answer.ts";
import { answerMessage, type MessageAnswer } from "./answer-message.ts";
import { type AnswerStream, createAnswerStream } from "./answer-stream.ts";
import { Applicant } from "./applicant.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Post } from "./post.ts";
import { type Body, readBody } from "./read-body.ts";
import { decodeUtf8 } from "./read-json.ts";
import { Reply, unreadMillis } from "./reply.ts";
import { streamsAnswers } from "./server-description.ts";

/** AWS's limit for tool call payloads. */
const maxBodyBytes = 6 * 1024 * 1024;
/** The gateway id in the path of an MCP endpoint, or undefined where the path is not one. */
export function gatewayIdOf(path: string): string | undefined {
  return /^\/gateways\/([0-9a-z-]{1,111})\/mcp\/?$/.exec(path)?.[1];
}

export async function answerMcp(
  deps: McpDeps,
  gatewayId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const arrived = deps.call.micros();
  const requestId = deps.newRequestId();
  const reply = new Reply(response, requestId);
  try {
    if (request.method !== "POST") {
      const text =
        "The gateway is stateless: send each message in a POST; there is no stream to open and no session to end.";
      return reply.send(405, refusal(text), { allow: "POST" });
    }
    const applicant = new Applicant(gatewayId, requestId, request);
    // Before the body is read, so that only a caller of the gateway can send one.
    const admitting = admit(deps, applicant);
    const first = admitting instanceof Promise ? await admitting : admitting;
    if (!first.ok) return turnAway(reply, first);
    // What comes in under a signature that is not verified yet is not counted against who it names.
    const unverified = first.bodyAwaited === true ? " unverified" : "";
    const lease = deps.traffic.open(`${gatewayId}${unverified} ${first.identity.principal.id}`);
    reply.lease = lease;
    const { headers } = request;
    const taken = takenTypes(headers.accept);
    const streaming = taken.events && streamsAnswers(first.live);
    if (!isJsonType(headers["content-type"])) {
      const problem = `The content-type must be application/json, not ${quoted(headers["content-type"])}.`;
      return reply.send(415, refusal(problem));
    }
    if (!taken.json && !streaming) {
      const problem = `The gateway answers in application/json, which Accept: ${quoted(headers.accept)} rules out.`;
      return reply.send(406, refusal(problem));
    }
    const body = await readBody(request, maxBodyBytes, lease);
    if (!body.ok) return refuseBody(reply, body.problem);
    const text = decodeUtf8(body.bytes);
    if (text === undefined) {
      return reply.send(
        400,
        errorText(undefined, errorAnswer(ErrorCode.parseError, "The body is not UTF-8.")),
      );
    }
    applicant.body = body.bytes;
    const readmitting = admit(deps, applicant, first);
    const admission = readmitting instanceof Promise ? await readmitting : readmitting;
    if (!admission.ok) return turnAway(reply, admission);
    const stream = streaming
      ? createAnswerStream(response, { lease, headers: { "x-amzn-requestid": requestId }, unreadMillis })
      : undefined;
    const { live, identity } = admission;
    const post: Post = { live, identity, headers, requestId, arrived, bodyLength: text.length, stream };
    const answer = /^\s*\[/.test(text)
      ? await answerBatch(deps, { ...post, stream: undefined }, text, () => admit(deps, applicant, admission))
      : await answerMessage(deps, post, text);
    if (stream !== undefined && isEvent(stream, answer, taken.json)) stream.end(answer.text);
    else reply.send(answer.status, answer.text);
  } catch (error) {
    deps.log.error({ requestId, gatewayId, err: error }, "an MCP request failed inside Toolgate");
    const text = `An internal error occurred. Toolgate's log has the cause under the request id ${requestId}.`;
    if (response.headersSent) response.destroy();
    else reply.send(500, errorText(undefined, errorAnswer(ErrorCode.internalError, text)));
  } finally {
    // Here, and not when the caller goes: what they sent is held until it has been dealt with.
    const { lease } = reply;
    if (lease !== undefined && response.destroyed) lease.free();
    else if (lease !== undefined) response.on("close", () => lease.free());
  }
}

/**
 * Whether an answer goes as an event: one of a call that may have been told of, unless its status still has something to
 * say, and any for who takes no JSON. So every denial is the same bytes.
 */
function isEvent(stream: AnswerStream, { status, text }: MessageAnswer, takesJson: boolean): boolean {
  const state = stream.state();
  if (state === "told") return true;
  return status === 200 && text !== "" && (state === "begun" || !takesJson);
}

function isJsonType(contentType = ""): boolean {
  return contentType === "application/json" || /^application\/json\s*(;|$)/i.test(contentType);
}

function turnAway(reply: Reply, { status, error, headers }: Extract<Admission, { ok: false }>): void {
  reply.send(status, errorText(undefined, error), headers);
}

function refuseBody(reply: Reply, problem: Extract<Body, { ok: false }>["problem"]): void {
  // Who broke off hears nothing.
  if (problem === "broken") return;
  const { status, why, headers } = bodyRefusals[problem];
  reply.send(status, refusal(why), headers);
}

const later = { connection: "close", "retry-after": "1" };

const bodyRefusals = {
  "too-large": {
    status: 413,
    why: `The body is larger than ${maxBodyBytes} bytes.`,
    headers: { connection: "close" },
  },
  "no-room-for-caller": {
    status: 429,
    why: "Your requests and answers under way are too large together: wait until some have ended.",
    headers: later,
  },
  "no-room": {
    status: 503,
    why: "The requests and answers under way are too large together: try again.",
    headers: later,
  },
} as const;

function refusal(problem: string): string {
  return errorText(undefined, errorAnswer(ErrorCode.invalidRequest, problem));
}

function quoted(header: string | undefined): string {
  return JSON.stringify((header ?? "").slice(0, 100));
}
