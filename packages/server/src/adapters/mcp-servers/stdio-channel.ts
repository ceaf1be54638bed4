import type { HandlerEnd, HandlerProcess } from "../processes/handler-process.ts";
import { readLines } from "../processes/line-reader.ts";
import { progressTokenOf } from "./call-notifications.ts";
import {
  answerTo,
  notificationText,
  type RpcAnswer,
  type RpcNotification,
  readIncoming,
  replyText,
  requestText,
} from "./rpc-message.ts";
import { cancelReason, quoted, UpstreamFailure } from "./upstream-failure.ts";

/** JSON-RPC over a process's standard input and output, a message a line. Source: MCP, stdio transport. */
export interface StdioChannel {
  /** `params` is JSON text. Rejects with {@link UpstreamFailure}; one that is aborted is cancelled at the server, too. */
  request(
    id: number,
    method: string,
    params: string,
    signal: AbortSignal,
    hear?: (told: RpcNotification) => void,
  ): Promise<RpcAnswer>;
  notify(method: string): void;
}

interface Waiting {
  readonly method: string;
  readonly hear: ((told: RpcNotification) => void) | undefined;
  readonly take: (answer: RpcAnswer) => void;
  readonly fail: (why: UpstreamFailure) => void;
}

/** A process that breaks the limits is killed; `name` is how failures call it. */
export function openStdioChannel(options: {
  readonly name: string;
  readonly process: HandlerProcess;
  /** Of one message, and of everything that comes between two answers. */
  readonly limitBytes: number;
  readonly stderr: { tail(): string };
  /** A line that is no message. */
  readonly onStray: (line: string) => void;
}): StdioChannel {
  const { name, process, limitBytes, stderr, onStray } = options;
  const { stdin, stdout } = process.child;
  const waiting = new Map<number, Waiting>();
  let bytesSinceAnswer = 0;

  function end(why: UpstreamFailure): void {
    process.kill();
    for (const { fail } of waiting.values()) fail(why);
    waiting.clear();
  }

  function tooMuch(): void {
    end(
      new UpstreamFailure(
        `${name} wrote more than ${limitBytes} bytes without a complete answer and was stopped`,
        {
          kind: "too-large",
        },
      ),
    );
  }

  function send(text: string): void {
    // A line ends a message. Inside JSON text a line break is but space, for strings escape theirs.
    stdin?.write(`${text.replace(/[\r\n]+/g, " ")}\n`);
  }

  function onLine(line: string): void {
    if (line.trim() === "" || !process.alive()) return;
    bytesSinceAnswer += Buffer.byteLength(line);
    if (bytesSinceAnswer > limitBytes) {
      tooMuch();
      return;
    }
    const messages = readIncoming(line);
    if (messages === undefined) {
      onStray(line);
      return;
    }
    for (const message of messages) {
      if (message.kind === "request") send(replyText(message));
      if (message.kind === "notification") hearerOf(message)?.(message);
    }
    for (const [id, { take }] of waiting) {
      const answer = answerTo(id, messages);
      if (answer === undefined) continue;
      bytesSinceAnswer = 0;
      waiting.delete(id);
      take(answer);
    }
  }

  /** Whose call a notification is about. A log message does not say, so with several under way it is nobody's. */
  function hearerOf(told: RpcNotification): Waiting["hear"] {
    const token = progressTokenOf(told);
    if (token !== undefined) return waiting.get(Number(token))?.hear;
    const [call, ...others] = [...waiting.values()].filter(({ method }) => method === "tools/call");
    return others.length === 0 ? call?.hear : undefined;
  }

  if (stdout !== null) readLines(stdout, { limitBytes, onLine, onTooLong: tooMuch });
  // A write to a process that has just died; its end is reported by `ended`.
  stdin?.on("error", () => {});
  void process.ended.then((how) => end(endedFailure(name, how, stderr.tail())));

  return {
    request(id, method, params, signal, hear) {
      return new Promise((resolve, reject) => {
        function abandon(): void {
          waiting.delete(id);
          const cancel = JSON.stringify({ requestId: id, reason: cancelReason(signal) });
          if (process.alive()) send(notificationText("notifications/cancelled", cancel));
          reject(signal.reason);
        }
        if (signal.aborted) return reject(signal.reason);
        if (!process.alive()) {
          return reject(new UpstreamFailure(`${name} has ended`, { repeat: "safe", trouble: false }));
        }
        if (stdin !== null && stdin.writableLength > limitBytes) {
          return reject(new UpstreamFailure(`${name} does not keep up with reading its standard input`, {}));
        }
        signal.addEventListener("abort", abandon, { once: true });
        const settled = () => signal.removeEventListener("abort", abandon);
        waiting.set(id, {
          method,
          hear,
          take(answer) {
            settled();
            resolve(answer);
          },
          fail(why) {
            settled();
            reject(why);
          },
        });
        send(requestText(id, method, params));
      });
    },
    notify: (method) => send(notificationText(method)),
  };
}

function endedFailure(name: string, { code, signal, error }: HandlerEnd, stderr: string): UpstreamFailure {
  if (error !== undefined) return new UpstreamFailure(`${name} could not be started: ${error.message}`, {});
  const how = signal === null ? `exited with status ${code}` : `was killed (${signal})`;
  const said = stderr === "" ? "" : `; it last wrote: ${quoted(stderr)}`;
  return new UpstreamFailure(`${name} ${how} before it answered${said}`, { repeat: "if-harmless" });
}
