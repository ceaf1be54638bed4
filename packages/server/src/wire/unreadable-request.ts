/** What is no HTTP gets an answer in words as well, and its connection ends: what follows cannot be told apart from it. */
import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** How long a caller may take to fetch the refusal: ending at once would take it from those who are still sending. */
const lingerMillis = 2_000;

/** Answers what Node's parser refuses, CONNECT, and expectations that nobody meets. */
export function answerUnreadable(server: Server): void {
  const latest = new WeakMap<
    Duplex,
    { readonly request: IncomingMessage; readonly response: ServerResponse }
  >();
  const refused = new WeakSet<Duplex>();
  server.prependListener("request", (request, response) => latest.set(request.socket, { request, response }));

  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (refused.has(socket)) return;
    refused.add(socket);
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const refusal = refusalOf(error);
    const before = latest.get(socket);
    if (before === undefined || before.response.writableFinished) return endWith(socket, refusal);
    // A request that came whole before gets its own answer first; one that broke off gets this one, unless it has one.
    if (before.request.complete) before.response.once("finish", () => endWith(socket, refusal));
    else if (before.response.headersSent) socket.destroy();
    else endWith(socket, refusal, before.request.method === "HEAD");
  });
  server.on("connect", (_request, socket) => {
    endWith(socket, { status: 405, message: "Toolgate is no proxy: CONNECT leads nowhere." });
  });
  server.on("checkExpectation", (request, response) => {
    const message = `Expect: ${JSON.stringify(request.headers.expect?.slice(0, 100))} is not met here, only 100-continue.`;
    response
      .writeHead(417, { "content-type": "application/json", connection: "close" })
      .end(JSON.stringify({ message }));
  });
}

function refusalOf({ code, message }: NodeJS.ErrnoException): Refusal {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return { status: 431, message: "The request's headers are too large: send fewer or shorter ones." };
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return { status: 413, message: "The request's chunk extensions are too large: leave them out." };
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return { status: 408, message: "The request took too long to arrive: send it again, and faster." };
    case "HPE_INVALID_EOF_STATE":
      return { status: 400, message: "The request ended before it was whole: send it again." };
    case "HPE_PAUSED_H2_UPGRADE":
      return { status: 505, message: "HTTP/2 is not spoken here: use HTTP/1.1." };
    default:
      return {
        status: 400,
        message: `The request is not HTTP/1.1 that can be read: ${message.replace(/^Parse Error: /, "")}.`,
      };
  }
}

/** `headOnly`: what asks for no body gets none. */
function endWith(socket: Duplex, { status, message }: Refusal, headOnly = false): void {
  const body = JSON.stringify({ message });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.on("error", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${headOnly ? "" : body}`);
  socket.resume();
  setTimeout(() => socket.destroy(), lingerMillis).unref();
}
