import { randomFillSync } from "node:crypto";

/**
 * A UUID of version 7: the time in milliseconds, then 74 random bits. Rows under such ids are added at the end of an index;
 * fully random ones would have the database rewrite a page of it for each row. Source: RFC 9562, 5.7.
 */
export function orderedId(now: number): string {
  if (last.now !== now) last = { now, beginning: beginningOf(now) };
  if (used + bytesOfId > random.length) {
    randomFillSync(random);
    used = 0;
  }
  const digits = random.toString("hex", used, used + bytesOfId);
  const variant = variants[(random[used + bytesOfId - 1] ?? 0) & 3];
  used += bytesOfId;
  return `${last.beginning}${digits.slice(0, 3)}-${variant}${digits.slice(3, 6)}-${digits.slice(6, 18)}`;
}

/** Ids of one millisecond begin alike. */
let last = { now: 0, beginning: beginningOf(0) };

/** Random bytes for some hundred ids, for each id costs more to ask for than to make. */
const random = Buffer.alloc(8_192);
const bytesOfId = 10;
let used = random.length;

/** RFC 9562, 4.1: the two bits 10, then two that are free. */
const variants = ["8", "9", "a", "b"] as const;

function beginningOf(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7`;
}
