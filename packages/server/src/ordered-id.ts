import { randomUUID } from "node:crypto";

/**
 * A UUID of version 7: the time in milliseconds, then 74 random bits. Rows under such ids are added at the end of an index;
 * fully random ones would have the database rewrite a page of it for each row. Source: RFC 9562, 5.7.
 */
export function orderedId(now: number): string {
  if (last.now !== now) last = { now, beginning: beginningOf(now) };
  return last.beginning + randomUUID().slice(15);
}

/** Ids of one millisecond begin alike. */
let last = { now: 0, beginning: beginningOf(0) };

function beginningOf(now: number): string {
  const time = now.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7`;
}
