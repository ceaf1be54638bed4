import { ValidationException } from "@toolgate/api";
import { isJsonObject, type JsonObject, parseJson, toPlain } from "@toolgate/policy";

/** Bytes; above the largest inline tool schema (1 MB). */
const longestBody = 1_500_000;

function unreadable(message: string): ValidationException {
  return new ValidationException(message, "CannotParse");
}

function tooLong(): ValidationException {
  return unreadable(`The request body is longer than ${longestBody} bytes; send less in one request.`);
}

/** A full inline tool schema has about one for every nine characters. */
const mostMembers = 120_000;

const nothing: JsonObject = new Map();

async function boundedBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      length += chunk.byteLength;
      // Leaving the loop cancels the stream, so that the rest is not kept.
      if (length > longestBody) break;
      chunks.push(chunk);
    }
  } catch {
    // The caller hung up: nobody reads the answer, but it is no error of ours either.
    throw unreadable(`The request body broke off after ${length} bytes; send it again.`);
  }
  if (length > longestBody) {
    throw tooLong();
  }
  return Buffer.concat(chunks, length);
}

/** The members of a JSON body, as {@link readJsonObject} reads it; numbers are rounded as `JSON.parse` rounds them. */
export async function readJsonBody(request: Request): Promise<Readonly<Record<string, unknown>>> {
  return toPlain(await readJsonObject(request)) as Readonly<Record<string, unknown>>;
}

/**
 * The members of a JSON body, with the text of numbers; an absent body has none.
 *
 * @throws ValidationException when it is too long, breaks off, is not UTF-8, not JSON, not an object, or has a member twice.
 */
export async function readJsonObject(request: Request): Promise<JsonObject> {
  if (request.body === null) return nothing;
  // Who says that more is coming is not waited for.
  if (Number(request.headers.get("content-length")) > longestBody) throw tooLong();
  const bytes = await boundedBytes(request.body);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw unreadable("The request body is not UTF-8.");
  }
  if (text.trim() === "") return nothing;
  const parsed = parseJson(text, { loneSurrogates: "refuse", maxMembers: mostMembers });
  if (!parsed.ok) {
    throw unreadable(`The request body cannot be read at character ${parsed.offset}: ${parsed.message}`);
  }
  if (!isJsonObject(parsed.value)) throw unreadable("The request body must be a JSON object.");
  return parsed.value;
}
