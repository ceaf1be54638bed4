import { verdicts } from "../words/effect-words.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const again =
  /^(?:(?:, and|, but|and|,|but)? ?(?:so|neither|nor|likewise)|, as) (is|are|may|can|must|should|shall|will|have|has) /;
const conditional =
  /\b(?:when|whenever|if|unless|except|while|during|until|where|before|after|provided|only|or|nor)\b/;

/**
 * "A is forbidden, and so is B", "A must be refused, as have B", "A may sell seats, and so may B" with what is said of A said of B as well; undefined where nothing
 * says so, or where a condition may belong to A alone.
 */
export function withVerdictAgain(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const at of tokens.keys()) {
    if (at < 2) continue;
    const found = again.exec(patternText(tokens.slice(at, at + 5)).concat(" "));
    const verb = found?.[1];
    if (found === null || verb === undefined) continue;
    const left = tokens.slice(0, at);
    const end = tokens.at(-1)?.kind === "mark" ? tokens.length - 1 : tokens.length;
    const other = tokens.slice(at + found[0].trim().split(" ").length, end);
    const said = saidOf(left, verb, /\b(?:neither|nor)\b/.test(found[0]));
    if (said === undefined || other.length === 0) return undefined;
    return [...left, ...inserted("and", tokens[at]), ...other, ...said, ...tokens.slice(end)];
  }
  return undefined;
}

/** What the first half says of its subject, from its verb on. */
function saidOf(left: readonly Token[], verb: string, denied: boolean): readonly Token[] | undefined {
  const from = left.findLastIndex((token) => token.kind === "word" && same(token.lower, verb));
  // "only a may …, as may b": what is denied to all but a is denied to b
  if (from < 1 || /\b(?:only|no|nobody|none)\b/.test(patternText(left.slice(0, from)))) return undefined;
  const said = left.slice(from);
  const text = patternText(said);
  const isDenied = /^\S+ (?:not|never)\b/.test(text);
  if (conditional.test(text) || isDenied !== denied) return undefined;
  const isVerdict = /^(?:is|are) /.test(text);
  return isVerdict &&
    !said.some((token) => token.kind === "word" && verdicts.has(token.lower)) &&
    !/\ba no\b/.test(text)
    ? undefined
    : said;
}

function same(one: string, other: string): boolean {
  return [/^(?:is|are)$/, /^(?:may|can|must|shall|should|will|have|has)$/].some(
    (kind) => kind.test(one) && kind.test(other),
  );
}
