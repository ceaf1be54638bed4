/** How many of one unit are in another. */
const factors = [
  1, 100, 1_000, 60, 3_600, 24, 7, 12, 1_440, 86_400, 168, 10_080, 604_800, 10, 1_000_000, 60_000, 3_600_000,
  86_400_000, 365, 1_024,
];

/** Whether a number of a rule is the one written, though in another unit and without its sign. */
export function isSameAmount(value: number, written: string): boolean {
  const number = Math.abs(Number(written));
  const own = Math.abs(value);
  return factors.some((factor) => near(own, number * factor) || near(own * factor, number));
}

/** With room for what cannot be written exactly. */
function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= Math.max(a, b) * 1e-9;
}
