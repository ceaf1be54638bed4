import type { Context } from "./context.ts";
import { allOf, type Condition } from "./intermediate.ts";
import { isOfKind } from "./match-fields.ts";
import { type ReadTools, readTools } from "./read-tools.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import type { Vocabulary, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** Words such as "urgent" or "single" before a noun: the name of a flag, or a value that one argument can have. */
export function toolsWithAdjectives(
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: string[],
): { readonly read: ReadTools; readonly adjectives: readonly Token[] } {
  try {
    return { read: readTools(words, vocabulary, notes), adjectives: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isAdjective = (token: Token): boolean =>
      token.kind === "word" && vocabulary.tools.some((tool) => adjectiveIn(token, tool) !== undefined);
    const adjectives = words.filter(isAdjective);
    const rest = words.filter((token) => !isAdjective(token));
    const joins = words.some(
      (token) => token.kind !== "word" || token.lower === "or" || token.lower === "and",
    );
    if (adjectives.length === 0 || rest.length === 0 || joins) throw error;
    return { read: readTools(rest, vocabulary, notes), adjectives };
  }
}

function adjectiveIn(token: Token, tool: VocabularyTool): Condition | undefined {
  if (token.kind !== "word" || tool.nameStems.includes(token.stem)) return undefined;
  const plain = token.lower.replace(/^non-/, "");
  const wanted = stem(plain);
  const flags = tool.fields.filter(
    (field) =>
      isOfKind(field, "flag") &&
      field.nameStems.filter((name) => name !== "is").length === 1 &&
      field.nameStems.includes(wanted),
  );
  const valued = tool.fields.filter(({ values }) => values.some((value) => value.toLowerCase() === plain));
  const [flag] = flags;
  const [field] = valued;
  if (flags.length + valued.length !== 1) return undefined;
  const value = field?.values.find((each) => each.toLowerCase() === plain);
  const found: Condition | undefined =
    flag !== undefined
      ? { kind: "flag", field: flag, value: plain === token.lower }
      : field === undefined || value === undefined
        ? undefined
        : { kind: "text", field, test: "is", values: [value] };
  return found?.kind === "text" && plain !== token.lower ? { kind: "not", of: found } : found;
}

/** What the adjectives say of the arguments of the one tool. */
export function adjectiveCondition(adjectives: readonly Token[], context: Context): Condition | undefined {
  return allOf(
    adjectives.map((token) => {
      const [tool] = context.tools;
      const found = tool === undefined || context.tools.length > 1 ? undefined : adjectiveIn(token, tool);
      return found ?? refuse(`"${token.text}" could not be placed`, token);
    }),
  );
}
