import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

/** "…, the guestId being their guest claim, and …" as "…, and …, where the guestId is their guest claim". */
export function withBeingAsClause(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const being = all.findIndex((_, at) => lowerAt(all, at) === "being");
  const open = all.findLastIndex((_, at) => at < being && lowerAt(all, at) === ",");
  // the words between the comma and "being" name one argument
  if (
    open < 2 ||
    being - open < 2 ||
    being - open > 4 ||
    all.slice(open + 1, being).some(({ kind }) => kind !== "word")
  )
    return undefined;
  const next = all.findIndex((_, at) => at > being && lowerAt(all, at) === ",");
  const close = next < 0 ? all.length : next;
  return [
    ...all.slice(0, open),
    ...all.slice(close),
    ...inserted(", where", all[open]).map((token, at): Token => (at === 0 ? comma(token) : token)),
    ...all.slice(open + 1, being),
    ...inserted("is", all[being]),
    ...all.slice(being + 1, close),
  ];
}

function comma({ start, end }: Token): Token {
  return { kind: "mark", text: ",", start, end };
}
