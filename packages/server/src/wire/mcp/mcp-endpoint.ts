/** POST /gateways/<id>/mcp: receive, authenticate, answer. Source: MCP "Streamable HTTP"; AWS guide, gateway. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { sha256Hex } from "../sigv4/signing-key.ts";
import { answerBatch } from "./2025-03-26/answer-batch.ts";
import { takenTypes } from "./accept-header.ts";
import { type Admission, admit } from "./admit.ts";
import { errorAnswer, errorText } from "./answer.ts";
import { answerMessage, type MessageAnswer } from "./answer-message.ts";
import { type AnswerStream, createAnswerStream } from "./answer-stream.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { readBody } from "./read-body.ts";
import { decodeUtf8 } from "./read-json.ts";
import { streamsAnswers } from "./server-description.ts";
import type { TrafficLease } from "./traffic-budget.ts";

/** AWS's limit for tool call payloads. */
const maxBodyBytes = 6 * 1024 * 1024;
/** How long a caller may leave an answer unread, in milliseconds. */
const unreadMillis = 60_000;
const later = { connection: "close", "retry-after": "1" };

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
  let lease: TrafficLease | undefined;
  const reply: Reply = (status, body, headers) => {
    const bytes = Buffer.byteLength(body, "utf8");
    lease?.add(bytes);
    send(response, status, body, bytes, { ...headers, "x-amzn-requestid": requestId });
  };
  const turnAway = ({ status, error, headers }: Extract<Admission, { ok: false }>) =>
    reply(status, errorText(undefined, error), headers);
  try {
    if (request.method !== "POST") {
      const text =
        "The gateway is stateless: send each message in a POST; there is no stream to open and no session to end.";
      return reply(405, refusal(text), { allow: "POST" });
    }
    const applicant = { gatewayId, ...credentialsOf(request), requestId };
    // Before the body is read, so that only a caller of the gateway can send one.
    const admitting = admit(deps, applicant);
    const first = admitting instanceof Promise ? await admitting : admitting;
    if (!first.ok) return turnAway(first);
    // What comes in under a signature that is not verified yet is not counted against who it names.
    const unverified = first.bodyAwaited === true ? " unverified" : "";
    lease = deps.traffic.open(`${gatewayId}${unverified} ${first.identity.principal.id}`);
    const taken = takenTypes(request.headers.accept);
    const streaming = taken.events && streamsAnswers(first.live);
    const received = await receive(request, taken.json || streaming, lease, reply);
    if (received === undefined) return;
    const { text, bytes } = received;
    const complete = { ...applicant, signed: { ...applicant.signed, bodyHash: () => sha256Hex(bytes) } };
    const readmitting = admit(deps, complete, first);
    const admission = readmitting instanceof Promise ? await readmitting : readmitting;
    if (!admission.ok) return turnAway(admission);
    const stream = streaming
      ? createAnswerStream(response, { lease, headers: { "x-amzn-requestid": requestId }, unreadMillis })
      : undefined;
    const { live, identity } = admission;
    const { headers } = request;
    const post = { live, identity, headers, requestId, arrived, bodyLength: text.length, stream };
    const answer = /^\s*\[/.test(text)
      ? await answerBatch(deps, { ...post, stream: undefined }, text, () => admit(deps, complete, admission))
      : await answerMessage(deps, post, text);
    if (stream !== undefined && isEvent(stream, answer, taken.json)) stream.end(answer.text);
    else reply(answer.status, answer.text);
  } catch (error) {
    deps.log.error({ requestId, gatewayId, err: error }, "an MCP request failed inside Toolgate");
    const text = `An internal error occurred. Toolgate's log has the cause under the request id ${requestId}.`;
    if (response.headersSent) response.destroy();
    else reply(500, errorText(undefined, errorAnswer(ErrorCode.internalError, text)));
  } finally {
    // Here, and not when the caller goes: what they sent is held until it has been dealt with.
    if (lease !== undefined && response.destroyed) lease.free();
    else if (lease !== undefined) response.once("close", lease.free);
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

type Reply = (status: number, body: string, headers?: Record<string, string>) => void;

function credentialsOf(request: IncomingMessage) {
  const { headers, rawHeaders, method = "POST", url: target = "/", socket } = request;
  const address = socket.remoteAddress?.replace(/^::ffff:/, "");
  return { authorization: headers.authorization, signed: { method, target, rawHeaders, address } };
}

/** The text of the body and its bytes, or undefined when it was refused or the caller is gone. */
async function receive(
  request: IncomingMessage,
  takesAnswer: boolean,
  lease: TrafficLease,
  reply: Reply,
): Promise<{ readonly text: string; readonly bytes: Uint8Array } | undefined> {
  const { "content-type": contentType = "", accept } = request.headers;
  const refuse = (status: number, problem: string, headers?: Record<string, string>) => {
    reply(status, refusal(problem), headers);
    return undefined;
  };
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    return refuse(415, `The content-type must be application/json, not ${quoted(contentType)}.`);
  }
  if (!takesAnswer) {
    return refuse(406, `The gateway answers in application/json, which Accept: ${quoted(accept)} rules out.`);
  }
  const body = await readBody(request, maxBodyBytes, lease);
  if (!body.ok) {
    switch (body.problem) {
      case "too-large":
        return refuse(413, `The body is larger than ${maxBodyBytes} bytes.`, { connection: "close" });
      case "no-room-for-caller": {
        const problem =
          "Your requests and answers under way are too large together: wait until some have ended.";
        return refuse(429, problem, later);
      }
      case "no-room":
        return refuse(503, "The requests and answers under way are too large together: try again.", later);
      case "broken":
        return undefined;
    }
  }
  const text = decodeUtf8(body.bytes);
  if (text === undefined) {
    reply(400, errorText(undefined, errorAnswer(ErrorCode.parseError, "The body is not UTF-8.")));
    return undefined;
  }
  return { text, bytes: body.bytes };
}

function refusal(problem: string): string {
  return errorText(undefined, errorAnswer(ErrorCode.invalidRequest, problem));
}

function quoted(header: string | undefined): string {
  return JSON.stringify((header ?? "").slice(0, 100));
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  bytes: number,
  headers: Record<string, string | number>,
): void {
  if (bytes > 0) headers["content-type"] = "application/json";
  headers["content-length"] = bytes;
  // Text, not bytes: so head and body are one write.
  response.writeHead(status, headers).end(body);
  // Who does not read the answer does not keep it here for ever. Most have it by now, as far as this process is concerned.
  if (response.writableLength > 0) response.setTimeout(unreadMillis, () => response.destroy());
}
