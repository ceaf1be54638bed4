/** Bytes to a server and what comes back, for requests that no HTTP client would send. */
import { connect } from "node:net";

/** `finish`: the client ends its side after its last byte; `reset`: it breaks off with an RST. */
export type Ending = "stay" | "finish" | "reset";

/** Sends the parts and gives all that the server said until it closed the connection. */
export function exchangeBytes(
  port: number,
  parts: readonly (string | Buffer)[],
  ending: Ending = "stay",
): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    // A server that refuses a body before its end resets the rest; what it said before counts.
    socket.on("error", () => socket.destroy());
    socket.on("end", () => socket.destroy());
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.on("connect", async () => {
      for (const part of parts) await new Promise((written) => socket.write(part, written));
      if (ending === "finish") socket.end();
      if (ending === "reset") socket.resetAndDestroy();
    });
  });
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** All answers in the bytes of one connection. */
export function readAnswers(bytes: Buffer): readonly HttpAnswer[] {
  const answers: HttpAnswer[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf("\r\n\r\n");
    if (end === -1) throw new Error(`no HTTP answer: ${rest.toString("latin1").slice(0, 200)}`);
    const [statusLine = "", ...lines] = rest.subarray(0, end).toString("latin1").split("\r\n");
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
      }),
    );
    rest = rest.subarray(end + 4);
    const chunked = headers.get("transfer-encoding") === "chunked";
    const length = Number(headers.get("content-length") ?? 0);
    const body = chunked
      ? unchunked(rest)
      : { text: rest.subarray(0, length).toString("utf8"), used: length };
    rest = rest.subarray(body.used);
    answers.push({ status: Number(statusLine.split(" ")[1]), headers, body: body.text });
  }
  return answers;
}

function unchunked(bytes: Buffer): { readonly text: string; readonly used: number } {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, line).toString("latin1"), 16);
    at = line + 2 + size + 2;
    if (!(size > 0)) return { text: Buffer.concat(chunks).toString("utf8"), used: at };
    chunks.push(bytes.subarray(line + 2, line + 2 + size));
  }
}
