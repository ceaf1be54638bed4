import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
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

const notAccepted =
  /^((?:[\p{L}#]+ ){2,10})(?:is|are) not (?:accepted|acceptable|welcome|allowed|permitted|possible) (?:[,:;–—-]|so|, so) ((?:deny|refuse|reject|block|decline)) (?:the|such|these|their|any|all) (\p{L}+)$/u;

/** "Parties over 20 guests are not accepted, deny the reservation" as "deny reservation for parties over 20 guests". */
export function withDeniedDeed(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const found = notAccepted.exec(patternText(all));
  const [, subject = "", verb = ""] = found ?? [];
  const deed = all.at(-1);
  if (found === null || deed === undefined || /^(?:it|them|this|that|one|ones)$/.test(deed.text))
    return undefined;
  if (/\b(?:no|not|never|only|unless|except|if|when)\b/.test(subject)) return undefined;
  return [
    ...inserted(verb, all[0]),
    deed,
    ...inserted("for", all[0]),
    ...all.slice(0, subject.trim().split(" ").length),
  ];
}
