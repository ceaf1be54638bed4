import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { inserted, patternText } from "./inserted-words.ts";

const joint = /^(?:, and this|, and that|, and|,|and this|and that|and)(?: (only))? by /;
const passive = /\b(?:may|can|shall|should|must)(?: only)? be [\p{L}-]+ (?!by\b)/u;

/**
 * "Deeds can be revoked with a court order, and only by the role notary" with its callers right behind the verb, where what follows
 * cannot take them for those who gave the order; undefined where no callers stand behind a comma or an "and" at the end.
 */
export function withCallersFromEnd(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] | undefined {
  const text = patternText(tokens);
  const said = passive.exec(text);
  if (said === null || /\b(?:not|never|no|nobody|unless|except)\b/.test(text)) return undefined;
  const verb = text
    .slice(0, said.index + said[0].length)
    .trim()
    .split(" ").length;
  for (let at = verb + 1; at < tokens.length - 1; at += 1) {
    const found = joint.exec(patternText(tokens.slice(at, at + 6)));
    if (found === null) continue;
    const from = at + found[0].trim().split(" ").length;
    const reader = new Reader(tokens, from);
    const context: Context = {
      vocabulary,
      tools: vocabulary.tools,
      stated: undefined,
      notes: [],
      last: undefined,
    };
    const who = attempt(() => readWho(reader, context));
    const certain = who?.kind === "iam" || (who?.kind === "users" && who.condition !== undefined);
    if (!certain || tokens.slice(reader.at).some(({ kind }) => kind !== "mark")) continue;
    return [
      ...tokens.slice(0, verb),
      ...inserted(found[1] === undefined ? "by" : "only by", tokens[from]),
      ...tokens.slice(from, reader.at),
      ...tokens.slice(verb, at),
      ...tokens.slice(reader.at),
    ];
  }
  return undefined;
}
