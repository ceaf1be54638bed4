/** An HTTP exchange whose answer is read whole, unless it is a stream of events. */
import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { CallEnding, Ended } from "./call-ending.ts";
import { mediaType } from "./media-type.ts";

/** What tells of a body. */
interface ResponseHead {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
}

export type HttpResponse =
  | (ResponseHead & { readonly kind: "whole"; readonly bytes: Uint8Array })
  /** It has come to its head only. Who leaves the body early has to destroy it. */
  | (ResponseHead & { readonly kind: "events"; readonly body: Readable });

/** Bytes of the body of a refusal, which is only quoted from. */
const refusalBytes = 65_536;

/**
 * Sends a request by undici's own callbacks, for a promise and a stream for each call would cost as much as the rest of
 * it. Rejects with the reason of its end, with {@link BodyTooLarge}, or with undici's error. A refusal, any status but 2xx,
 * that breaks off or is too large has no bytes.
 */
export function exchangeHttp(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { answerBytes }: { readonly answerBytes: number },
  ending: CallEnding,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let under: Dispatcher.DispatchController | undefined;
    let head: ResponseHead | undefined;
    let events: Readable | undefined;
    let chunks: Buffer[] = [];
    let size = 0;

    const leave = () => {
      const reason = reasonOf(ending);
      under?.abort(reason);
      fail(reason);
    };
    const isRefused = () => head !== undefined && (head.statusCode < 200 || head.statusCode > 299);
    const settle = () => ending.unlisten(leave);
    function fail(error: unknown): void {
      settle();
      chunks = [];
      if (events !== undefined) events.destroy(error instanceof Error ? error : undefined);
      else if (head !== undefined && isRefused())
        resolve({ kind: "whole", ...head, bytes: new Uint8Array() });
      else reject(error);
    }
    if (ending.aborted) return reject(ending.reason);
    ending.listen(leave);

    dispatcher.dispatch(request, {
      onRequestStart(controller) {
        under = controller;
        if (ending.aborted) controller.abort(reasonOf(ending));
      },
      onResponseStart(controller, statusCode, headers) {
        // What comes before the answer, such as 103.
        if (statusCode < 200) return;
        head = { statusCode, headers };
        if (isRefused() || mediaType(head) !== "text/event-stream") return;
        events = eventsOf(controller);
        resolve({ kind: "events", ...head, body: events });
      },
      onResponseData(controller, chunk) {
        if (events !== undefined) {
          if (!events.push(chunk)) controller.pause();
          return;
        }
        size += chunk.length;
        const limit = isRefused() ? refusalBytes : answerBytes;
        if (size <= limit) return void chunks.push(chunk);
        controller.abort(new BodyTooLarge(`the answer is larger than ${limit} bytes`));
      },
      onResponseEnd() {
        settle();
        if (events !== undefined) return void events.push(null);
        const [only] = chunks;
        const bytes = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size);
        if (head !== undefined) resolve({ kind: "whole", ...head, bytes });
      },
      onResponseError: (_controller, error) => fail(error),
    });
  });
}

/** The body of an answer as it comes; the connection waits for who reads slowly. */
function eventsOf(controller: Dispatcher.DispatchController): Readable {
  const body = new Readable({
    read: () => controller.resume(),
    destroy(error, done) {
      if (!body.readableEnded) controller.abort(error ?? new Error("the stream was left"));
      done(error);
    },
  });
  // Who reads hears of it; when nobody reads any more, nobody is interested.
  return body.on("error", () => {});
}

function reasonOf({ reason }: Ended): Error {
  return reason instanceof Error ? reason : new Error("the call was given up", { cause: reason });
}
