import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const ahead =
  /^(with|having|holding) ((?:the |a )?(?:role|scope|group)) (\S+) (?:, )?(?:one|you|users|callers|people|anyone|anybody|everyone|everybody|a user|a caller|any user|any caller) (?=(?:may|can|must|is|are) )/;

/** "With the scope mesh:drain one may …" as "users with the scope mesh:drain may …"; undefined where a sentence does not begin so. */
export function withCallersAhead(tokens: readonly Token[]): readonly Token[] | undefined {
  const found = ahead.exec(patternText(tokens.slice(0, 12)).concat(" "));
  if (found === null) return undefined;
  const noun = (found[2] ?? "").split(" ").length;
  const length = found[0].trim().split(" ").length;
  return [...inserted("users with", tokens[0]), ...tokens.slice(1, noun + 2), ...tokens.slice(length)];
}
