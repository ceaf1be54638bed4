import type { Reader } from "../words/reader.ts";

/** Whether a clause follows "as" that may only tell why: "block uploads, as they are over 5 MB". */
export function tellsWhy(said: string, reader: Reader, ahead = 0): boolean {
  return said === "as" && /^(?:they|it|these|this|those|that|he|she|we)$/.test(reader.word(ahead));
}
