import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

const said =
  /^\( [^ ()]+ (?:is |must be )?(?:present|given|set|provided|filled|filled in|named|not empty) \)$/;
/** So many letters of a noun and an argument's name are the same where one is made of the other: "approver" of approvedBy. */
const shared = 5;

/** "have a reviewer (reviewedBy present)" without the bracket, which names the argument of the noun before it; undefined where none does. */
export function withoutPresenceTold(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const open = tokens.findIndex((token) => patternText([token]) === "(");
  const close = tokens.findIndex((token, at) => at > open && patternText([token]) === ")");
  const [noun, name] = [tokens[open - 1], tokens[open + 1]];
  if (open < 2 || noun?.kind !== "word" || name?.kind !== "word") return undefined;
  if (!said.test(patternText(tokens.slice(open, close + 1)))) return undefined;
  const fields = tools.flatMap((tool) => tool.fields).filter(({ path }) => path.at(-1) === name.text);
  const [first = ""] = nameWords(name.text);
  const isSame =
    first === noun.lower || (first.length > shared && first.slice(0, shared) === noun.lower.slice(0, shared));
  return fields.length === 0 || !isSame ? undefined : [...tokens.slice(0, open), ...tokens.slice(close + 1)];
}
