/** An HTTP exchange whose answer is read whole, unless it is a stream of events. */
import { Readable } from "node:stream";
import { BodyTooLarge } from "../outbound/read-limited.ts";
import type { CallEnding } from "./call-ending.ts";
import type { ExchangeSink, ExchangeUnderWay, HttpConnections } from "./http-connections.ts";
import { mediaType } from "./media-type.ts";
import type { ResponseHead } from "./response-head.ts";

export type HttpResponse =
  | (ResponseHead & { readonly kind: "whole"; readonly bytes: Uint8Array })
  /** It has come to its head only. Who leaves the body early has to destroy it. */
  | (ResponseHead & { readonly kind: "events"; readonly body: Readable });

/** Bytes of the body of a refusal, which is only quoted from. */
const refusalBytes = 65_536;

/**
 * Sends a request, which is all of its text. Rejects with the reason why it is to end, with {@link BodyTooLarge}, or with what went
 * wrong on the connection. A refusal, any status but 2xx, that breaks off or is too large has no bytes.
 */
export function exchangeHttp(
  connections: HttpConnections,
  request: string,
  { answerBytes }: { readonly answerBytes: number },
  ending: CallEnding,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    if (ending.aborted) return reject(ending.reason);
    const exchange = new Exchange(answerBytes, ending, resolve, reject);
    exchange.under = connections.exchange(request, exchange);
  });
}

class Exchange implements ExchangeSink {
  under: ExchangeUnderWay | undefined;
  readonly #answerBytes: number;
  readonly #ending: CallEnding;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (error: unknown) => void;
  readonly #leave: () => void;
  #head: ResponseHead | undefined;
  #refused = false;
  #events: Readable | undefined;
  #chunks: Buffer[] = [];
  #size = 0;

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
    this.#leave = () => {
      this.under?.abort();
      this.failed(ending.reason);
    };
    ending.listen(this.#leave);
  }

  head(head: ResponseHead): void {
    this.#head = head;
    this.#refused = head.statusCode < 200 || head.statusCode > 299;
    if (this.#refused || mediaType(head) !== "text/event-stream") return;
    this.#events = eventsOf(this);
    this.#resolve({ kind: "events", ...head, body: this.#events });
  }

  data(chunk: Buffer): void {
    if (this.#events !== undefined) {
      if (!this.#events.push(chunk)) this.under?.pause();
      return;
    }
    this.#size += chunk.length;
    const limit = this.#refused ? refusalBytes : this.#answerBytes;
    if (this.#size > limit) throw new BodyTooLarge(`the answer is larger than ${limit} bytes`);
    this.#chunks.push(chunk);
  }

  end(): void {
    this.#settle();
    if (this.#events !== undefined) return void this.#events.push(null);
    const [only] = this.#chunks;
    const bytes =
      this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks, this.#size);
    if (this.#head !== undefined) this.#resolve({ kind: "whole", ...this.#head, bytes });
  }

  failed(error: unknown): void {
    this.#settle();
    this.#chunks = [];
    if (this.#events !== undefined) this.#events.destroy(error instanceof Error ? error : undefined);
    else if (this.#head !== undefined && this.#refused)
      this.#resolve({ kind: "whole", ...this.#head, bytes: new Uint8Array() });
    else this.#reject(error);
  }

  #settle(): void {
    this.#ending.unlisten(this.#leave);
  }
}

/** The body of an answer as it comes; the connection waits for who reads slowly. */
function eventsOf(exchange: Exchange): Readable {
  const body = new Readable({
    read: () => exchange.under?.resume(),
    destroy(error, done) {
      if (!body.readableEnded) exchange.under?.abort();
      done(error);
    },
  });
  // Who reads hears of it; when nobody reads any more, nobody is interested.
  return body.on("error", () => {});
}
