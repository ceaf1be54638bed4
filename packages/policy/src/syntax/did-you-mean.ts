import { nearest } from "../schema/nearest.ts";

/** "Did you mean …?" for a misspelt name, where one of the candidates is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const meant = nearest(name, candidates) ?? candidates.find((each) => letters(each) === letters(name));
  return meant === undefined ? undefined : `Did you mean \`${meant}\`?`;
}

/** Letters in the wrong order are two edits, which is too far for a short name alone. */
function letters(name: string): string {
  return name.length > 20 ? name : Array.from(name.toLowerCase()).sort().join("");
}
