import { Socket } from "node:net";
import { fileURLToPath } from "node:url";
import type { ToolResult } from "../../ports.ts";
import type { FunctionCall } from "./function-call.ts";
import { createHandlerChannel } from "./handler-channel.ts";
import {
  endedEarly,
  functionError,
  type HandlerFailure,
  resultTooLarge,
  tookTooLong,
} from "./handler-failure.ts";
import type { HandlerOutput } from "../processes/handler-output.ts";
import { type HandlerEnd, startHandlerProcess } from "../processes/handler-process.ts";
import { lineLimit, type RunnerAnswer, type RunnerSettings } from "./runner-message.ts";

const runner = fileURLToPath(new URL("./function-runner.js", import.meta.url));

/** A warm process for one JavaScript function; it answers one call at a time. */
export interface NodeInstance {
  readonly ok: true;
  alive(): boolean;
  invoke(call: FunctionCall, seconds: number): Promise<ToolResult>;
  kill(): void;
  readonly ended: Promise<HandlerEnd>;
}

/** A process that was started and loads its module. */
export interface StartingInstance {
  kill(): void;
  readonly ended: Promise<HandlerEnd>;
  readonly ready: Promise<NodeInstance | HandlerFailure>;
}

/** Starts a process and loads the module; `ready` is a failure when that does not work or takes longer than `initSeconds`. */
export function startNodeInstance(options: {
  readonly settings: RunnerSettings;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly output: HandlerOutput;
  readonly initSeconds: number;
}): StartingInstance {
  const { settings, folder, environment, output, initSeconds } = options;
  const handler = startHandlerProcess({
    command: process.execPath,
    args: [`--max-old-space-size=${settings.memoryMb}`, runner, JSON.stringify(settings)],
    folder,
    environment,
    stdin: "ignore",
    channel: true,
  });
  const { child, kill, ended, alive } = handler;
  const socket = child.stdio[3];
  if (!(socket instanceof Socket) || child.stdout === null || child.stderr === null) {
    return { kill, ended, ready: ended.then((end) => endedEarly(end, "")) };
  }
  output.follow(child.stdout, "stdout");
  const stderr = output.follow(child.stderr, "stderr");
  const channel = createHandlerChannel({
    process: handler,
    socket,
    limitBytes: lineLimit(settings.payloadBytes),
    stderr,
  });
  let lastId = 0;

  const instance: NodeInstance = {
    ok: true,
    alive,
    invoke(call, seconds) {
      lastId += 1;
      const id = lastId;
      channel.send({
        id,
        event: call.event,
        clientContext: call.clientContext,
        requestId: call.requestId,
        arn: call.arn.arn,
        deadline: Date.now() + seconds * 1_000,
      });
      return channel.receive<ToolResult>((answer) => toResult(answer, id, settings.payloadBytes), {
        seconds,
        late: tookTooLong(seconds),
      });
    },
    kill,
    ended,
  };
  const ready = channel.receive<NodeInstance | HandlerFailure>(
    (answer) => {
      if (answer.kind === "ready") return instance;
      if (answer.kind === "broken") return functionError(answer.error.errorType, answer.error.errorMessage);
      return undefined;
    },
    {
      seconds: initSeconds,
      late: {
        ok: false,
        kind: "timeout",
        cause: `the module ${settings.module} was not loaded within ${initSeconds} seconds and was stopped`,
      },
    },
  );
  return { kill, ended, ready };
}

/** An answer to another call is none. */
function toResult(answer: RunnerAnswer, id: number, limit: number): ToolResult | undefined {
  switch (answer.kind) {
    case "result":
      return answer.id === id ? { ok: true, kind: "payload", payload: answer.payload } : undefined;
    case "too-large":
      return answer.id === id ? resultTooLarge(limit, answer.bytes) : undefined;
    case "error":
      return answer.id === id ? functionError(answer.error.errorType, answer.error.errorMessage) : undefined;
    case "broken":
      return functionError(answer.error.errorType, answer.error.errorMessage);
    case "ready":
      return undefined;
    default:
      return answer satisfies never;
  }
}
