/** HTTP/1.1 responses, cut out of what a connection brings. Source: RFC 9112, "Message Body Length" and "Chunked Transfer Coding". */
import { MalformedResponse, type ResponseHead, readHead } from "./response-head.ts";

/** Hears of one response. What it throws, `push` throws. */
export interface ResponseSink {
  head(head: ResponseHead): void;
  data(chunk: Buffer): void;
  /** Another request may follow for so many milliseconds; 0 where none may. */
  end(keepMillis: number): void;
}

const maxHeadBytes = 16_384;
/** Of a line that tells a chunk's size, and of all trailers of a response together. */
const maxLineBytes = 4_096;
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
