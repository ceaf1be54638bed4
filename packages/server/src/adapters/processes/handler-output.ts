import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { Log } from "../../log.ts";

const lineLimit = 2_048;
const linesPerSecond = 100;
const tailLines = 5;
/** What comes faster stays in the pipe, where it holds up the handler that writes it and not the gateway that reads it. */
const bytesPerSecond = 256 * 1024;

/** Follows what handlers print, for the log and for the cause of a failure. */
export interface HandlerOutput {
  /** `take`, when given, sees each line first; false keeps the line from the log. */
  follow(stream: Readable, name: "stdout" | "stderr", take?: (line: string) => boolean): { tail(): string };
}

/**
 * Every line goes to the log, shortened, and no more than 100 lines a second for each name and stream: a chatty
 * handler must neither fill the disk nor drown its own errors.
 */
export function createHandlerOutput(kind: "function" | "mcpServer", name: string, log: Log): HandlerOutput {
  const printers = { stdout: createPrinter("stdout"), stderr: createPrinter("stderr") };

  function createPrinter(stream: string): (line: string) => void {
    let windowStart = 0;
    let inWindow = 0;
    let dropped = 0;
    return (line) => {
      const now = performance.now();
      if (now - windowStart >= 1_000) {
        if (dropped > 0) {
          log.warn({ [kind]: name, stream, dropped }, `lines of ${kind} output were left out of the log`);
        }
        windowStart = now;
        inWindow = 0;
        dropped = 0;
      }
      inWindow += 1;
      if (inWindow > linesPerSecond) dropped += 1;
      else log.info({ [kind]: name, stream, line }, `${kind} output`);
    };
  }

  return {
    follow(stream, streamName, take = () => true) {
      const decoder = new StringDecoder("utf8");
      const tail: string[] = [];
      let line = "";
      let cut = false;
      let fatal: string | undefined;
      let inSecond = 0;
      function nextSecond(): void {
        inSecond = 0;
        stream.resume();
      }
      function pace(bytes: number): void {
        if (inSecond === 0) setTimeout(nextSecond, 1_000).unref();
        inSecond += bytes;
        if (inSecond >= bytesPerSecond) stream.pause();
      }
      function end(): void {
        if (line !== "") {
          const whole = cut ? `${line}…` : line;
          if (!take(whole)) {
            next();
            return;
          }
          printers[streamName](whole);
          // V8 says why it gives up before it prints a long native stack.
          if (line.startsWith("FATAL ERROR:")) fatal = whole;
          tail.push(whole);
          if (tail.length > tailLines) tail.shift();
        }
        next();
      }
      function next(): void {
        line = "";
        cut = false;
      }
      stream.on("data", (chunk: Buffer) => {
        pace(chunk.length);
        const parts = decoder.write(chunk).split(/\r?\n/);
        parts.forEach((part, index) => {
          if (index > 0) end();
          if (line.length + part.length > lineLimit) cut = true;
          line += part.slice(0, Math.max(0, lineLimit - line.length));
        });
      });
      stream.on("end", end);
      // A broken pipe is the end of a process that is reported elsewhere.
      stream.on("error", end);
      return { tail: () => fatal ?? [...tail, line].filter((text) => text !== "").join("\n") };
    },
  };
}
