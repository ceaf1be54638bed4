/** One message, alone or of a batch: read, put into its revision, answered. */
import { isJsonObject } from "@toolgate/policy";
import { badRequest, type ErrorAnswer, errorText, resultText } from "./answer.ts";
import { acceptedVersions, chooseRevision, unreadIdOf } from "./choose-revision.ts";
import { dispatch } from "./dispatch.ts";
import { ErrorCode, type Message, type MessageId, readMessage } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Post } from "./post.ts";
import { readJson } from "./read-json.ts";
import { recordHandshake } from "./record-handshake.ts";
import type { Exchange } from "./revision.ts";
import { traceOfRequest } from "./trace-of-request.ts";

export interface MessageAnswer {
  readonly status: number;
  /** Empty where nothing is to be answered: 202. */
  readonly text: string;
}

/** The revision in the header; Node joins several, and no revision is named like that. */
export function versionHeader({ headers }: Post): string | undefined {
  return headers["mcp-protocol-version"]?.toString();
}

export async function answerMessage(deps: McpDeps, post: Post, text: string): Promise<MessageAnswer> {
  const { parsed, fault } = readJson(text);
  if (!parsed.ok) {
    const place = parsed.code === "syntax" ? "" : ` (at character ${parsed.offset})`;
    const problem = `The body cannot be read: ${parsed.message}${place}.`;
    return refused(post, badRequest(ErrorCode.parseError, problem));
  }
  const message = readMessage(parsed.value);
  if (message.kind === "invalid") {
    return refused(post, badRequest(ErrorCode.invalidRequest, message.problem), message.id);
  }
  const id = message.kind === "request" ? message.id : undefined;
  const accepted = acceptedVersions(post.live);
  const choice = chooseRevision(accepted, versionHeader(post), claimOf(message));
  if (!choice.ok) return refused(post, choice.refusal, id);
  const { revision } = choice;
  if (message.kind === "response" && !revision.takesResponses) {
    const problem = `Revision ${revision.version} has no responses from clients: the gateway asks nothing.`;
    return refused(post, badRequest(ErrorCode.invalidRequest, problem));
  }
  if (message.kind !== "request") {
    if (message.kind === "notification") recordHandshake(deps, post, message.method);
    return { status: 202, text: "" };
  }

  // Written out, here and below: for every call, to spread objects into others would take longer than to decide.
  const exchange: Exchange = {
    live: post.live,
    identity: post.identity,
    message,
    headers: post.headers,
    requestId: post.requestId,
    trace: traceOfRequest(post, message.params?.get("_meta")),
    bodyLength: post.bodyLength,
    revision,
    accepted,
    fault,
    stream: post.stream,
  };
  const answer = await dispatch(deps, exchange);
  if (answer.kind === "error") return refused(post, answer, id);
  recordHandshake(deps, post, message.method, message);
  return { status: 200, text: resultText(message.id, revision.resultJson(answer, post.live)) };
}

export function refused(post: Post, error: ErrorAnswer, id?: MessageId): MessageAnswer {
  return { status: error.status ?? 200, text: errorText(id, error, unreadIdOf(versionHeader(post))) };
}

/** Which revision a request says that it is of. */
function claimOf(message: Message) {
  if (message.kind !== "request") return {};
  const meta = message.params?.get("_meta");
  const declared = isJsonObject(meta) ? meta.get("io.modelcontextprotocol/protocolVersion") : undefined;
  return { method: message.method, declared };
}
