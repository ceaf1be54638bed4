import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const joint =
  /^(?:, )?(?:and|but) (?:must|shall|should|may not|can not|may never|can never|must not|must never) /;
const longestSubject = 5;

/** "Reordering is reserved for role x and must cost below $10,000" with its subject said again behind the "and"; undefined where there is none. */
export function withSubjectAgain(tokens: readonly Token[]): readonly Token[] | undefined {
  const copula = tokens.findIndex((token) => token.kind === "word" && /^(?:is|are)$/.test(token.lower));
  if (copula < 1 || copula > longestSubject) return undefined;
  const subject = tokens.slice(0, copula);
  if (subject.some(({ kind }) => kind !== "word")) return undefined;
  if (/\b(?:no|nobody|only|and|or|if|when|unless|who|that|which|whose)\b/.test(patternText(subject)))
    return undefined;
  const at = tokens.findIndex(
    (_, index) => index > copula + 1 && joint.test(patternText(tokens.slice(index, index + 4)).concat(" ")),
  );
  // "… when the price is set and must be paid" may speak of the price
  if (
    at < 0 ||
    /\b(?:if|when|whenever|unless|where|that|which|who|while)\b/.test(patternText(tokens.slice(0, at)))
  )
    return undefined;
  const and = patternText(tokens.slice(at, at + 1)) === "," ? at + 1 : at;
  return [...tokens.slice(0, and + 1), ...subject, ...tokens.slice(and + 1)];
}
