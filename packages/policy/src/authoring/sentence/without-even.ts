import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

/** The sentence without who is among everyone, or nobody, anyway: "No one, not even an administrator, may …", "… is blocked, not even by admins". */
export function withoutEven(tokens: readonly Token[]): readonly Token[] {
  return evenBehind(evenBetween(tokens));
}

function evenBetween(tokens: readonly Token[]): readonly Token[] {
  const said =
    /^((?:no one|nobody|no users?) , (?:not even|including) |(?:everyone|everybody|all users) , including )((?:[\p{L}-]+ ){1,5}), /u.exec(
      patternText(tokens.slice(0, 14)),
    );
  const [, head = "", among = ""] = said ?? [];
  if (
    said === null ||
    /\b(?:if|when|unless|except|who|whose|with|without|not|but|only|may|can)\b/.test(among)
  )
    return tokens;
  const who = /^no one/.test(head) || / users? /.test(head.slice(0, 12)) ? 2 : 1;
  return [...tokens.slice(0, who), ...tokens.slice(said[0].trim().split(" ").length)];
}

/** A denial for everybody: what is denied to all, those are denied as well. */
const denied =
  /^(?:no one|nobody|no (?!longer|more|less|fewer)|never|do not|block|deny|forbid|prohibit|prevent|reject|disallow|stop|refuse)\b|\b(?:must|may|can|shall|should|will) (?:not|never) be\b|\b(?:is|are) (?:never|not (?:allowed|permitted|possible)|forbidden|prohibited|blocked|denied|banned|disallowed|rejected)\b/;
const among = /^[,–—-] (?:and )?not even (?:by |for |to )?((?:[\p{L}\p{N}_"-]+ ?){1,7})$/u;

/** "Unpaid vehicles cannot be released, not even by managers." */
function evenBehind(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    (token, index) =>
      token.kind === "mark" && /^[,–—-] not even$/.test(patternText(tokens.slice(index, index + 3))),
  );
  const and = patternText(tokens.slice(at, at + 2)) === ", and" ? 1 : 0;
  if (at < 2) return tokens;
  const end = tokens.findIndex((token, index) => index > at + and && token.kind === "mark");
  const stop = end < 0 ? tokens.length : end;
  const head = patternText(tokens.slice(0, at));
  const said = among.exec(patternText(tokens.slice(at, stop)));
  if (said === null || !denied.test(head) || /\b(?:by|for|users?|role|group)\b/.test(head)) return tokens;
  if (/\b(?:if|when|unless|except|who|whose|without|not|but|only|may|can)\b/.test(said[1] ?? ""))
    return tokens;
  const comma = patternText(tokens.slice(stop, stop + 1)) === "," ? 1 : 0;
  return [...tokens.slice(0, at), ...tokens.slice(stop + comma)];
}
