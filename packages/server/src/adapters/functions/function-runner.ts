/** Entry of a handler's process: loads the module, answers one invocation at a time, ends with the server. */
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { readLines } from "../processes/line-reader.ts";
import { type Handler, loadHandler } from "./load-handler.ts";
import {
  type HandlerError,
  lineLimit,
  type RunnerAnswer,
  type RunnerRequest,
  type RunnerSettings,
} from "./runner-message.ts";

const settings = JSON.parse(process.argv[2] ?? "{}") as RunnerSettings;
const asLambda = settings.load.kind === "lambda";
const channel = new Socket({ fd: 3, readable: true, writable: true });

function send(answer: RunnerAnswer, sent?: () => void): void {
  channel.write(`${JSON.stringify(answer)}\n`, sent);
}

function endGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}

const longestTrace = 50;

function describe(thrown: unknown): HandlerError {
  // Handlers set both to whatever they like.
  if (thrown instanceof Error) {
    const trace = String(thrown.stack).split("\n").slice(0, longestTrace);
    return { errorType: String(thrown.name), errorMessage: String(thrown.message), trace };
  }
  return {
    errorType: "Error",
    errorMessage: typeof thrown === "string" ? thrown : String(JSON.stringify(thrown)),
    trace: [],
  };
}

function run(handler: Handler, event: unknown, context: Readonly<Record<string, unknown>>): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const returned = handler(event, context, (error, result) => (error ? reject(error) : resolve(result)));
    const promised = typeof (returned as PromiseLike<unknown> | undefined)?.then === "function";
    // Without a promise, only a handler that takes a callback has more to say.
    if (promised || returned !== undefined || handler.length < 3) resolve(returned);
  });
}

function contextOf(request: RunnerRequest): Readonly<Record<string, unknown>> {
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: request.arn,
    memoryLimitInMB: String(settings.memoryMb),
    awsRequestId: request.requestId,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: false,
    clientContext: clientContextOf(request),
    getRemainingTimeInMillis: () => Math.max(0, request.deadline - Date.now()),
  };
}

function clientContextOf({ clientContext }: RunnerRequest): Readonly<Record<string, unknown>> | undefined {
  if (clientContext === "") return undefined;
  const sent = JSON.parse(Buffer.from(clientContext, "base64").toString("utf8")) as Record<string, unknown>;
  // Node handlers in the wild read either spelling.
  return sent.custom === undefined ? sent : { ...sent, Custom: sent.custom };
}

async function answer(handler: Handler, request: RunnerRequest): Promise<void> {
  const { id } = request;
  let outcome: RunnerAnswer;
  try {
    const payload = serialised(await run(handler, JSON.parse(request.event), contextOf(request)));
    const bytes = Buffer.byteLength(payload);
    outcome =
      bytes > settings.payloadBytes ? { kind: "too-large", id, bytes } : { kind: "result", id, payload };
  } catch (thrown) {
    const error = describe(thrown);
    if (asLambda) console.error("ERROR\tInvoke Error\t%s", JSON.stringify(error));
    outcome = { kind: "error", id, error };
  }
  if (request.mark !== undefined) printMark(request.mark);
  send(outcome);
}

function printMark(mark: string): void {
  for (const stream of [1, 2]) {
    try {
      writeSync(stream, `\n${mark}\n`);
    } catch {
      // The handler may have closed it, or left it full; then its log is read no further.
    }
  }
}

function serialised(result: unknown): string {
  try {
    return JSON.stringify(result) ?? "null";
  } catch (thrown) {
    const error = new Error(`the result cannot be written as JSON: ${describe(thrown).errorMessage}`);
    error.name = "Runtime.MarshalError";
    throw error;
  }
}

new Worker(new URL("./function-watchdog.js", import.meta.url), {
  workerData: { memoryMb: settings.memoryMb, parent: process.ppid },
  resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
}).unref();

channel.on("close", endGroup);
channel.on("error", endGroup);
// Whatever call is under way fails with it; nothing of this process can be trusted afterwards.
process.on("uncaughtException", (thrown) => {
  send({ kind: "broken", error: describe(thrown) }, () => process.exit(1));
});

try {
  const handler = await loadHandler(settings.load);
  readLines(channel, {
    limitBytes: lineLimit(settings.payloadBytes),
    onLine: (line) => void answer(handler, JSON.parse(line) as RunnerRequest),
    onTooLong: endGroup,
  });
  send({ kind: "ready" });
} catch (thrown) {
  send({ kind: "broken", error: describe(thrown) }, () => process.exit(1));
}
