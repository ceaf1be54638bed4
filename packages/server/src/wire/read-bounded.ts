/** The body is longer than its limit, or broke off. */
export class UnreadableBody extends Error {
  override readonly name = "UnreadableBody";
}

/**
 * The bytes of a request's body, at most `longest` of them.
 * @throws UnreadableBody
 */
export async function readBounded(request: Request, longest: number): Promise<Uint8Array> {
  const tooLong = () =>
    new UnreadableBody(`The request body is longer than ${longest} bytes; send less in one request.`);
  // Who says that more is coming is not waited for. The body is not touched: half begun it could not be skipped, and the
  // connection would be closed under the next request.
  if (Number(request.headers.get("content-length")) > longest) throw tooLong();
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body) {
      length += chunk.byteLength;
      // Leaving the loop cancels the stream, so that the rest is not kept.
      if (length > longest) break;
      chunks.push(chunk);
    }
  } catch {
    // The caller hung up: nobody reads the answer, but it is no error of ours either.
    throw new UnreadableBody(`The request body broke off after ${length} bytes; send it again.`);
  }
  if (length > longest) throw tooLong();
  return Buffer.concat(chunks, length);
}
