/** Patterns of words: `a b` both, `?a ?b` either, `-a` not, `"a phrase"`. */
import { invalidPattern } from "./invalid-pattern.ts";

export interface Terms {
  readonly all: readonly string[];
  /** One of them is enough, and any is too many where there are terms of the other kind: AWS overlooks them then. */
  readonly any: readonly string[];
  readonly none: readonly string[];
}

const term = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y;

/** @throws ServiceFault where a quotation does not end, and for a regular expression. */
export function parseTerms(pattern: string): Terms {
  const all: string[] = [];
  const any: string[] = [];
  const none: string[] = [];
  const lists: Readonly<Record<string, string[]>> = { "": all, "?": any, "-": none };
  let at = 0;
  while (at < pattern.length) {
    term.lastIndex = at;
    const found = term.exec(pattern);
    if (found === null)
      throw invalidPattern(`a quotation begins in ${JSON.stringify(pattern.slice(at))} and does not end`);
    const [whole, sign = "", quoted, plain] = found;
    if (plain?.startsWith("%"))
      throw invalidPattern("regular expressions, %…%, are not built; use terms or phrases");
    lists[sign]?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll(/\\(.)/g, "$1"));
    at += whole.length;
  }
  return { all, any, none };
}

/** Case counts, and a term may be part of a word. */
export function matchTerms({ all, any, none }: Terms, message: string): boolean {
  const has = (text: string) => message.includes(text);
  if (none.some(has)) return false;
  return all.length > 0 || any.length === 0 ? all.every(has) : any.some(has);
}
