import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

/** Whoever does something, as the one who must have something for it. */
const whoever =
  /^(?:whoever|whosoever|(?:anyone|anybody|everyone|everybody|a user|users|the user|a caller|callers|any user|all users|people|those) (?:who|that)|(?:anyone|anybody|everyone|everybody) (?=\p{L}+ing )) ?/u;
const needs = /^(?:must|needs?|has|have|should)$/;
const callers =
  /^(?:you|one|users?|callers?|people|everyone|everybody|anyone|they|(?:a|an|the|any|all|every) (?:users?|callers?|person))$/;

/** "To do X, you need Y" and "Whoever does X must have Y" as "Users must have Y to do X"; undefined where it is neither. */
export function purposeBehind(tokens: readonly Token[]): readonly Token[] | undefined {
  return aimed(tokens) ?? done(tokens);
}

/** "To release a vehicle, you need the role manager." */
function aimed(tokens: readonly Token[]): readonly Token[] | undefined {
  const text = patternText(tokens.slice(0, 3)).concat(" ");
  const skip = /^in order to /.test(text) ? 3 : /^to /.test(text) ? 1 : 0;
  if (skip === 0) return undefined;
  const at = tokens.findIndex((token, index) => index > skip && needs.test(wordOf(token)));
  const length = [2, 1].find((each) => callers.test(patternText(tokens.slice(at - each, at))));
  if (at < 0 || length === undefined) return undefined;
  const from = at - length;
  const comma = patternText(tokens.slice(from - 1, from)) === "," ? 1 : 0;
  const purpose = tokens.slice(skip, from - comma);
  if (purpose.length === 0 || purpose.some(isApart)) return undefined;
  return needing(tokens.slice(at), purpose);
}

/** "Whoever releases a vehicle must have the role manager.", "Anyone releasing a vehicle needs to be a manager." */
function done(tokens: readonly Token[]): readonly Token[] | undefined {
  const head = whoever.exec(patternText(tokens.slice(0, 6)))?.[0];
  if (head === undefined) return undefined;
  const length = head.trim().split(" ").length;
  const at = tokens.findIndex((token, index) => index > length && needs.test(wordOf(token)));
  const purpose = tokens.slice(length, at);
  // "anyone who is a manager must …" tells who, and nothing that they do
  if (at < 0 || purpose.some(isApart) || /^(?:is|are|has|have|wants?|with|does|do)$/.test(wordOf(purpose[0])))
    return undefined;
  return needing(tokens.slice(at), purpose);
}

/** "must have Y when P" and what for: "users must have Y to do X when P". */
function needing(said: readonly Token[], purpose: readonly Token[]): readonly Token[] | undefined {
  const need = /^(?:needs?|has|have) to (?=be |have |hold )|^must |^should /.exec(
    patternText(said.slice(0, 3)).concat(" "),
  )?.[0];
  if (need === undefined && !/^needs?$/.test(wordOf(said[0]))) return undefined;
  const rest = said.slice(need === undefined ? 1 : need.trim().split(" ").length);
  const verb = need === undefined ? "have" : wordOf(rest[0]).replace("hold", "have");
  if (!/^(?:be|have)$/.test(verb)) return undefined;
  const value = need === undefined ? rest : rest.slice(1);
  const end = value.findIndex(
    (token, index) => index > 0 && (isApart(token) || /^[.!,]$/.test(patternText([token]))),
  );
  const stop = end < 0 ? value.length : end;
  return [
    ...inserted(`users must ${verb}`, said[0]),
    ...value.slice(0, stop),
    ...inserted("to", said[0]),
    ...purpose,
    ...value.slice(stop),
  ];
}

function isApart(token: Token): boolean {
  return (
    /^(?:if|when|whenever|unless|except|where|while|only|provided)$/.test(wordOf(token)) ||
    (token.kind === "mark" && /^[,:;()]$/.test(token.text))
  );
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
