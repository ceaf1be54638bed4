import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import type { HandlerOutput } from "../processes/handler-output.ts";
import { type HandlerEnd, startHandlerProcess } from "../processes/handler-process.ts";
import type { FunctionCall, Invoked } from "./function-call.ts";
import { createHandlerChannel } from "./handler-channel.ts";
import {
  endedEarly,
  functionError,
  type HandlerFailure,
  resultTooLarge,
  tookTooLong,
} from "./handler-failure.ts";
import { createPrintedLog } from "./printed-log.ts";
import { type HandlerError, lineLimit, type RunnerAnswer } from "./runner-message.ts";

/** A warm process for one function; it answers one call at a time. */
export interface HandlerInstance {
  readonly ok: true;
  alive(): boolean;
  invoke(call: FunctionCall, seconds: number): Promise<Invoked>;
  kill(): void;
  readonly ended: Promise<HandlerEnd>;
}

/** A process that was started and loads its module. */
export interface StartingInstance {
  readonly processId: number | undefined;
  kill(): void;
  readonly ended: Promise<HandlerEnd>;
  readonly ready: Promise<HandlerInstance | HandlerFailure>;
}

/** Starts a process that speaks our runner's lines; `ready` is a failure when that does not work or takes longer than `initSeconds`. */
export function startHandlerInstance(options: {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Its own, removed with it. */
  readonly folder: string;
  /** Where it starts; its own folder when absent. */
  readonly cwd?: string | undefined;
  /** What it loads, for whoever reads that it took too long. */
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly output: HandlerOutput;
  readonly initSeconds: number;
  readonly payloadBytes: number;
}): StartingInstance {
  const { command, folder, cwd, module, environment, output, initSeconds, payloadBytes } = options;
  const [program = "", ...args] = command;
  const handler = startHandlerProcess({
    command: program,
    args,
    folder,
    cwd,
    environment,
    stdin: "ignore",
    channel: true,
  });
  const { child, kill, ended, alive } = handler;
  const processId = child.pid;
  const socket = child.stdio[3];
  if (!(socket instanceof Socket) || child.stdout === null || child.stderr === null) {
    return { processId, kill, ended, ready: ended.then((end) => endedEarly(end, "")) };
  }
  const printed = createPrintedLog();
  output.follow(child.stdout, "stdout", printed.take("stdout"));
  const stderr = output.follow(child.stderr, "stderr", printed.take("stderr"));
  const channel = createHandlerChannel({
    process: handler,
    socket,
    limitBytes: lineLimit(payloadBytes),
    stderr,
  });
  let lastId = 0;

  const instance: HandlerInstance = {
    ok: true,
    alive,
    async invoke(call, seconds) {
      lastId += 1;
      const id = lastId;
      const mark = call.wantsLog === true ? randomUUID() : undefined;
      if (mark !== undefined) printed.begin(mark);
      channel.send({
        id,
        event: call.event,
        clientContext: call.clientContext,
        requestId: call.requestId,
        arn: call.arn.arn,
        deadline: Date.now() + seconds * 1_000,
        mark,
      });
      const result = await channel.receive<Invoked>((answer) => toResult(answer, id, payloadBytes), {
        seconds,
        late: tookTooLong(seconds),
      });
      return mark === undefined ? result : { ...result, printed: await printed.end(ended) };
    },
    kill,
    ended,
  };
  const ready = channel.receive<HandlerInstance | HandlerFailure>(
    (answer) => {
      if (answer.kind === "ready") return instance;
      if (answer.kind === "broken") return thrown(answer.error);
      return undefined;
    },
    {
      seconds: initSeconds,
      late: {
        ok: false,
        kind: "timeout",
        cause: `the module ${module} was not loaded within ${initSeconds} seconds and was stopped`,
      },
    },
  );
  return { processId, kill, ended, ready };
}

/** An answer to another call is none. */
function toResult(answer: RunnerAnswer, id: number, limit: number): Invoked | undefined {
  switch (answer.kind) {
    case "result":
      return answer.id === id ? { ok: true, kind: "payload", payload: answer.payload } : undefined;
    case "too-large":
      return answer.id === id ? resultTooLarge(limit, answer.bytes) : undefined;
    case "error":
      return answer.id === id ? thrown(answer.error) : undefined;
    case "broken":
      return thrown(answer.error);
    case "ready":
      return undefined;
    default:
      return answer satisfies never;
  }
}

function thrown(error: HandlerError): HandlerFailure {
  return { ...functionError(error.errorType, error.errorMessage), errorBody: JSON.stringify(error) };
}
