/** An HTTP exchange whose answer is read whole, unless it is a stream of events. */
import type { IncomingHttpHeaders } from "node:http";
import { Readable } from "node:stream";
import type { Dispatcher } from "undici";
import { BytePieces } from "../../byte-pieces.ts";
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
    if (ending.aborted) return reject(ending.reason);
    const exchange = new Exchange(answerBytes, ending, resolve, reject);
    ending.listen(exchange.leave);
    dispatcher.dispatch(request, exchange);
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  readonly #answerBytes: number;
  readonly #ending: CallEnding;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: unknown) => void;
  #under: Dispatcher.DispatchController | undefined;
  #head: ResponseHead | undefined;
  #events: Readable | undefined;
  readonly #pieces = new BytePieces();

  constructor(
    answerBytes: number,
    ending: CallEnding,
    resolve: (response: HttpResponse) => void,
    reject: (error: unknown) => void,
  ) {
    this.#answerBytes = answerBytes;
    this.#ending = ending;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  readonly leave = (): void => {
    const reason = reasonOf(this.#ending);
    this.#under?.abort(reason);
    this.#fail(reason);
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#under = controller;
    if (this.#ending.aborted) controller.abort(reasonOf(this.#ending));
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    // What comes before the answer, such as 103.
    if (statusCode < 200) return;
    const head = { statusCode, headers };
    this.#head = head;
    if (isRefusal(head) || mediaType(head) !== "text/event-stream") return;
    const body = eventsOf(controller);
    this.#events = body;
    this.#resolve({ kind: "events", statusCode, headers, body });
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#events !== undefined) {
      if (!this.#events.push(chunk)) controller.pause();
      return;
    }
    const limit = isRefusal(this.#head) ? refusalBytes : this.#answerBytes;
    if (this.#pieces.length + chunk.length > limit) {
      controller.abort(new BodyTooLarge(`the answer is larger than ${limit} bytes`));
    } else this.#pieces.add(chunk);
  }

  onResponseEnd(): void {
    this.#ending.unlisten(this.leave);
    if (this.#events !== undefined) this.#events.push(null);
    else if (this.#head !== undefined) this.#resolveWhole(this.#head, this.#pieces.joined());
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#ending.unlisten(this.leave);
    this.#pieces.clear();
    if (this.#events !== undefined) this.#events.destroy(error instanceof Error ? error : undefined);
    else if (this.#head !== undefined && isRefusal(this.#head)) this.#resolveWhole(this.#head, nothing);
    else this.#reject(error);
  }

  #resolveWhole({ statusCode, headers }: ResponseHead, bytes: Uint8Array): void {
    this.#resolve({ kind: "whole", statusCode, headers, bytes });
  }
}

const nothing = new Uint8Array();

function isRefusal(head: ResponseHead | undefined): boolean {
  return head !== undefined && (head.statusCode < 200 || head.statusCode > 299);
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
