/** POST /gateways/<id>/mcp: receive, authenticate, dispatch, answer. Source: MCP "Streamable HTTP"; AWS guide, gateway. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import { admit } from "./admit.ts";
import { dispatch } from "./dispatch.ts";
import { ErrorCode, errorText, readMessage } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { readBody } from "./read-body.ts";
import { decodeUtf8, readJson } from "./read-json.ts";
import { acceptedRevisions } from "./revision.ts";
import type { TrafficLease } from "./traffic-budget.ts";

/** AWS's limit for tool call payloads. */
const maxBodyBytes = 6 * 1024 * 1024;
/** How long a caller may leave an answer unread, in milliseconds. */
const unreadMillis = 60_000;
const later = { "retry-after": "1" };

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
  const requestId = deps.newRequestId();
  let lease: TrafficLease | undefined;
  const reply: Reply = (status, body, headers = {}) => {
    const bytes = Buffer.from(body, "utf8");
    lease?.add(bytes.length);
    send(response, status, bytes, { ...headers, "x-amzn-requestid": requestId });
  };
  try {
    if (request.method !== "POST") {
      const text =
        "The gateway is stateless: send each message in a POST; there is no stream to open and no session to end.";
      return reply(405, errorText(undefined, ErrorCode.invalidRequest, text), { allow: "POST" });
    }
    const applicant = { gatewayId, authorization: request.headers.authorization, requestId };
    // Before the body is read, so that only a caller of the gateway can send one.
    const first = await admit(deps, applicant);
    if (!first.ok) return reply(first.status, first.body, first.headers);
    lease = deps.traffic.open(`${gatewayId} ${first.identity.principal.id}`);
    const body = await receive(request, lease, reply);
    if (body === undefined) return;
    const admission = await admit(deps, applicant, first);
    if (!admission.ok) return reply(admission.status, admission.body, admission.headers);
    await answerAuthenticated(deps, { ...admission, request, body, requestId, reply });
  } catch (error) {
    deps.log.error({ requestId, gatewayId, err: error }, "an MCP request failed inside Toolgate");
    const text = `An internal error occurred. Toolgate's log has the cause under the request id ${requestId}.`;
    if (!response.headersSent) reply(500, errorText(undefined, ErrorCode.internalError, text));
    else response.destroy();
  } finally {
    // Here, and not when the caller goes: what they sent is held until it has been dealt with.
    if (lease !== undefined) finished(response, lease.free);
  }
}

type Reply = (status: number, body: string, headers?: Record<string, string>) => void;

/** The body, or undefined when it was refused or the caller is gone. */
async function receive(
  request: IncomingMessage,
  lease: TrafficLease,
  reply: Reply,
): Promise<Buffer | undefined> {
  const contentType = request.headers["content-type"] ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    const text = `The content-type must be application/json, not ${JSON.stringify(contentType.slice(0, 100))}.`;
    reply(415, errorText(undefined, ErrorCode.invalidRequest, text));
    return undefined;
  }
  const body = await readBody(request, maxBodyBytes, lease);
  if (body.ok) return body.bytes;
  const refuse = (status: number, text: string, more: Record<string, string> = {}) =>
    reply(status, errorText(undefined, ErrorCode.invalidRequest, text), { connection: "close", ...more });
  switch (body.problem) {
    case "too-large":
      refuse(413, `The body is larger than ${maxBodyBytes} bytes.`);
      break;
    case "no-room-for-caller":
      refuse(
        429,
        "Your requests and answers under way are too large together: wait until some have ended.",
        later,
      );
      break;
    case "no-room":
      refuse(503, "The requests and answers under way are too large together: try again.", later);
      break;
    case "broken":
      break;
  }
  return undefined;
}

async function answerAuthenticated(
  deps: McpDeps,
  exchange: {
    readonly live: LiveGateway;
    readonly identity: Identity;
    readonly request: IncomingMessage;
    readonly body: Buffer;
    readonly requestId: string;
    readonly reply: Reply;
  },
): Promise<void> {
  const { live, request, body, requestId, reply } = exchange;
  const refuse = (status: number, code: number, text: string) =>
    reply(status, errorText(undefined, code, text));

  const accepted = acceptedRevisions(live.gateway.protocolConfiguration?.mcp.supportedVersions);
  const revision = request.headers["mcp-protocol-version"];
  if (revision !== undefined && !accepted.some((known) => known === revision)) {
    const text = `Unsupported protocol version ${JSON.stringify(String(revision).slice(0, 40))}. Supported: ${accepted.join(", ")}.`;
    return refuse(400, ErrorCode.unsupportedVersion, text);
  }
  const text = decodeUtf8(body);
  if (text === undefined) return refuse(400, ErrorCode.parseError, "The body is not UTF-8.");
  const { parsed, fault } = readJson(text);
  if (!parsed.ok) {
    return refuse(
      400,
      ErrorCode.parseError,
      `The body is not JSON: ${parsed.message} (at character ${parsed.offset}).`,
    );
  }

  const message = readMessage(parsed.value);
  switch (message.kind) {
    case "invalid":
      return reply(400, errorText(message.id, ErrorCode.invalidRequest, message.problem));
    case "notification":
    case "response":
      return reply(202, "");
    case "request": {
      const answer = await dispatch(deps, {
        live,
        identity: exchange.identity,
        message,
        requestId,
        raw: revision === undefined,
        accepted,
        fault,
      });
      return reply(200, answer);
    }
  }
}

function send(
  response: ServerResponse,
  status: number,
  bytes: Buffer,
  headers: Record<string, string>,
): void {
  // Who does not read the answer does not keep it here for ever.
  response.setTimeout(unreadMillis, () => response.destroy());
  const type = bytes.length === 0 ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...headers, ...type, "content-length": bytes.length }).end(bytes);
}
