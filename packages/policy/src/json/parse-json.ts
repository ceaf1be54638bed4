import { JsonReader, type ParseJsonError, type ParseJsonOptions, Refusal } from "./json-reader.ts";
import type { JsonValue } from "./json-value.ts";

export type ParseJsonResult = { readonly ok: true; readonly value: JsonValue } | ParseJsonError;

/** Reads JSON strictly as RFC 8259 has it, in linear time, keeping number text; equal keys are an error. Never throws. */
export function parseJson(text: string, options: ParseJsonOptions = {}): ParseJsonResult {
  const reader = new JsonReader(text, options);
  try {
    return { ok: true, value: reader.document() };
  } catch (error) {
    if (error instanceof Refusal) return error.result;
    throw error;
  }
}
