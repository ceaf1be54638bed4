import { distance } from "fastest-levenshtein";

/** Whether one slip of the keyboard lies between two words of at least five letters that begin alike. */
export function isNearMiss(a: string, b: string): boolean {
  if (a === b || Math.min(a.length, b.length) < 5 || a[0] !== b[0]) return false;
  if (Math.abs(a.length - b.length) > 1 || a.length > 60) return false;
  return distance(a, b) === 1 || isSwap(a, b);
}

/** Two neighbours exchanged, the commonest slip, which counts as two edits otherwise. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
