import type { ReadRule } from "../rule/assemble-rule.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const verdict =
  /\b(?:may|can|must|shall|should|will|is|are|let|allow\w*|permit\w*|grant\w*|authorize\w*|reserved|everyone|everybody|anyone|anybody|all users|whoever)\b/;

/**
 * Whether what stands behind an "and" says itself nothing of who may: "developers can deploy and roll back, but only in dev". It goes on
 * with the rule before it, and is none of its own for everyone, unless both have their "only".
 */
export function isBareSecond(right: readonly Token[], one: ReadRule, two: ReadRule): boolean {
  if (two.rule.effect !== "permit" || verdict.test(patternText(right))) return false;
  const isEveryone = two.rule.who.kind === "anyone";
  const conditions = [one, two].map(({ rule }) => rule.when !== undefined || rule.unless !== undefined);
  return isEveryone && (one.rule.who.kind !== "anyone" || conditions[0] !== conditions[1]);
}

/** Whether "but not rare ones" behind "lend and return books" left out calls of some of the tools alone: the others could not tell which those are. */
export function isExceptionOfSome(right: readonly Token[], one: ReadRule, two: ReadRule): boolean {
  const [not, ...deed] = right;
  if (not?.kind !== "word" || not.lower !== "not") return false;
  if (two.rule.effect !== "forbid" || one.rule.tools.kind !== "tools" || two.rule.tools.kind !== "tools")
    return false;
  const denied = two.rule.tools.tools;
  // "but not recursively delete"
  const isVerb = deed
    .slice(0, 2)
    .some(
      (token) =>
        token.kind === "word" &&
        denied.some(({ nameStems: [act = ""] }) => act === token.stem || sameVerb(act, token.stem)),
    );
  const left = one.rule.tools.tools.filter(({ action }) => !denied.some((each) => each.action === action));
  return !isVerb && left.length > 0 && left.length < one.rule.tools.tools.length;
}
