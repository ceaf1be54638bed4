import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const bounds =
  /(?:^| )((?:of |for |by )?(up to and including|up to|at most|no more than|not more than|a maximum of|maximum|max|not exceeding|under|below|less than|fewer than) (?:\$ )?#)(?= |$)/;
const ends =
  /^(?:in|on|at|by|for|from|to|with|without|when|if|unless|except|only|per|during|before|after|and|or|is|are|may|can)$/;

/** The one upper limit of a sentence: where it stands, and what lies beyond it. */
export function boundIn(
  tokens: readonly Token[],
): { readonly from: number; readonly to: number; readonly beyond: readonly Token[] } | undefined {
  const text = patternText(tokens);
  const found = bounds.exec(text);
  const [, whole = "", said = ""] = found ?? [];
  if (found === null || tokens.filter(({ kind }) => kind === "number").length !== 1) return undefined;
  const before = text.slice(0, found.index).trim();
  const from = before === "" ? 0 : before.split(" ").length;
  let to = from + whole.split(" ").length;
  const next = tokens[to];
  if (next?.kind === "word" && !ends.test(next.lower)) to += 1;
  const number = tokens.findIndex(({ kind }) => kind === "number");
  const open = /^(?:under|below|less than|fewer than)$/.test(said);
  return {
    from,
    to,
    beyond: [...inserted(open ? "of at least" : "of more than", tokens[from]), ...tokens.slice(number, to)],
  };
}
