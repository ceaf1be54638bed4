import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";
import { withoutStop } from "./words-at.ts";

const again =
  /(?: [,:–—-]| so| and so|, so) (?:please )?(?:deny|forbid|block|refuse|reject|decline|disallow|prohibit)(?: (?:it|them|this|that|these|those))?$/;
const denied =
  /\b(?:not (?:accepted|acceptable|allowed|permitted|ok|okay|possible)|never|forbidden|prohibited|banned|out of the question|cannot|can not|must not|may not|taboo|off limits|no-go)\b/;
const widens = /\b(?:only|unless|except|if|when|but|may|can(?! not))\b/;

/** "… is out of the question: forbid." without the second denial, which says nothing more. */
export function withoutDeniedAgain(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const text = patternText(all);
  const found = again.exec(text);
  if (found === null) return undefined;
  const main = text.slice(0, found.index);
  if (!denied.test(main) || widens.test(main)) return undefined;
  return all.slice(0, main.split(" ").length);
}
