/** Sends bytes and reads the answers, whatever either of them looks like. */
import { connect } from "node:net";

/** How long a server may say nothing before the client ends its side, and how long it may then still take. */
const quietMillis = 150;
const hangMillis = 20_000;

/** The bytes that came back until the connection ended: by the client where `cutShort`, and broken off where `hung`. */
export function exchange(port, bytes) {
  return new Promise((resolve) => {
    const chunks = [];
    let hung = false;
    let cutShort = false;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true, allowHalfOpen: true });
    const finish = setTimeout(() => {
      cutShort = true;
      socket.end();
    }, quietMillis);
    const hang = setTimeout(() => {
      hung = true;
      socket.destroy();
    }, hangMillis);
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      finish.refresh();
    });
    socket.on("end", () => socket.destroy());
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(finish);
      clearTimeout(hang);
      resolve({ bytes: Buffer.concat(chunks), hung, cutShort });
    });
    socket.write(bytes);
  });
}

/** The answers in the bytes. One to HEAD has no body whatever its headers say, but HEAD may not have been read as such. */
export function readAnswers(bytes, headAsked) {
  const answers = [];
  let rest = bytes;
  while (rest.length > 0) {
    const end = rest.indexOf("\r\n\r\n");
    const head = rest.subarray(0, end === -1 ? rest.length : end).toString("latin1");
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(head) ?? [];
    if (end === -1 || status === undefined) return { answers, broken: head.slice(0, 200) };
    const header = (name) => new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1];
    rest = rest.subarray(end + 4);
    const isNext = rest.length === 0 || rest.subarray(0, 7).toString() === "HTTP/1.";
    const bodiless = (headAsked && isNext) || /^(1..|204|304)$/.test(status);
    const length = bodiless ? 0 : Number(header("content-length") ?? 0);
    const chunked = !bodiless && header("transfer-encoding") === "chunked";
    const body = chunked ? unchunk(rest) : { text: rest.subarray(0, length).toString("utf8"), used: length };
    if (body.used > rest.length) return { answers, broken: `${head.slice(0, 100)} … ends early` };
    rest = rest.subarray(body.used);
    answers.push({
      status: Number(status),
      type: header("content-type") ?? "",
      requestId: header("x-amzn-requestid"),
      body: body.text,
    });
  }
  return { answers };
}

function unchunk(bytes) {
  const chunks = [];
  let at = 0;
  for (;;) {
    const line = bytes.indexOf("\r\n", at);
    if (line === -1) return { text: "", used: Number.POSITIVE_INFINITY };
    const size = Number.parseInt(bytes.subarray(at, line).toString("latin1"), 16);
    at = line + 4 + size;
    if (!(size > 0)) return { text: Buffer.concat(chunks).toString("utf8"), used: at };
    chunks.push(bytes.subarray(line + 2, line + 2 + size));
  }
}
