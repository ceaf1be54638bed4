import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

/** A sentence whose callers stand at an unusual place, in the usual order; undefined where they do not. */
export function withCallersInPlace(tokens: readonly Token[]): readonly Token[] | undefined {
  return addressedFirst(tokens) ?? onlyTheyCan(tokens);
}

const verdict = /^it (?:is|shall be) (?:not )?(?:allowed|permitted|forbidden|prohibited|ok|okay) (?=to )/;

/** "To users with role x it is permitted to …" is "It is permitted for users with role x to …". */
function addressedFirst(tokens: readonly Token[]): readonly Token[] | undefined {
  if (!/^(?:to|for)$/.test(wordOf(tokens[0]))) return undefined;
  for (let at = 2; at < Math.min(tokens.length, 20); at += 1) {
    const said = wordOf(tokens[at]) === "it" ? verdict.exec(patternText(tokens.slice(at, at + 6))) : null;
    if (said === null) continue;
    const length = said[0].trim().split(" ").length;
    const comma = patternText(tokens.slice(at - 1, at)) === "," ? 1 : 0;
    const callers = tokens.slice(1, at - comma);
    return [
      ...tokens.slice(at, at + length),
      ...inserted("for", tokens[0]),
      ...callers,
      ...tokens.slice(at + length),
    ];
  }
  return undefined;
}

const thing = /^(?:is|are) (?:something|a thing|an action|things|actions) (?:that |which )?only /;

/** "Ordering parts is something that only mechanics can do, and not before 7 am" is "Only mechanics can order parts, and …". */
function onlyTheyCan(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex((token) => /^(?:is|are)$/.test(wordOf(token)));
  const said = at < 1 ? null : thing.exec(patternText(tokens.slice(at, at + 6)).concat(" "));
  if (said === null) return undefined;
  const from = at + said[0].trim().split(" ").length;
  const end = tokens.findIndex(
    (token, index) =>
      index > from + 1 &&
      wordOf(token) === "do" &&
      /(?:can|may|could|should|to)$/.test(wordOf(tokens[index - 1])),
  );
  if (end < 0) return undefined;
  return [...tokens.slice(from - 1, end), ...tokens.slice(0, at), ...tokens.slice(end + 1)];
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
