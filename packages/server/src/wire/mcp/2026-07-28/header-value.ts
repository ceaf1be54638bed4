import { decodeUtf8 } from "../read-json.ts";

/**
 * What a mirrored header says: its text, or the UTF-8 that it carries in base64 between marks; undefined for characters
 * or base64 that cannot be. Source: MCP 2026-07-28, Streamable HTTP, "Value Encoding".
 */
export function headerValue(header: string): string | undefined {
  const base64 = /^=\?base64\?(.*)\?=$/s.exec(header)?.[1];
  if (base64 === undefined) return /^[\t\x20-\x7e]*$/.test(header) ? header : undefined;
  const bytes = Buffer.from(base64, "base64");
  // Node reads over what is no base64; written anew it would not be the same.
  return bytes.toString("base64") === base64 ? decodeUtf8(bytes) : undefined;
}
