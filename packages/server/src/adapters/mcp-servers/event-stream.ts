import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { CallEnding } from "./call-ending.ts";
import type { HttpEndpoint } from "./http-endpoint.ts";
import { type HttpSession, sessionHeaders, tell } from "./http-session.ts";
import { isNotText } from "./not-text.ts";
import { ownHeaders } from "./own-headers.ts";
import { answerTo, type RpcAnswer, type RpcNotification, readIncoming, replyText } from "./rpc-message.ts";
import { createSseReader } from "./sse-reader.ts";
import { UpstreamFailure } from "./upstream-failure.ts";

/** How often a stream that ends early is taken up again. */
const resumes = 5;
const defaultRetryMillis = 1_000;
const longestRetryMillis = 10_000;
/** Requests of the server's that are answered within one call. */
const replies = 100;

/**
 * Reads events until the answer to a request has come; `hear` gets the notifications before it, and the server's own
 * requests are answered. A stream that ends early is taken up again where the server says where.
 */
export async function readEventStream(
  endpoint: HttpEndpoint,
  session: HttpSession,
  { id, hear }: { readonly id: number; readonly hear?: ((told: RpcNotification) => void) | undefined },
  first: Readable,
  limits: { readonly answerBytes: number },
  ending: CallEnding,
): Promise<RpcAnswer> {
  let body = first;
  let bytes = 0;
  let replied = 0;
  let lastEventId: string | undefined;
  let retryMillis: number | undefined;

  function answerIn(data: string): RpcAnswer | undefined {
    const messages = readIncoming(data);
    if (messages === undefined)
      throw new UpstreamFailure(`${endpoint.name} sent an event that is no message`, {});
    for (const message of messages) {
      if (message.kind === "notification") hear?.(message);
      if (message.kind !== "request" || replied >= replies) continue;
      replied += 1;
      void tell(endpoint, session, replyText(message));
    }
    return answerTo(id, messages);
  }

  async function readOne(): Promise<RpcAnswer | undefined> {
    const reader = createSseReader();
    const decoder = new TextDecoder("utf-8", { fatal: true });
    // Not `for await`: leaving that would break off a connection that can be used again.
    const chunks = body[Symbol.asyncIterator]();
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
      const chunk: Uint8Array = next.value;
      bytes += chunk.byteLength;
      if (bytes > limits.answerBytes) {
        body.destroy();
        throw new BodyTooLarge(`the answer is larger than ${limits.answerBytes} bytes`);
      }
      const events = reader.push(decoder.decode(chunk, { stream: true }));
      lastEventId = reader.lastEventId ?? lastEventId;
      retryMillis = reader.retryMillis ?? retryMillis;
      for (const { event, data } of events) {
        // An event without data marks where the stream can be taken up.
        const answer = event === "message" && data !== "" ? answerIn(data) : undefined;
        if (answer !== undefined) {
          void finish(body, chunks);
          return answer;
        }
      }
    }
    return undefined;
  }

  for (let resumed = 0; ; resumed += 1) {
    let broken: unknown;
    const answer = await readOne().catch((error: unknown) => {
      if (ending.aborted || !isBreak(error)) throw error;
      broken = error;
    });
    if (answer !== undefined) return answer;
    if (lastEventId === undefined || resumed === resumes) {
      throw broken ?? new Error("the stream ended before the answer came");
    }
    await pause(Math.min(retryMillis ?? defaultRetryMillis, longestRetryMillis), undefined, {
      signal: ending.signal,
    });
    const changed = { accept: "text/event-stream", "last-event-id": lastEventId };
    const headers = Object.entries({ ...ownHeaders, ...sessionHeaders(session), ...changed }).flat();
    const response = await endpoint.exchange({ method: "GET", headers }, limits, ending);
    if (response.kind !== "events" || response.statusCode !== 200) {
      if (response.kind === "events") response.body.destroy();
      throw new Error(`the stream broke off, and taking it up again gave status ${response.statusCode}`);
    }
    body = response.body;
  }
}

/** Whether the connection broke, as against what came being of no use. */
function isBreak(error: unknown): boolean {
  return !(error instanceof BodyTooLarge || error instanceof UpstreamFailure || isNotText(error));
}

const finishMillis = 1_000;

/** Lets a stream that has given its answer end by itself, so that its connection can be used again; else breaks it off. */
async function finish(body: Readable, chunks: AsyncIterator<unknown>): Promise<void> {
  const timer = setTimeout(() => body.destroy(), finishMillis);
  try {
    while ((await chunks.next()).done !== true);
  } catch {
    // The answer is there already.
  } finally {
    clearTimeout(timer);
  }
}
