import type { Translation } from "../authoring-port.ts";

/** Candidates that are named. */
const mostCandidates = 10;

/** Why there is no policy, in sentences. */
export function tellTranslation(result: Exclude<Translation, { readonly kind: "policy" }>): string {
  if (result.kind === "inexpressible") return ended(result.reason);
  const { reason, candidates = [], advice } = result;
  const sentences = [ended(reason)];
  if (candidates.length > 0) {
    const more = candidates.length > mostCandidates ? ` and ${candidates.length - mostCandidates} more` : "";
    sentences.push(`It could be ${candidates.slice(0, mostCandidates).join(", ")}${more}.`);
  }
  if (advice !== undefined) sentences.push(ended(advice));
  return sentences.join(" ");
}

function ended(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
