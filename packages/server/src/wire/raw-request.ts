import type { IncomingMessage } from "node:http";
import type { SignedRequest } from "./sigv4/signed-request.ts";

const known = new WeakMap<Request, SignedRequest>();

/** Keeps what stood on the wire: a Request has its path and headers rewritten, and signatures are over what was sent. */
export function rememberRaw(request: Request, incoming: IncomingMessage | undefined): void {
  if (incoming === undefined) return;
  const { method = request.method, url = "/", rawHeaders } = incoming;
  known.set(request, { method, target: url, rawHeaders });
}

/** The request as it was sent; as far as the Request tells where that is not known. */
export function rawOf(request: Request): SignedRequest {
  const { pathname, search } = new URL(request.url);
  return (
    known.get(request) ?? {
      method: request.method,
      target: `${pathname}${search}`,
      rawHeaders: [...request.headers].flat(),
    }
  );
}
