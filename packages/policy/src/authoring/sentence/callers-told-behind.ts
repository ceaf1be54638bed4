import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

const told =
  /^(?:and )?(?:the (?:caller|user)s?|callers?|users?|they|he or she|such users?) (?:must|shall|needs to|need to) (?:(?:have|hold|carry|be in) (?:the )?|be (?:of|in) (?:the )?)(role|group) (?:\S+)$/;
const modal = /^(?:may|can|must|shall|should|is|are)$/;
const joint = /^(?:and|or|of|in|from|who|whose|that|which|with|at|,|)$/;
const denies = /\b(?:not|never|no|nobody|nor|neither|without|except|unless|other|but)\b/;

/**
 * "Allow an optometrist to …; the caller must have role optometrist." as one sentence of users with role optometrist; undefined where
 * what stands behind does not tell who those of the first sentence are.
 */
export function callersToldBehind(tokens: readonly Token[], border: number): readonly Token[] | undefined {
  const second = withoutStop(tokens.filter(({ start }) => start >= border));
  const found = told.exec(patternText(second));
  const value = second.at(-1);
  if (found === null || value === undefined || (value.kind !== "word" && value.kind !== "quoted"))
    return undefined;
  const first = tokens.slice(
    0,
    tokens.findIndex(({ start }) => start >= border),
  );
  // "nurses must not …; they must have role nurse" may demand the role of those that are denied
  if (denies.test(patternText(first))) return undefined;
  const name = value.text.toLowerCase();
  const at = first.findIndex((_, index) => isNamed(lowerAt(first, index), name));
  const again = first.some((_, index) => index > at && isNamed(lowerAt(first, index), name));
  if (at < 0 || again || at > 3 || /^(?:role|group|user)$/.test(lowerAt(first, at - 1))) return undefined;
  const article = /^(?:an?|the|any|every|each|all)$/.test(lowerAt(first, at - 1)) ? at - 1 : at;
  const before = patternText(first.slice(0, article));
  if (!/^(?:allow|permit|let|only)?$/.test(before)) return undefined;
  // "hosts and agents may …; they must have role host" speaks of both
  const next = lowerAt(first, at + 1);
  const goesOn = /^(?:|only)$/.test(before)
    ? modal.test(next)
    : before === "let"
      ? !joint.test(next)
      : next === "to";
  if (!goesOn) return undefined;
  const noun = first[at];
  return [
    ...first.slice(0, article),
    ...inserted(`users with ${found[1] ?? ""}`, noun),
    value,
    ...first.slice(at + 1),
  ];
}

function isNamed(word: string, name: string): boolean {
  return word !== "" && (word === name || stem(word) === stem(name));
}
