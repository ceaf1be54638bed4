/** The head of an HTTP/1.1 response. Source: RFC 9112, "Message Format" and "Message Body Length". */

/** What tells of a body. */
export interface ResponseHead {
  readonly statusCode: number;
  readonly headers: { readonly "content-type"?: string | undefined };
}

/** What came is no HTTP/1.1, or can be read in two ways. */
export class MalformedResponse extends Error {
  override readonly name = "MalformedResponse";
}

/** Where a server does not say for how long it keeps a connection. */
const usualKeepMillis = 4_000;
const longestKeepMillis = 600_000;
/** A server may have ended what it says it keeps, by the time that a request gets there. */
const keepMarginMillis = 2_000;

/** What the reader of a connection has to know beside. */
export interface ReadHead extends ResponseHead {
  /** Of the body; undefined where it goes on until the connection ends. */
  readonly length: number | undefined;
  readonly chunked: boolean;
  readonly keepMillis: number;
}

const wellFormed = /^HTTP\/1\.[01] [1-5]\d\d(?: [^\r\n\0]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*)*$/;

/** `text` is what comes before the empty line. @throws MalformedResponse for what can be read in two ways. */
export function readHead(text: string): ReadHead {
  if (!wellFormed.test(text))
    throw new MalformedResponse("it does not begin with a status line and headers of HTTP/1.1");
  const statusCode = Number(text.slice(9, 12));
  if (statusCode === 101) throw new MalformedResponse("it changes to a protocol that was not asked for");
  let contentType: string | undefined;
  let length: number | undefined;
  let chunked = false;
  let close = text[7] === "0";
  let keepMillis = usualKeepMillis;
  for (let end = text.indexOf("\r\n"); end !== -1; ) {
    const start = end + 2;
    end = text.indexOf("\r\n", start);
    const colon = text.indexOf(":", start);
    // No header that is looked at is longer or shorter.
    if (colon - start < 10 || colon - start > 17) continue;
    const value = text.slice(colon + 1, end === -1 ? undefined : end).trim();
    switch (text.slice(start, colon).toLowerCase()) {
      case "content-type":
        contentType ??= value;
        break;
      case "content-length": {
        const stated = /^\d{1,15}$/.test(value) ? Number(value) : undefined;
        if (stated === undefined || (length !== undefined && length !== stated))
          throw new MalformedResponse("its content-length cannot be read");
        length = stated;
        break;
      }
      case "transfer-encoding":
        if (chunked || value.toLowerCase() !== "chunked")
          throw new MalformedResponse("its transfer-encoding is not chunked alone");
        chunked = true;
        break;
      case "connection":
        close ||= /(?:^|,)[ \t]*close[ \t]*(?:,|$)/i.test(value);
        break;
      case "keep-alive":
        keepMillis = keptFor(value) ?? keepMillis;
    }
  }
  if (chunked && length !== undefined)
    throw new MalformedResponse("it has both a content-length and a transfer-encoding");
  const bodiless = statusCode < 200 || statusCode === 204 || statusCode === 304;
  return {
    statusCode,
    headers: { "content-type": contentType },
    length: bodiless ? 0 : length,
    chunked: chunked && !bodiless,
    keepMillis: close ? 0 : Math.max(keepMillis, 0),
  };
}

let lastKeep: { readonly value: string; readonly millis: number | undefined } | undefined;

/** A server says the same each time. */
function keptFor(value: string): number | undefined {
  if (lastKeep?.value === value) return lastKeep.millis;
  const seconds = /(?:^|,)[ \t]*timeout=(\d{1,6})/i.exec(value)?.[1];
  const millis =
    seconds === undefined
      ? undefined
      : Math.min(Number(seconds) * 1_000 - keepMarginMillis, longestKeepMillis);
  lastKeep = { value, millis };
  return millis;
}
