/** Milliseconds since the epoch as ISO-8601 UTC. Many ask in the same millisecond, and to write it takes as long as to decide. */
export function isoTime(now: number): string {
  if (last.now !== now) last = { now, text: new Date(now).toISOString() };
  return last.text;
}

let last = { now: 0, text: new Date(0).toISOString() };
