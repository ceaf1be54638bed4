import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import type { Log } from "../../log.ts";
import type { ToolResult } from "../../ports.ts";
import { createHandlerOutput } from "../processes/handler-output.ts";
import {
  createHandlerFolder,
  type HandlerProcess,
  startHandlerProcess,
} from "../processes/handler-process.ts";
import { createInvocationSlots } from "../processes/invocation-slots.ts";
import { findProcessGuard } from "../processes/process-guard.ts";
import { type FunctionCall, type FunctionRunner, shortened } from "./function-call.ts";
import type { FunctionLimits } from "./function-limits.ts";
import type { CommandRegistration } from "./function-registration.ts";
import {
  type FunctionSurroundings,
  handlerEnvironment,
  registrationName,
  taskRoot,
} from "./handler-environment.ts";
import { endedEarly, functionError, noSlot, resultTooLarge, tookTooLong } from "./handler-failure.ts";

/** Runs a command for each invocation: the event on its standard input, the result on its standard output. */
export function createCommandFunction(
  registration: CommandRegistration,
  options: {
    readonly surroundings: FunctionSurroundings;
    readonly limits: FunctionLimits;
    readonly log: Log;
  },
): FunctionRunner {
  const { surroundings, limits, log } = options;
  const name = registrationName(registration);
  const command = withFilesResolved(registration.command, taskRoot(registration, surroundings.baseFolder));
  const output = createHandlerOutput("function", name, log);
  const slots = createInvocationSlots({
    unit: "processes",
    slots: limits.instances,
    queue: limits.queue,
    waitSeconds: registration.timeoutSeconds,
  });
  const running = new Set<HandlerProcess>();
  let guard: ReturnType<typeof findProcessGuard> | undefined;
  let closed = false;

  async function start(call: FunctionCall): Promise<HandlerProcess> {
    guard ??= findProcessGuard();
    const [program = "", ...args] = (await guard)(command, registration.memoryMb);
    const folder = await createHandlerFolder();
    const handler = startHandlerProcess({
      command: program,
      args,
      folder,
      environment: {
        ...handlerEnvironment(registration, { folder, ...surroundings }),
        LAMBDA_CLIENT_CONTEXT: call.clientContext,
        AWS_LAMBDA_REQUEST_ID: call.requestId,
        AWS_LAMBDA_INVOKED_FUNCTION_ARN: call.arn.arn,
      },
      stdin: "pipe",
      channel: false,
    });
    running.add(handler);
    void handler.ended.then(() => running.delete(handler));
    if (closed) handler.kill();
    return handler;
  }

  return {
    async invoke(call) {
      const slot = await slots.take();
      if (!slot.ok) return noSlot(name, slot.why);
      try {
        const handler = await start(call);
        const { stdin, stdout, stderr } = handler.child;
        if (stdin === null || stdout === null || stderr === null) return endedEarly(await handler.ended, "");
        // A command may end without having read its event.
        stdin.on("error", () => {});
        stdin.end(call.event);
        const errors = output.follow(stderr, "stderr");
        const seconds = registration.timeoutSeconds;
        let late = false;
        const timer = setTimeout(() => {
          late = true;
          handler.kill();
        }, seconds * 1_000);
        const printed = collect(stdout, limits.payloadBytes, handler.kill);
        const end = await handler.ended;
        clearTimeout(timer);
        const text = printed();
        if (text === undefined) return resultTooLarge(limits.payloadBytes);
        if (late) return tookTooLong(seconds);
        return end.code === 0 ? toResult(text) : endedEarly(end, errors.tail());
      } finally {
        slot.free();
      }
    },
    async close() {
      closed = true;
      slots.close();
      const ending = [...running];
      for (const handler of ending) handler.kill();
      await Promise.all(ending.map((handler) => handler.ended));
    },
  };
}

/** The command runs in a folder of its own, so the files it is given are named from the root. */
function withFilesResolved(command: readonly string[], root: string): readonly string[] {
  return command.map((word, index) => {
    const path = resolve(root, word);
    // A bare program name is looked up in PATH, as a shell would.
    const mayBeFile = index > 0 || word.includes("/");
    return mayBeFile && word !== "" && !word.startsWith("-") && existsSync(path) ? path : word;
  });
}

/** Reads up to `limit` bytes; the returned function gives the text, or `undefined` when there was more. */
function collect(stream: Readable, limit: number, onTooMuch: () => void): () => string | undefined {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= limit) chunks.push(chunk);
    else onTooMuch();
  });
  stream.on("error", () => {});
  return () => (bytes > limit ? undefined : Buffer.concat(chunks).toString("utf8"));
}

function toResult(text: string): ToolResult {
  const payload = text.trim();
  if (payload === "") return { ok: true, kind: "payload", payload: "null" };
  try {
    JSON.parse(payload);
  } catch {
    return functionError(
      "Runtime.MarshalError",
      `the command's standard output is not one JSON value; it begins: ${shortened(payload, 200)} (print diagnostics to standard error)`,
    );
  }
  return { ok: true, kind: "payload", payload };
}
