import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { callersInTurn } from "./callers-in-turn.ts";

const only = /^(?:only|exclusively|alone|reserved|limited|restricted|just)$/;

/** Whether the words say that nobody but the callers they name may: "only role x may", "is reserved for role x", "by role x only". */
export function saysOnlyThey(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  if (!tokens.some((token) => isOnly(token))) return false;
  const places = callersInTurn(tokens, {
    vocabulary,
    tools: vocabulary.tools,
    stated: undefined,
    notes: [],
    last: undefined,
  });
  return places.some(
    ({ from, at, end }) => isOnly(tokens[from - 1]) || isOnly(tokens[at - 1]) || isOnly(tokens[end]),
  );
}

function isOnly(token: Token | undefined): boolean {
  return token?.kind === "word" && only.test(token.lower);
}
