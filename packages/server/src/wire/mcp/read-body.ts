/** Reads a request body up to a limit. */
import type { IncomingMessage } from "node:http";
import type { TrafficLease } from "./traffic-budget.ts";

export type Body =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: "too-large" | "no-room-for-caller" | "no-room" | "broken" };

export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  lease: Pick<TrafficLease, "take">,
): Promise<Body> {
  // Who says that more is coming is not waited for.
  if (Number(request.headers["content-length"]) > maxBytes) {
    return Promise.resolve({ ok: false, problem: "too-large" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (problem: Extract<Body, { ok: false }>["problem"]) => {
      request.pause();
      chunks.length = 0;
      resolve({ ok: false, problem });
    };
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) return stop("too-large");
      const taken = lease.take(chunk.length);
      if (taken !== undefined) return stop(taken === "caller" ? "no-room-for-caller" : "no-room");
      chunks.push(chunk);
    });
    request.on("end", () => resolve({ ok: true, bytes: joined(chunks) }));
    request.on("error", () => resolve({ ok: false, problem: "broken" }));
    request.on("close", () => resolve({ ok: false, problem: "broken" }));
  });
}

function joined(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks);
}
