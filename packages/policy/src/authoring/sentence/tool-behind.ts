import type { Context } from "../context.ts";
import { type Opening, word } from "../rule/opening.ts";
import type { VocabularyTool } from "../vocabulary.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { isGenericVerb } from "../words/untelling-words.ts";

const before = /^(?:via|through|using|with|for|of|in|to|from|by|calling|tool)$/;

/**
 * The same rule with the tool's own name moved to the front: "SQL that contains x must not be allowed through run_statement" is
 * about run_statement, and what stands before tells which calls.
 */
export function toolsBehind(openings: readonly Opening[], context: Context): readonly Opening[] {
  const { tools } = context.vocabulary;
  return openings.flatMap((opening) => {
    const { tail, verb } = opening;
    const at = tail.findIndex((token, index) => index > 1 && named(token, tools) !== undefined);
    const name = tail[at];
    const tool = named(name, tools);
    if (name === undefined || tool === undefined || !before.test(wordOf(tail[at - 1]))) return [];
    if (!verb.every((each) => fits(each, tool))) return [];
    let from = at;
    while (from > 0 && (before.test(wordOf(tail[from - 1])) || /^the$/.test(wordOf(tail[from - 1]))))
      from -= 1;
    const subject = tail.slice(0, from);
    const rest = tail.slice(at + 1);
    const own: Opening = { ...opening, verb: [] };
    return [
      { ...own, tail: [name, ...subject, ...rest] },
      { ...own, tail: [name, word("for"), ...subject, ...rest] },
    ];
  });
}

/** Names such as run_statement that cannot be taken for words. */
function named(token: Token | undefined, tools: readonly VocabularyTool[]): VocabularyTool | undefined {
  if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
  if (!/[_A-Z-]/.test(token.text)) return undefined;
  return tools.find(({ name, action }) => name === token.text || action === token.text);
}

/** "changed via set_output": what is said to be done must be what the tool does, or say nothing of it. */
function fits(verb: Token, { nameStems }: VocabularyTool): boolean {
  return (
    verb.kind === "word" &&
    (isGenericVerb(verb.stem) || nameStems.some((each) => each === verb.stem || sameVerb(each, verb.stem)))
  );
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
