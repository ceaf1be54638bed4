import type { Token } from "../words/tokens.ts";
import { lowerAt } from "./words-at.ts";

/** "contracts, the value of which does not exceed …" as "contracts whose value does not exceed …". */
export function withWhose(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex(
    (_, index) => lowerAt(tokens, index) === "of" && lowerAt(tokens, index + 1) === "which",
  );
  if (at < 2) return tokens;
  let from = at - 1;
  while (from > 0 && at - from < 4 && lowerAt(tokens, from) !== "the") from -= 1;
  const [the, which] = [tokens[from], tokens[at + 1]];
  if (lowerAt(tokens, from) !== "the" || the?.kind !== "word" || which === undefined) return tokens;
  const before = tokens[from - 1];
  const comma = before?.kind === "mark" && before.text === "," ? 1 : 0;
  return [
    ...tokens.slice(0, from - comma),
    { ...the, text: "whose", lower: "whose", stem: "whose" },
    ...tokens.slice(from + 1, at),
    ...tokens.slice(at + 2),
  ];
}
