import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped name most likely meant, for "did you mean"; the same answer for the same names in any order. */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const short = candidates
    .filter((candidate) => candidate !== name && candidate.length <= longestName)
    .toSorted();
  const lookAlike = closest(
    name,
    short.filter((candidate) => bare(candidate) === bare(name)),
    () => longestName,
  );
  const misspelt = () => closest(name, short, allowedEdits);
  return lookAlike ?? misspelt() ?? sameBeginning(name, short);
}

const longestName = 200;

/** Underscores, hyphens and case are what people mix up first: `RefundTool__process_refund`. */
function bare(name: string): string {
  return name.replaceAll(/[_-]/g, "").toLowerCase();
}

/** Two edits or a fifth of the name, but never half of a short one. */
function allowedEdits(name: string): number {
  return Math.min(Math.max(2, Math.floor(name.length / 5)), Math.floor((name.length - 1) / 2));
}

/** A target whose second half is wrong, such as `RefundTarget` for `RefundTool`; an action's target says nothing about its tool. */
function sameBeginning(name: string, candidates: readonly string[]): string | undefined {
  if (name.includes("___")) return undefined;
  const alike = candidates.filter((candidate) => {
    const shared = sharedLength(name.toLowerCase(), candidate.toLowerCase());
    return shared >= 5 && shared * 2 >= Math.max(name.length, candidate.length);
  });
  return closest(name, alike, () => longestName);
}

function sharedLength(a: string, b: string): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  return shared;
}

/** The first of those with the fewest edits, within what `limit` allows a candidate. */
function closest(
  name: string,
  candidates: readonly string[],
  limit: (candidate: string) => number,
): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const allowed = Math.min(limit(candidate), limit(name), (best?.edits ?? longestName) - 1);
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits <= allowed) best = { candidate, edits };
  }
  return best?.candidate;
}
