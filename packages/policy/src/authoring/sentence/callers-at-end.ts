import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { inserted, patternText } from "./inserted-words.ts";

const joint = /^(?:, and this|, and that|, and|,|and this|and that|and)(?: (only))? (by|for) /;
const passive =
  /\b(?:(?:may|can|shall|should|must)(?: only)? be [\p{L}-]+|(?:is|are) (?:only )?(?:possible|allowed|permitted)) (?!by\b|for\b|to\b)/u;

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
    const isVerdict = /^(?:is|are) /.test(said[0]);
    // "booked with a note, and for managers" may say for whom it is booked
    if (found === null || (found[2] === "for" && !isVerdict)) continue;
    const preposition = isVerdict ? "for" : "by";
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
      ...inserted(found[1] === undefined ? preposition : `only ${preposition}`, tokens[from]),
      ...tokens.slice(from, reader.at),
      ...tokens.slice(verb, at),
      ...tokens.slice(reader.at),
    ];
  }
  return undefined;
}
