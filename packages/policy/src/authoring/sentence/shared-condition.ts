import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const every = "(?:both|either|each|every|all|any)(?: of (?:these|the|those|them))?(?: cases?)?";
const introduced = [
  new RegExp(`^(?:and |but )?(?:in|for) ${every} (?:, )?(?=\\S)`),
  /^(?:and |but )?(?:both|each|all)(?: of (?:these|those|them))? (?=only|with|when|if|provided|during|without)/,
];
const conditional = new RegExp(
  `^(?:and |but )?(?:provided|as long as|if|when|only if|only when) (?:for|in) ${every} (?:that )?(?=\\S)`,
);
const modifier =
  /^(?:only|with|without|when|if|unless|provided|during|between|before|after|in|on|at|as long as|up to)\b/;

/** "…, in either case with a note", "…; in both cases the fee must be paid": what is said of all the callers before it, as a condition to put behind each; undefined where nothing of the kind ends the sentence. */
export function withoutSharedCondition(
  tokens: readonly Token[],
): { readonly main: readonly Token[]; readonly shared: readonly Token[] } | undefined {
  for (let at = 4; at < tokens.length - 1; at += 1) {
    const mark = tokens[at - 1];
    if (mark?.kind !== "mark" || !/^[,;.–—-]$/.test(mark.text)) continue;
    const rest = tokens.slice(at);
    const text = patternText(rest);
    const found = introduced.map((each) => each.exec(text)).find((match) => match !== null);
    const asked = found ?? conditional.exec(text);
    if (asked === null) continue;
    const words = rest.slice(asked[0].trim().split(" ").length);
    const main = tokens.slice(0, at - 1);
    if (found !== undefined && modifier.test(patternText(words))) return { main, shared: words };
    return { main, shared: [...inserted("provided that", rest[0]), ...asFact(words)] };
  }
  return undefined;
}

/** "the fee must be paid" as what is so: "the fee is paid". */
function asFact(words: readonly Token[]): readonly Token[] {
  const at = words.findIndex((token) => token.kind === "word" && token.lower === "must");
  if (at < 0) return words;
  const next = words[at + 1];
  const isBe = next?.kind === "word" && next.lower === "be";
  const isHave = next?.kind === "word" && next.lower === "have";
  return isBe || isHave
    ? [...words.slice(0, at), ...inserted(isBe ? "is" : "has", next), ...words.slice(at + 2)]
    : words;
}
