import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";

/** "bonus > 5000 => deny" as "deny when bonus > 5000"; undefined where there is no such arrow. */
export function withoutArrow(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex((token, index) => arrowLength(tokens, index) > 0 && token.kind === "mark");
  if (at < 1) return undefined;
  const said = tokens
    .slice(at + arrowLength(tokens, at))
    .filter((token) => !(token.kind === "mark" && /^[.!]$/.test(token.text)));
  const [verb] = said;
  if (verb?.kind !== "word" || !/^(?:deny|block|forbid|reject|refuse|allow|permit)$/.test(verb.lower))
    return undefined;
  const first = tokens[0];
  const starts = first?.kind === "word" && /^(?:if|when|whenever)$/.test(first.lower);
  return [...said, ...(starts ? [] : inserted("when", verb)), ...tokens.slice(0, at)];
}

function arrowLength(tokens: readonly Token[], at: number): number {
  const [a, b] = [tokens[at], tokens[at + 1]];
  if (a?.kind !== "mark") return 0;
  if (/^[→⇒]$/.test(a.text)) return 1;
  const isPair = /^[=-]$/.test(a.text) && b?.kind === "mark" && b.text === ">" && a.end === b.start;
  return isPair ? 2 : 0;
}
