import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

/** "…, any reason" as "… for any reason", ", max 60 seconds" as "up to 60 seconds"; undefined where no comma says so. */
export function withShortLimits(tokens: readonly Token[]): readonly Token[] | undefined {
  const plain: Token[] = [];
  let changed = false;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const text = patternText(tokens.slice(at, at + 4));
    const limit = /^, (max|maximum|min|minimum) (?:\. )?[#$]/.exec(text);
    if (limit !== null) {
      const dot = text.includes(" . ") ? 1 : 0;
      plain.push(...inserted(limit[1]?.startsWith("max") === true ? "up to" : "at least", tokens[at + 1]));
      at += 1 + dot;
      changed = true;
    } else if (at > 2 && /^, any [\p{L}-]+(?: [.,;!]|$)/u.test(text)) {
      plain.push(...inserted("for", token));
      changed = true;
    } else plain.push(token);
  }
  return changed ? plain : undefined;
}
