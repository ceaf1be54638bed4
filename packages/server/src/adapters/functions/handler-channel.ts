import type { Socket } from "node:net";
import type { HandlerProcess } from "../processes/handler-process.ts";
import { readLines } from "../processes/line-reader.ts";
import { endedEarly, functionError, type HandlerFailure } from "./handler-failure.ts";
import { readRunnerAnswer } from "./runner-answer.ts";
import type { RunnerAnswer, RunnerRequest } from "./runner-message.ts";

/** Talks to one handler process: one exchange at a time. */
export interface HandlerChannel {
  send(request: RunnerRequest): void;
  /** Resolves to what `accept` makes of an answer, or to why there is none; whoever is late is killed. */
  receive<T>(
    accept: (answer: RunnerAnswer) => T | undefined,
    time: { readonly seconds: number; readonly late: HandlerFailure },
  ): Promise<T | HandlerFailure>;
}

/** Speaks {@link RunnerRequest} and {@link RunnerAnswer} over the process's descriptor 3. */
export function createHandlerChannel(options: {
  readonly process: HandlerProcess;
  readonly socket: Socket;
  readonly limitBytes: number;
  readonly stderr: { tail(): string };
}): HandlerChannel {
  const { process, socket, limitBytes, stderr } = options;
  let waiting:
    | { readonly take: (answer: RunnerAnswer) => void; readonly fail: (why: HandlerFailure) => void }
    | undefined;

  function babble(): void {
    process.kill();
    waiting?.fail(
      functionError("Runtime.ProtocolError", "the handler process wrote to its descriptor 3 itself"),
    );
  }

  function onLine(line: string): void {
    const answer = readRunnerAnswer(line);
    // Our runner answers once when it is asked, so whatever else comes is the handler's own.
    if (answer === undefined || waiting === undefined) {
      babble();
      return;
    }
    // It ends now; no further call may be given to it.
    if (answer.kind === "broken") process.kill();
    waiting.take(answer);
  }

  readLines(socket, { limitBytes, onLine, onTooLong: babble });
  // A write to a process that has just died; its end is reported by `ended`.
  socket.on("error", () => {});
  void process.ended.then((end) => waiting?.fail(endedEarly(end, stderr.tail())));

  return {
    send(request) {
      socket.write(`${JSON.stringify(request)}\n`);
    },
    receive(accept, { seconds, late }) {
      return new Promise((resolve) => {
        function settle(value: Parameters<typeof resolve>[0]): void {
          clearTimeout(timer);
          waiting = undefined;
          resolve(value);
        }
        const timer = setTimeout(() => {
          process.kill();
          settle(late);
        }, seconds * 1_000);
        waiting = {
          take(answer) {
            const value = accept(answer);
            if (value === undefined) babble();
            else settle(value);
          },
          fail: settle,
        };
        if (!process.alive()) void process.ended.then((end) => settle(endedEarly(end, stderr.tail())));
      });
    },
  };
}
