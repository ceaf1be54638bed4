/** An answer as a stream of events: what is told of a call while it runs, then its answer. Source: MCP, "Streamable HTTP"; HTML standard, 9.2. */
import type { ServerResponse } from "node:http";
import type { McpLogLevel } from "../../mcp-log-level.ts";
import type { CallListener } from "../../mcp-servers-port.ts";
import type { TrafficLease } from "./traffic-budget.ts";

export interface AnswerStream {
  /** From here on there is something to tell: silence is filled with comments, and a caller who leaves is noticed. */
  begin(logLevel: McpLogLevel | undefined): CallListener;
  /** `told`: some of it has been sent, so that the status is settled. */
  state(): "unused" | "begun" | "told";
  /** Sends the last message, JSON text. */
  end(message: string): void;
}

/** Between comments, in milliseconds: proxies often cut what is silent for half a minute. */
const keepAliveMillis = 15_000;

/** Nothing is sent, status and headers included, before there is something to tell. */
export function createAnswerStream(
  response: ServerResponse,
  options: {
    readonly lease: Pick<TrafficLease, "add">;
    readonly headers: Readonly<Record<string, string>>;
    /** How long a caller may leave what was sent unread, in milliseconds. */
    readonly unreadMillis: number;
  },
): AnswerStream {
  const { lease, headers, unreadMillis } = options;
  const caller = new AbortController();
  let state: ReturnType<AnswerStream["state"]> = "unused";
  let keepAlive: NodeJS.Timeout | undefined;

  function write(text: string): void {
    if (response.destroyed || response.writableEnded) return;
    if (state !== "told") {
      state = "told";
      response.setTimeout(unreadMillis, () => response.destroy());
      response.writeHead(200, {
        ...headers,
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
    }
    lease.add(Buffer.byteLength(text));
    response.write(text);
  }

  function leave(): void {
    clearInterval(keepAlive);
    if (!response.writableFinished) caller.abort();
  }

  return {
    begin(logLevel) {
      if (state === "unused") state = "begun";
      if (response.destroyed) leave();
      else {
        response.once("close", leave);
        // To who does not read, comments would only pile up, and hide that nothing is read.
        keepAlive = setInterval(() => {
          if (response.writableLength === 0) write(": still working\n\n");
        }, keepAliveMillis);
      }
      return { notify: (message) => write(eventOf(message)), logLevel, gone: caller.signal };
    },
    state: () => state,
    end(message) {
      clearInterval(keepAlive);
      write(eventOf(message));
      response.end();
    },
  };
}

/** Line breaks, which JSON has between its tokens only, would end the event's line. */
function eventOf(message: string): string {
  return `event: message\ndata: ${message.replace(/\r\n|\r|\n/g, "\ndata: ")}\n\n`;
}
