import { median } from "../report.mjs";

/**
 * Microseconds of processor time that one call takes: the median over batches, for about `millis` and at least three
 * batches. What other processes get meanwhile would count against the longer calls alone. A batch holds enough calls to be
 * long beside the clock's own cost.
 */
export function timeCalls(call, { millis, batch }) {
  const each = [];
  const end = performance.now() + millis;
  let index = 0;
  while (each.length < 3 || performance.now() < end) {
    const started = process.cpuUsage();
    for (let left = batch; left > 0; left -= 1) call(index++);
    const { user, system } = process.cpuUsage(started);
    each.push((user + system) / batch);
  }
  return median(each);
}
