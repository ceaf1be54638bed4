import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { inserted } from "./inserted-words.ts";

/** "can refund any amount" as "can refund_order of any amount", where one tool does that and has such an argument; undefined otherwise. */
export function withToolOfAny(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] | undefined {
  const at = tokens.findIndex((token, index) => index > 0 && wordOf(token) === "any");
  const [before, verb, noun] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
  if (at < 2 || verb?.kind !== "word" || noun?.kind !== "word" || !/^(?:may|can|to)$/.test(wordOf(before)))
    return undefined;
  const [tool, other] = tools.filter((each) => does(each, verb.stem) && counts(each, noun.stem));
  const [first] = tools.filter((each) => does(each, verb.stem));
  if (tool === undefined || other !== undefined || first !== tool) return undefined;
  return [
    ...tokens.slice(0, at - 1),
    ...inserted(tool.name, verb),
    ...inserted("of", noun),
    ...tokens.slice(at),
  ];
}

function does({ nameStems: [act = ""] }: VocabularyTool, verb: string): boolean {
  return act === verb || sameVerb(act, verb);
}

function counts({ fields }: VocabularyTool, noun: string): boolean {
  return fields.some(
    ({ nameStems, shape }) =>
      (shape.kind === "long" || shape.kind === "decimal") && nameStems.at(-1) === noun,
  );
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
