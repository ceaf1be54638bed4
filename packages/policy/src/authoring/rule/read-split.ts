import type { UnitName } from "../amounts/units.ts";
import type { ToolChoice } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { RestrictedTools } from "../tools/restricted-tools.ts";
import { isWholeGateway } from "../tools/whole-gateway.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isOthers, withoutOwnWords } from "../words/own-words.ts";
import type { Token } from "../words/tokens.ts";
import { trimmed } from "../words/trimmed.ts";
import { assemble, type ReadRule } from "./assemble-rule.ts";
import { onlyChoice } from "./only-choice.ts";
import type { Opening } from "./opening.ts";
import { readWithoutTool } from "./read-without-tool.ts";

const allTools: RestrictedTools = {
  read: { kind: "choice", choice: { kind: "all" } },
  restrict: () => undefined,
};

/** The rule of an opening whose words for the tools end at this place of its tail; throws {@link Refusal}. */
export function readSplit(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  toolsIn: (words: readonly Token[], vocabulary: Vocabulary, notes: string[]) => RestrictedTools,
): ReadRule {
  const notes = [...opening.notes];
  const phrase = trimmed(opening.tail.slice(0, at));
  const own = withoutOwnWords(phrase);
  const owned = own.length < phrase.length;
  const others = phrase.find((token, index) => isOthers(token, phrase[index - 1], phrase[index + 1]));
  if (others !== undefined) refuse("It is not certain how these people belong to the callers", others);
  const words = [...opening.verb, ...own];
  const last = words.at(-1);
  if (
    last?.kind === "word" &&
    /^(?:in|on|with|for|to|from|of|by|at|and|or|between|into|as|a|an|the|any|every|each|no|not|but|be|being)$/.test(
      last.lower,
    )
  ) {
    // "(of) up to" is one word: where it is cut in two, what stands before it is the trouble
    const [before, next] = [words.at(-2), opening.tail[at]];
    const isBound =
      (last.lower === "to" && before?.kind === "word" && before.lower === "up") ||
      (last.lower === "of" && next?.kind === "word" && next.lower === "up");
    refuse("These words could not be placed", isBound ? (words[0] ?? last) : last);
  }
  if (words.length === 0) return readWithoutTool(opening, at, prefix, vocabulary, stated, notes);
  const { read, restrict } =
    opening.effect === "forbid" && isWholeGateway(words, vocabulary)
      ? allTools
      : toolsIn(words, vocabulary, notes);
  const candidates: readonly ToolChoice[] =
    read.kind === "choice" ? [read.choice] : read.tools.map((tool) => ({ kind: "tools", tools: [tool] }));
  return onlyChoice(
    candidates,
    read.kind === "candidates",
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, owned, notes, restrict),
    words,
  );
}
