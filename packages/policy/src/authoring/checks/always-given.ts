import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { absentWords, givenWords } from "../words/presence-words.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/**
 * What to tell of a condition that asks whether an argument is given that no call can leave out: it holds always, or
 * never. Throws where the words do not say outright that it is to be given ("with a note").
 */
export function alwaysGivenNotes(
  condition: Condition | undefined,
  words: readonly Token[],
  span: TextSpan,
): readonly string[] {
  if (condition?.kind === "all" || condition?.kind === "any")
    return condition.of.flatMap((each) => alwaysGivenNotes(each, words, span));
  if (condition?.kind === "not") return alwaysGivenNotes(condition.of, words, span);
  if (condition?.kind !== "present" || condition.field.guards.length > 0) return [];
  const name = condition.field.path.join(".");
  if (!saysGiven(words))
    refuse(`Every call has "${name}", so whether it is given tells nothing`, span, {
      advice: `Say what "${name}" has to be.`,
    });
  return [`Every call has "${name}", since the tool requires it: whether it is given makes no difference.`];
}

function saysGiven(words: readonly Token[]): boolean {
  return words.some((_, at) => new Reader(words, at).take(...givenWords, ...absentWords) !== undefined);
}
