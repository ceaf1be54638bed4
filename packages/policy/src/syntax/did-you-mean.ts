import { nearest } from "../schema/nearest.ts";

/** "Did you mean …?" for a misspelt name, where one of the candidates is near. */
export function didYouMean(name: string, candidates: readonly string[]): string | undefined {
  const meant = nearest(name, candidates);
  return meant === undefined ? undefined : `Did you mean \`${meant}\`?`;
}
