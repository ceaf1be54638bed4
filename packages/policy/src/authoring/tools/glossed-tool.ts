import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/** The tool whose own name stands in brackets behind what people call it: "Group bookings (book_tour)". */
export function glossedTool(phrase: readonly Token[], { tools }: Vocabulary): VocabularyTool | undefined {
  const open = phrase.findIndex((token) => token.kind === "mark" && token.text === "(");
  const name = phrase[open + 1];
  const close = phrase[open + 2];
  if (open < 1 || open + 3 !== phrase.length || close?.kind !== "mark" || close.text !== ")")
    return undefined;
  if (name?.kind !== "word" && name?.kind !== "quoted") return undefined;
  const [tool, other] = tools.filter((each) => each.name === name.text || each.action === name.text);
  if (tool === undefined || other !== undefined) return undefined;
  return phrase.slice(0, open).every((token) => isOf(token, tool)) ? tool : undefined;
}

/** Whether the word speaks of the tool or of an argument that is neither a flag nor a choice, which it could restrict. */
function isOf(token: Token, tool: VocabularyTool): boolean {
  if (token.kind !== "word") return false;
  if (/^(?:a|an|the|any|all|of|to|for)$/.test(token.lower)) return true;
  const free = tool.fields.filter(({ shape, values }) => shape.kind !== "bool" && values.length === 0);
  const restricts = tool.fields.some(
    ({ shape, values, nameStems }) =>
      (shape.kind === "bool" && nameStems.includes(token.stem)) ||
      values.some((value) => value.toLowerCase() === token.lower),
  );
  if (restricts && !tool.nameStems.includes(token.stem)) return false;
  return [...tool.nameStems, ...tool.descriptionStems, ...free.flatMap(({ nameStems }) => nameStems)].some(
    (each) => each === token.stem || sameNoun(each, token.stem) || sameVerb(each, token.stem),
  );
}
