import { median } from "../report.mjs";

/**
 * Microseconds that one call takes: the median over batches, for about `millis` and at least three batches. A batch holds
 * enough calls to be long beside the clock's own cost.
 */
export function timeCalls(call, { millis, batch }) {
  const each = [];
  const end = performance.now() + millis;
  let index = 0;
  while (each.length < 3 || performance.now() < end) {
    const started = performance.now();
    for (let left = batch; left > 0; left -= 1) call(index++);
    each.push(((performance.now() - started) * 1_000) / batch);
  }
  return median(each);
}
