/** Connections to one server that are kept for the next request, each carrying one at a time. */
import type { Socket } from "node:net";
import { ResponseReader, type ResponseSink } from "./response-reader.ts";

/** Hears of one exchange: its response, or why there is none (any more). Nothing comes after `end` and `failed`. */
export interface ExchangeSink extends Omit<ResponseSink, "end"> {
  end(): void;
  failed(error: Error): void;
}

/** A request that has been given to a connection. */
export interface ExchangeUnderWay {
  /** Breaks the connection off; `failed` is not called. Nothing happens when the exchange is over. */
  abort(): void;
  /** The server has to wait with the rest. */
  pause(): void;
  resume(): void;
}

export interface HttpConnections {
  /** `request` is all of it, written at once. */
  exchange(request: string, sink: ExchangeSink): ExchangeUnderWay;
  close(): void;
}

/** Opens one more connection. */
export type Connect = (callback: (...args: [Error, null] | [null, Socket]) => void) => void;

/** How often connections are looked at that nobody uses. */
const sweepMillis = 1_000;

/** The connection used last is used first, so that those which are too many come to their end. */
export function createHttpConnections(connect: Connect): HttpConnections {
  const idle: Connection[] = [];
  const open = new Set<Connection>();
  let sweep: NodeJS.Timeout | undefined;
  let closed = false;

  const free = (connection: Connection) => {
    idle.push(connection);
    sweep ??= setTimeout(endUnused, sweepMillis).unref();
  };
  const gone = (connection: Connection) => {
    open.delete(connection);
    const at = idle.indexOf(connection);
    if (at !== -1) idle.splice(at, 1);
  };

  function endUnused(): void {
    sweep = undefined;
    const now = performance.now();
    for (const connection of [...idle]) if (connection.keptUntil <= now) connection.destroy();
    if (idle.length > 0) sweep = setTimeout(endUnused, sweepMillis).unref();
  }

  function kept(): Connection | undefined {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      if (last.keptUntil > performance.now()) return last;
      last.destroy();
    }
    return undefined;
  }

  return {
    exchange(request, sink) {
      const known = kept();
      if (known !== undefined) return known.carry(request, sink);
      let under: ExchangeUnderWay | undefined;
      let aborted = false;
      connect((error, socket) => {
        if (socket === null) {
          if (!aborted) sink.failed(error);
          return;
        }
        if (aborted || closed) {
          socket.destroy();
          if (!aborted) sink.failed(new Error("the connections were closed"));
          return;
        }
        const connection = new Connection(socket, free, gone);
        open.add(connection);
        under = connection.carry(request, sink);
      });
      return {
        abort() {
          aborted = true;
          under?.abort();
        },
        pause: () => under?.pause(),
        resume: () => under?.resume(),
      };
    },
    close() {
      closed = true;
      clearTimeout(sweep);
      for (const connection of [...open]) connection.destroy();
    },
  };
}

/** One socket. */
class Connection implements ResponseSink {
  /** Until when another request may be sent, by `performance.now()`. */
  keptUntil = 0;
  readonly #socket: Socket;
  readonly #free: (connection: Connection) => void;
  readonly #gone: (connection: Connection) => void;
  readonly #reader: ResponseReader = new ResponseReader(this);
  #sink: ExchangeSink | undefined;
  #failure: Error | undefined;

  constructor(
    socket: Socket,
    free: (connection: Connection) => void,
    gone: (connection: Connection) => void,
  ) {
    this.#socket = socket;
    this.#free = free;
    this.#gone = gone;
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("end", () => this.#ended());
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("other side closed")));
  }

  carry(request: string, sink: ExchangeSink): ExchangeUnderWay {
    this.#sink = sink;
    this.#reader.expect();
    // Plain ASCII, as nearly all requests are, is written without being encoded first.
    this.#socket.write(request, Buffer.byteLength(request) === request.length ? "latin1" : "utf8");
    return {
      abort: () => {
        if (this.#sink !== sink) return;
        this.#sink = undefined;
        this.destroy();
      },
      pause: () => {
        if (this.#sink === sink) this.#socket.pause();
      },
      resume: () => {
        if (this.#sink === sink) this.#socket.resume();
      },
    };
  }

  destroy(): void {
    this.#fail(new Error("the connection was closed"));
  }

  head(head: Parameters<ResponseSink["head"]>[0]): void {
    this.#sink?.head(head);
  }

  data(chunk: Buffer): void {
    this.#sink?.data(chunk);
  }

  end(keepMillis: number): void {
    const sink = this.#sink;
    this.#sink = undefined;
    if (this.#failure === undefined) {
      // Nobody else would: who reads the last of a stream slowly reads it from memory.
      if (this.#socket.isPaused()) this.#socket.resume();
      this.keptUntil = performance.now() + keepMillis;
      if (keepMillis > 0) this.#free(this);
      else this.destroy();
    }
    sink?.end();
  }

  #read(chunk: Buffer): void {
    try {
      this.#reader.push(chunk);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #ended(): void {
    if (this.#failure === undefined && this.#sink !== undefined && this.#reader.close()) return;
    this.#fail(new Error("other side closed"));
  }

  #fail(error: Error): void {
    if (this.#failure !== undefined) return;
    this.#failure = error;
    this.#gone(this);
    this.#socket.destroy();
    const sink = this.#sink;
    this.#sink = undefined;
    sink?.failed(error);
  }
}
