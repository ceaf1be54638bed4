/** Reads a request body up to a limit. */
import type { IncomingMessage } from "node:http";
import { BytePieces } from "../../byte-pieces.ts";
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
    const pieces = new BytePieces();
    let settled = false;
    const settle = (body: Body) => {
      settled = true;
      resolve(body);
    };
    const stop = (problem: Extract<Body, { ok: false }>["problem"]) => {
      request.pause();
      pieces.clear();
      settle({ ok: false, problem });
    };
    request.on("data", (chunk: Buffer) => {
      if (pieces.length + chunk.length > maxBytes) return stop("too-large");
      const taken = lease.take(chunk.length);
      if (taken !== undefined) return stop(taken === "caller" ? "no-room-for-caller" : "no-room");
      pieces.add(chunk);
    });
    request.on("end", () => settle({ ok: true, bytes: pieces.joined() }));
    const broken = () => {
      // Every request closes; to settle what is settled costs as much as to read it.
      if (!settled) settle({ ok: false, problem: "broken" });
    };
    request.on("error", broken);
    request.on("close", broken);
  });
}
