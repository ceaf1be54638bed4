/** Entry of a handler's process: loads the module, answers one invocation at a time, ends with the server. */
import { Socket } from "node:net";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { readLines } from "../processes/line-reader.ts";
import {
  type HandlerError,
  lineLimit,
  type RunnerAnswer,
  type RunnerRequest,
  type RunnerSettings,
} from "./runner-message.ts";

type Callback = (error?: unknown, result?: unknown) => void;
type Handler = (event: unknown, context: Readonly<Record<string, unknown>>, callback: Callback) => unknown;

const settings = JSON.parse(process.argv[2] ?? "{}") as RunnerSettings;
const channel = new Socket({ fd: 3, readable: true, writable: true });

function send(answer: RunnerAnswer, sent?: () => void): void {
  channel.write(`${JSON.stringify(answer)}\n`, sent);
}

function endGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}

function describe(thrown: unknown): HandlerError {
  // Handlers set both to whatever they like.
  if (thrown instanceof Error) {
    return { errorType: String(thrown.name), errorMessage: String(thrown.message) };
  }
  return {
    errorType: "Error",
    errorMessage: typeof thrown === "string" ? thrown : String(JSON.stringify(thrown)),
  };
}

async function loadHandler(): Promise<Handler> {
  const loaded: Record<string, unknown> = await import(pathToFileURL(settings.module).href);
  const commonJs = loaded.default as Record<string, unknown> | undefined;
  const found = loaded[settings.handler] ?? commonJs?.[settings.handler];
  if (typeof found === "function") return found as Handler;
  const error = new Error(
    `${settings.module} exports no function "${settings.handler}"; it exports: ${Object.keys(loaded).join(", ") || "nothing"}. Name the right one as "handler" in the function's registration.`,
  );
  error.name = "Runtime.HandlerNotFound";
  throw error;
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
  const { custom } = JSON.parse(Buffer.from(request.clientContext, "base64").toString("utf8")) as {
    readonly custom: Readonly<Record<string, string>>;
  };
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: request.arn,
    memoryLimitInMB: String(settings.memoryMb),
    awsRequestId: request.requestId,
    callbackWaitsForEmptyEventLoop: false,
    // Node handlers in the wild read either spelling.
    clientContext: { custom, Custom: custom },
    getRemainingTimeInMillis: () => Math.max(0, request.deadline - Date.now()),
  };
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
    outcome = { kind: "error", id, error: describe(thrown) };
  }
  send(outcome);
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
  const handler = await loadHandler();
  readLines(channel, {
    limitBytes: lineLimit(settings.payloadBytes),
    onLine: (line) => void answer(handler, JSON.parse(line) as RunnerRequest),
    onTooLong: endGroup,
  });
  send({ kind: "ready" });
} catch (thrown) {
  send({ kind: "broken", error: describe(thrown) }, () => process.exit(1));
}
