import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { type CallersPlace, callersInTurn } from "./callers-in-turn.ts";

const only = /^(?:only|exclusively|alone|reserved|limited|restricted|just)$/;

/** Whether the words say that nobody but the callers they name may: "only role x may", "is reserved for role x", "by role x only". */
export function saysOnlyThey(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  if (!tokens.some((token) => isOnly(token))) return false;
  return placesOf(tokens, vocabulary).some(
    ({ from, at, end }) =>
      isOnly(tokens[from - 1]) || isOnly(tokens[at - 1]) || isOnly(tokens[end]) || isOnlyDoneBy(tokens, from),
  );
}

/** "may only be ordered by role x", "may be ordered only on weekdays by role x" says so of the day: nothing but the act stands between. */
function isOnlyDoneBy(tokens: readonly Token[], by: number): boolean {
  if (!isWord(tokens[by], /^by$/)) return false;
  const only = tokens.findLastIndex((token, at) => at < by && isOnly(token));
  return only >= 0 && isWord(tokens[only + 1], /^(?:be|ever)$/) && by - only <= 4;
}

/** Whether the words say whom something is for: "private channels are for admins". */
export function saysForThem(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const isFor = (at: number): boolean =>
    isWord(tokens[at], /^for$/) && isWord(tokens[at - 1], /^(?:is|are)$/);
  if (!tokens.some((_token, at) => isFor(at))) return false;
  return placesOf(tokens, vocabulary).some(({ from }) => isFor(from));
}

function placesOf(tokens: readonly Token[], vocabulary: Vocabulary): readonly CallersPlace[] {
  const context = { vocabulary, tools: vocabulary.tools, stated: undefined, notes: [], last: undefined };
  return callersInTurn(tokens, context);
}

function isWord(token: Token | undefined, words: RegExp): boolean {
  return token?.kind === "word" && words.test(token.lower);
}

function isOnly(token: Token | undefined): boolean {
  return isWord(token, only);
}
