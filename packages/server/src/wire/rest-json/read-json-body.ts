import { ValidationException } from "@toolgate/api";
import { isJsonObject, type JsonObject, parseJson, toPlain } from "@toolgate/policy";
import { readBounded, UnreadableBody } from "../read-bounded.ts";

/** Bytes; above the largest inline tool schema (1 MB). */
export const longestBody = 1_500_000;

function unreadable(message: string): ValidationException {
  return new ValidationException(message, "CannotParse");
}

/** A full inline tool schema has about one for every nine characters. */
const mostMembers = 120_000;

const nothing: JsonObject = new Map();

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
  const bytes = await readBounded(request, longestBody).catch((error: unknown) => {
    throw error instanceof UnreadableBody ? unreadable(error.message) : error;
  });
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
