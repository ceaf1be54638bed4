/**
 * The load, in a process of its own: keep-alive sockets, one request at a time on each, written and read by hand so that
 * the load costs little beside what it measures. Asked over IPC; answers with a rate and latencies.
 */
import { connect } from "node:net";

const ends = { line: Buffer.from("\r\n\r\n"), chunked: Buffer.from("\r\n0\r\n\r\n") };

/** Where the answer that starts the buffer ends, or -1; one request is under way, so nothing follows it. */
function endOfAnswer(bytes) {
  const head = bytes.indexOf(ends.line);
  if (head === -1) return -1;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.latin1Slice(0, head + 2))?.[1];
  if (length === undefined) return bytes.subarray(-7).equals(ends.chunked) ? bytes.length : -1;
  const end = head + 4 + Number(length);
  return bytes.length >= end ? end : -1;
}

/** Sends until `isOver`, and resolves when the last answer is in. */
function drive(port, next, isOver, onAnswer) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let pending;
    let sentAt = 0;
    let answered = false;
    const send = () => {
      if (isOver()) {
        answered = true;
        return socket.end(resolve);
      }
      sentAt = performance.now();
      return socket.write(next());
    };
    socket.on("connect", send);
    socket.on("data", (chunk) => {
      const bytes = pending === undefined ? chunk : Buffer.concat([pending, chunk]);
      if (endOfAnswer(bytes) === -1) {
        pending = bytes;
        return;
      }
      pending = undefined;
      onAnswer(performance.now() - sentAt, bytes);
      send();
    });
    socket.on("error", reject);
    socket.on("close", () => {
      if (!answered) reject(new Error(`port ${port} closed the connection`));
    });
  });
}

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** `millis` or `calls` ends the load; `sign` is text that every good answer has. */
async function load({
  port,
  requests,
  sign,
  connections,
  millis = Number.POSITIVE_INFINITY,
  calls = Number.POSITIVE_INFINITY,
}) {
  const texts = requests.map((request) => Buffer.from(request));
  const good = Buffer.from(sign);
  const latencies = [];
  let sent = 0;
  let wrong;
  const started = performance.now();
  const isOver = () => wrong !== undefined || sent >= calls || performance.now() - started >= millis;
  const next = () => texts[sent++ % texts.length];
  const onAnswer = (latency, bytes) => {
    if (!bytes.includes(good)) wrong ??= bytes.toString().slice(0, 600);
    if (latencies.length < 200_000) latencies.push(latency);
  };
  await Promise.all(Array.from({ length: connections }, () => drive(port, next, isOver, onAnswer)));
  if (wrong !== undefined) throw new Error(`an answer without ${sign}: ${wrong}`);
  const seconds = (performance.now() - started) / 1_000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    calls: sent,
    perSecond: sent / seconds,
    p50: percentile(sorted, 0.5) * 1_000,
    p99: percentile(sorted, 0.99) * 1_000,
  };
}

process.on("message", (order) => {
  load(order).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: error.message }),
  );
});
process.on("disconnect", () => process.exit());
