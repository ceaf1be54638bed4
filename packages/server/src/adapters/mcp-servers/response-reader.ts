/** HTTP/1.1 responses, cut out of what a connection brings. Source: RFC 9112, "Message Body Length" and "Chunked Transfer Coding". */

/** What tells of a body. */
export interface ResponseHead {
  readonly statusCode: number;
  readonly headers: { readonly "content-type"?: string | undefined };
}

/** Hears of one response. What it throws, `push` throws. */
export interface ResponseSink {
  head(head: ResponseHead): void;
  data(chunk: Buffer): void;
  /** Another request may follow for so many milliseconds; 0 where none may. */
  end(keepMillis: number): void;
}

/** What came is no HTTP/1.1, or can be read in two ways. */
export class MalformedResponse extends Error {
  override readonly name = "MalformedResponse";
}

const maxHeadBytes = 16_384;
/** Of a line that tells a chunk's size, and of all trailers of a response together. */
const maxLineBytes = 4_096;
/** Where a server does not say for how long it keeps a connection. */
const usualKeepMillis = 4_000;
const longestKeepMillis = 600_000;
/** A server may have ended what it says it keeps, by the time that a request gets there. */
const keepMarginMillis = 2_000;

type State =
  | "nothing"
  | "head"
  | "counted"
  | "until-close"
  | "chunk-size"
  | "chunk"
  | "chunk-end"
  | "trailers";

/** Reads one response after another, wherever their pieces end. What was not asked for is an error. */
export class ResponseReader {
  readonly #sink: ResponseSink;
  #state: State = "nothing";
  /** What no line could be made of yet. */
  #rest: Buffer | undefined;
  /** Bytes of a body or chunk that are still to come. */
  #left = 0;
  #trailerBytes = 0;
  #keepMillis = 0;

  constructor(sink: ResponseSink) {
    this.#sink = sink;
  }

  /** A request has been sent, so that one more response may come. */
  expect(): void {
    this.#state = "head";
  }

  /** @throws MalformedResponse, after which nothing more can be read. */
  push(bytes: Buffer): void {
    const input = this.#rest === undefined ? bytes : Buffer.concat([this.#rest, bytes]);
    this.#rest = undefined;
    let at = 0;
    while (at < input.length) {
      const next = this.#state === "head" ? this.#head(input, at) : this.#body(input, at);
      if (next === undefined) {
        this.#rest = Buffer.from(input.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** The server has ended the connection. False when a response is missing, or a part of one. */
  close(): boolean {
    if (this.#state !== "until-close") return false;
    this.#end();
    return true;
  }

  /** Where what follows begins; undefined when more has to come first. */
  #head(input: Buffer, at: number): number | undefined {
    const end = input.indexOf("\r\n\r\n", at, "latin1");
    if ((end === -1 ? input.length : end) - at > maxHeadBytes)
      throw new MalformedResponse(`its headers are larger than ${maxHeadBytes} bytes`);
    if (end === -1) return undefined;
    const head = readHead(input.toString("latin1", at, end));
    // What comes before the answer, such as 103.
    if (head.statusCode < 200) return end + 4;
    this.#keepMillis = head.keepMillis;
    this.#sink.head(head);
    this.#left = head.length ?? 0;
    if (head.chunked) this.#state = "chunk-size";
    else if (head.length === undefined) this.#state = "until-close";
    else if (head.length > 0) this.#state = "counted";
    else this.#end();
    return end + 4;
  }

  #body(input: Buffer, at: number): number | undefined {
    switch (this.#state) {
      case "until-close":
        this.#sink.data(input.subarray(at));
        return input.length;
      case "counted":
      case "chunk": {
        const end = Math.min(input.length, at + this.#left);
        this.#left -= end - at;
        this.#sink.data(input.subarray(at, end));
        if (this.#left > 0) return end;
        if (this.#state === "chunk") this.#state = "chunk-end";
        else this.#end();
        return end;
      }
      case "chunk-end": {
        if (input.length - at < 2) return undefined;
        if (input[at] !== 13 || input[at + 1] !== 10) throw new MalformedResponse("a chunk is too long");
        this.#state = "chunk-size";
        return at + 2;
      }
      case "chunk-size":
      case "trailers":
        return this.#line(input, at);
      case "nothing":
      case "head":
        throw new MalformedResponse("it sent what was not asked for");
    }
  }

  #line(input: Buffer, at: number): number | undefined {
    const end = input.indexOf("\r\n", at, "latin1");
    const length = (end === -1 ? input.length : end) - at;
    if (length + this.#trailerBytes > maxLineBytes)
      throw new MalformedResponse("a chunk's size or its trailers are too long");
    if (end === -1) return undefined;
    if (this.#state === "chunk-size") {
      const size = /^([0-9a-f]{1,12})[ \t]*(?:;|$)/i.exec(input.toString("latin1", at, end))?.[1];
      if (size === undefined) throw new MalformedResponse("the size of a chunk is no number");
      this.#left = Number.parseInt(size, 16);
      this.#state = this.#left === 0 ? "trailers" : "chunk";
    } else if (length === 0) this.#end();
    else this.#trailerBytes += length;
    return end + 2;
  }

  #end(): void {
    const keepMillis = this.#state === "until-close" ? 0 : this.#keepMillis;
    this.#state = "nothing";
    this.#trailerBytes = 0;
    this.#sink.end(keepMillis);
  }
}

interface ReadHead extends ResponseHead {
  /** Of the body; undefined where it goes on until the connection ends. */
  readonly length: number | undefined;
  readonly chunked: boolean;
  readonly keepMillis: number;
}

const wellFormed = /^HTTP\/1\.[01] [1-5]\d\d(?: [^\r\n\0]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*)*$/;

function readHead(text: string): ReadHead {
  if (!wellFormed.test(text))
    throw new MalformedResponse("it does not begin with a status line and headers of HTTP/1.1");
  const statusCode = Number(text.slice(9, 12));
  if (statusCode === 101) throw new MalformedResponse("it changes to a protocol that was not asked for");
  let contentType: string | undefined;
  let length: number | undefined;
  let chunked = false;
  let close = text[7] === "0";
  let keepMillis = usualKeepMillis;
  for (let end = text.indexOf("\r\n"); end !== -1; ) {
    const start = end + 2;
    end = text.indexOf("\r\n", start);
    const colon = text.indexOf(":", start);
    // No header that is looked at is longer or shorter.
    if (colon - start < 10 || colon - start > 17) continue;
    const value = text.slice(colon + 1, end === -1 ? undefined : end).trim();
    switch (text.slice(start, colon).toLowerCase()) {
      case "content-type":
        contentType ??= value;
        break;
      case "content-length": {
        const stated = /^\d{1,15}$/.test(value) ? Number(value) : undefined;
        if (stated === undefined || (length !== undefined && length !== stated))
          throw new MalformedResponse("its content-length cannot be read");
        length = stated;
        break;
      }
      case "transfer-encoding":
        if (chunked || value.toLowerCase() !== "chunked")
          throw new MalformedResponse("its transfer-encoding is not chunked alone");
        chunked = true;
        break;
      case "connection":
        close ||= /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value);
        break;
      case "keep-alive":
        keepMillis = keptFor(value) ?? keepMillis;
    }
  }
  if (chunked && length !== undefined)
    throw new MalformedResponse("it has both a content-length and a transfer-encoding");
  const bodiless = statusCode < 200 || statusCode === 204 || statusCode === 304;
  return {
    statusCode,
    headers: { "content-type": contentType },
    length: bodiless ? 0 : length,
    chunked: chunked && !bodiless,
    keepMillis: close ? 0 : Math.max(keepMillis, 0),
  };
}

let lastKeep: { readonly value: string; readonly millis: number | undefined } | undefined;

/** A server says the same each time. */
function keptFor(value: string): number | undefined {
  if (lastKeep?.value === value) return lastKeep.millis;
  const seconds = /(?:^|,)[ \t]*timeout=(\d{1,6})/i.exec(value)?.[1];
  const millis =
    seconds === undefined
      ? undefined
      : Math.min(Number(seconds) * 1_000 - keepMarginMillis, longestKeepMillis);
  lastKeep = { value, millis };
  return millis;
}
