/** Reads a request body up to a limit. */
import type { IncomingMessage } from "node:http";

export type Body =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly problem: "too-large" | "broken" };

export function readBody(request: IncomingMessage, maxBytes: number): Promise<Body> {
  // Who says that more is coming is not waited for.
  if (Number(request.headers["content-length"]) > maxBytes) {
    return Promise.resolve({ ok: false, problem: "too-large" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        request.pause();
        resolve({ ok: false, problem: "too-large" });
      } else {
        chunks.push(chunk);
      }
    });
    request.on("end", () => resolve({ ok: true, bytes: Buffer.concat(chunks) }));
    request.on("error", () => resolve({ ok: false, problem: "broken" }));
    request.on("close", () => resolve({ ok: false, problem: "broken" }));
  });
}
