import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

/** "…, the guestId being their guest claim, and for …" as "…, where the guestId is their guest claim, for …". */
export function withBeingAsClause(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  const being = all.findIndex((_, at) => lowerAt(all, at) === "being");
  const open = all.findLastIndex((_, at) => at < being && lowerAt(all, at) === ",");
  const named = all.slice(open + 1, being);
  // the words between the comma and "being" name one argument
  if (open < 2 || named.length < 1 || named.length > 3 || named.some(({ kind }) => kind !== "word"))
    return undefined;
  const next = all.findIndex((_, at) => at > being && lowerAt(all, at) === ",");
  const close = next < 0 ? all.length : next + 1;
  const goesOn =
    lowerAt(all, close) === "and" &&
    /^(?:for|of|at|in|with|on|up|below|under)$/.test(lowerAt(all, close + 1));
  return [
    ...all.slice(0, open + 1),
    ...inserted("where", all[open]),
    ...named,
    ...inserted("is", all[being]),
    ...all.slice(being + 1, close),
    ...all.slice(goesOn ? close + 1 : close),
  ];
}
