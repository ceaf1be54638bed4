/** The body of a message as JSON that keeps number text. */
import { isUtf8 } from "node:buffer";
import { type ParseJsonResult, parseJson } from "@toolgate/policy";

/** A body with equal keys is read with the last of them, as most parsers do, and said to be at fault. */
export function readJson(text: string): {
  readonly parsed: ParseJsonResult;
  readonly fault: string | undefined;
} {
  const strict = parseJson(text);
  if (strict.ok || strict.code !== "duplicate-key") return { parsed: strict, fault: undefined };
  const fault = `The body is ambiguous: ${strict.message} (at character ${strict.offset}).`;
  return { parsed: parseJson(text, { duplicateKeys: "last" }), fault };
}

/** A lenient decoder would put U+FFFD in place of what was sent, which no policy was written against. */
export function decodeUtf8(bytes: Buffer): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = bytes.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
