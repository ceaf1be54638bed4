import type { Token } from "../words/tokens.ts";
import type { Opening } from "./opening.ts";

/** A permission of "view only public files", or of "record doses, and only oral doses", with the "only" beside it: what it allows is the same. */
export function withoutInnerOnly(opening: Opening): Opening | undefined {
  const { effect, tail } = opening;
  const at = tail.findIndex((token, index) => index > 0 && wordOf(token) === "only");
  const next = tail[at + 1];
  if (effect !== "permit" || at < 1 || next?.kind !== "word" || goesOn.test(next.lower)) return undefined;
  const before = /^(?:and|but)$/.test(wordOf(tail[at - 1]))
    ? wordOf(tail[at - 2]) === ","
      ? at - 2
      : at - 1
    : at;
  if (before === at) return { ...opening, only: true, tail: [...tail.slice(0, at), ...tail.slice(at + 1)] };
  // "doses, and only oral doses": the noun is said again
  const noun = tail[before - 1];
  const again = tail
    .slice(at + 1, at + 4)
    .some((token) => token.kind === "word" && noun?.kind === "word" && token.stem === noun.stem);
  return again
    ? { ...opening, only: true, tail: [...tail.slice(0, before - 1), ...tail.slice(at + 1)] }
    : undefined;
}

/** Behind these "only" begins a condition, or callers. */
const goesOn =
  /^(?:when|whenever|if|where|while|during|for|by|with|without|in|into|on|at|from|to|of|after|before|between|until|as|up|under|over|below|above|more|less|once|their|his|her|its|users?|callers?|members?|role|those|the|a|an)$/;

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
