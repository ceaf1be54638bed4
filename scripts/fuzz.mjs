/**
 * Sends mutated requests to the MCP endpoint and the control plane of a Toolgate in this process, for --seconds N, from
 * --seed S. Fails on an error of Toolgate's own, a hang, a crash, an answer that is no JSON, memory that grows, a store
 * that a refused request changed, and a tool that was called without an ALLOW record; prints what reproduces it.
 */
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { flipBytes, mutate } from "./fuzz/mutate.mjs";
import { randomSource } from "./fuzz/random.mjs";
import { controlSeeds, mcpSeeds } from "./fuzz/seeds.mjs";
import { exchange, readAnswers } from "./fuzz/send.mjs";
import { startSubject } from "./fuzz/subject.mjs";

const { values } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
const seconds = Number(values.seconds ?? 60);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!(seconds > 0) || !Number.isInteger(seed)) {
  console.error("usage: npm run fuzz -- [--seconds N] [--seed S], N above 0 and S a whole number");
  process.exit(2);
}
console.log(
  `fuzz: seed ${seed}, ${seconds} s (again with: npm run fuzz -- --seconds ${seconds} --seed ${seed})`,
);

const mebibyte = 1024 * 1024;
const mostHeapGrowth = 40 * mebibyte;
const mostGrowth = 120 * mebibyte;
const goodAnswer =
  '200 {"jsonrpc":"2.0","id":1,"result":{"isError":false,"content":[{"type":"text","text":"{\\"amount\\":1}"}]}}';
/** Deliberate: no discovery document (metadata), and HTTP/2. */
const deliberate = new Set([503, 505]);

const counts = new Map();
const failures = [];
const underWay = new Set();
const byRequestId = new Map();
let sent = 0;

const fail = (what, bytes) => {
  const requests = bytes === undefined ? [...underWay] : [bytes];
  failures.push({ what, requests: requests.map((request) => request.toString("base64")) });
};
const asError = (error) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
process.on("unhandledRejection", (error) => fail(`unhandled rejection: ${asError(error)}`));
process.on("uncaughtException", (error) => fail(`uncaught exception: ${asError(error)}`));

const subject = await startSubject((fields, message) =>
  fail(`logged as an error: ${message} ${asError(fields?.err)}`),
);
await subject.renew();
const port = subject.port;
const started = performance.now();
const isOver = () => failures.length > 0 || performance.now() - started > seconds * 1000;

function bytesOf(request) {
  const places = subject.placeholders();
  const filled = (text) => text.replaceAll(/<(\w+)>/g, (whole, name) => places[name] ?? whole);
  const body = Buffer.from(filled(request.body ?? ""));
  const length = request.body === undefined ? [] : [`Content-Length: ${body.length}`];
  const head = [`${request.method} ${request.path} HTTP/1.1`, ...request.headers, ...length].join("\r\n");
  const whole = Buffer.concat([Buffer.from(filled(`${head}\r\n\r\n`), "latin1"), body]);
  return flipBytes(whole, request.flips);
}

async function send(request) {
  const bytes = bytesOf(request);
  underWay.add(bytes);
  const outcome = await exchange(port, bytes);
  underWay.delete(bytes);
  sent += 1;
  if (outcome.hung) fail("no end of the connection", bytes);
  const { answers, broken } = readAnswers(outcome.bytes, bytes.subarray(0, 5).toString() === "HEAD ");
  if (broken !== undefined) fail(`no HTTP answer: ${broken}`, bytes);
  if (answers.length === 0) count("closed");
  for (const answer of answers) {
    count(answer.status);
    remember(answer.requestId, bytes);
    const problem = problemOf(answer);
    if (problem !== undefined) fail(`${problem}: ${answer.status} ${answer.body.slice(0, 500)}`, bytes);
  }
  return { bytes, answers, cutShort: outcome.cutShort };
}

function problemOf({ status, type, body }) {
  if (status >= 500 && !deliberate.has(status)) return "an error of Toolgate's own";
  if (body === "" || type.startsWith("text/plain")) return undefined;
  if (!type.startsWith("application/json")) return `the content type ${type}`;
  try {
    JSON.parse(body);
    return undefined;
  } catch {
    return "an answer that is no JSON";
  }
}

/** The latest requests by the id that their answers carried. */
function remember(requestId, bytes) {
  if (requestId === undefined) return;
  const [oldest] = byRequestId.keys();
  if (byRequestId.size >= 2_000) byRequestId.delete(oldest);
  byRequestId.set(requestId, bytes);
}

function count(status) {
  counts.set(status, (counts.get(status) ?? 0) + 1);
}

async function fuzzMcp(random) {
  while (!isOver()) await send(mutate(random.pick(mcpSeeds), random));
}

/** One at a time, so that a change of the store has one cause. */
async function fuzzControl(random) {
  for (let round = 1; !isOver(); round += 1) {
    const before = await subject.store();
    const { bytes, answers, cutShort } = await send(mutate(random.pick(controlSeeds), random));
    const refused = !cutShort && answers.length > 0 && answers.every(({ status }) => status >= 400);
    const isChanged = refused && (await subject.store()).version !== before.version;
    // What is proved of a forbid is written after the answer that took it, and that may be now.
    if (isChanged && (await subject.store()).analyses === before.analyses)
      fail("a refused request changed the store", bytes);
    // What was cut short may have been whole: then it is done to its end all the same.
    if (cutShort) await subject.settled();
    if (round % 300 === 0) await subject.renew();
  }
}

async function watch() {
  while (!isOver()) {
    const answer = await subject.goodCall();
    if (answer !== goodAnswer) fail(`a good call was answered with ${answer}`);
    const unjustified = await subject.unjustified();
    if (unjustified !== undefined) fail(unjustified.what, byRequestId.get(unjustified.requestId));
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
let warm;
async function measure() {
  while (performance.now() - started < (seconds * 1000) / 3 && !isOver()) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  collect();
  warm = process.memoryUsage();
}

await Promise.all([
  ...[1, 2, 3].map((lane) => fuzzMcp(randomSource(seed * 4 + lane))),
  fuzzControl(randomSource(seed * 4)),
  watch(),
  measure(),
]).catch((error) => fail(`the fuzzer could not go on: ${asError(error)}`));
await subject.unjustified().then(
  (found) => found === undefined || fail(found.what, byRequestId.get(found.requestId)),
  () => {},
);
collect();
const now = process.memoryUsage();
const grown = { heap: now.heapUsed - warm.heapUsed, rss: now.rss - warm.rss };
if (grown.heap > mostHeapGrowth || grown.rss > mostGrowth) {
  fail(
    `memory grew by ${Math.round(grown.heap / mebibyte)} MB of heap, ${Math.round(grown.rss / mebibyte)} MB resident`,
  );
}
await subject.close();

const byStatus = [...counts].sort(([a], [b]) => String(a).localeCompare(String(b)));
console.log(`${sent} requests; ${byStatus.map(([status, times]) => `${status}: ${times}`).join(", ")}`);
console.log(
  `memory since a third of the time: heap ${Math.round(grown.heap / mebibyte)} MB, resident ${Math.round(grown.rss / mebibyte)} MB`,
);
for (const { what, requests } of failures.slice(0, 10)) {
  console.error(`\nFAILED: ${what}`);
  for (const request of requests) {
    console.error(`  request, to send again: base64 -d <<< ${request.slice(0, 20_000)} | nc 127.0.0.1 PORT`);
    console.error(`  ${JSON.stringify(Buffer.from(request, "base64").toString("latin1").slice(0, 1_500))}`);
  }
}
process.exit(failures.length === 0 ? 0 : 1);
