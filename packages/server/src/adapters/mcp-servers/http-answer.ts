import type { CallEnding } from "./call-ending.ts";
import { readEventStream } from "./event-stream.ts";
import type { HttpEndpoint } from "./http-endpoint.ts";
import { type HttpSession, sessionHeaderList } from "./http-session.ts";
import { mediaType } from "./media-type.ts";
import { answerTo, type RpcAnswer, type RpcNotification, readIncoming } from "./rpc-message.ts";
import { quoted, SessionLost, UpstreamFailure } from "./upstream-failure.ts";

/** A JSON-RPC request as text, with the id it carries and the headers it needs beside the session's. */
export interface RpcRequest {
  readonly id: number;
  readonly body: string;
  /** Names and values in turns. */
  readonly headers: readonly string[];
  /** Hears what the server tells before it answers. */
  readonly hear?: ((told: RpcNotification) => void) | undefined;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Sends a request and reads its answer, be it JSON or a stream of events. Rejects with {@link UpstreamFailure}. */
export async function exchange(
  endpoint: HttpEndpoint,
  session: HttpSession,
  request: RpcRequest,
  limits: { readonly answerBytes: number },
  ending: CallEnding,
): Promise<RpcAnswer> {
  const common = sessionHeaderList(session);
  const headers = request.headers.length === 0 ? common : [...common, ...request.headers];
  try {
    const response = await endpoint.exchange({ method: "POST", headers, body: request.body }, limits, ending);
    if (response.kind === "events") {
      return await readEventStream(endpoint, session, request, response.body, limits, ending);
    }
    const { statusCode, bytes } = response;
    if (statusCode < 200 || statusCode > 299) {
      const text = textOrNone(bytes);
      const answer = answerTo(request.id, readIncoming(text) ?? []);
      if (answer !== undefined) return answer;
      throw statusFailure(endpoint, statusCode, text);
    }
    const type = mediaType(response);
    const text = decoder.decode(bytes);
    const answer = type === "application/json" ? answerTo(request.id, readIncoming(text) ?? []) : undefined;
    if (answer !== undefined) return answer;
    throw new UpstreamFailure(
      `${endpoint.name} answered with status ${statusCode} and ${type ?? "no content type"}, but not with an answer to the request`,
      {},
    );
  } catch (error) {
    throw endpoint.failure(error, ending);
  }
}

function textOrNone(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return "";
  }
}

/** What a status other than success means for the request. Source: MCP, Streamable HTTP, "Session Management". */
function statusFailure(endpoint: HttpEndpoint, statusCode: number, text: string): UpstreamFailure {
  const said = text === "" ? "" : `: ${quoted(text)}`;
  const message = `${endpoint.name} answered with status ${statusCode}${said}`;
  // By the specification 404 tells of a lost session; many servers say 400. Either way they did not act on the request.
  if (statusCode === 404 || statusCode === 400) return new SessionLost(message);
  if (statusCode === 401 || statusCode === 403) {
    return new UpstreamFailure(message, { kind: "access", trouble: false });
  }
  if (statusCode >= 300 && statusCode < 400) {
    return new UpstreamFailure(`${message}; redirects are not followed, so configure the final URL`, {
      trouble: false,
    });
  }
  const passing = statusCode >= 502 && statusCode <= 504;
  return new UpstreamFailure(message, {
    repeat: passing ? "if-harmless" : "useless",
    trouble: statusCode >= 500 || statusCode === 429 || statusCode === 408,
  });
}
