import type { UnitName } from "../amounts/units.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import { readRule } from "../rule/read-rule.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { attempt } from "./attempt.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { patternText } from "./inserted-words.ts";

const elided =
  /^(.* (?:can|may|can not|may not|must not|are allowed to|is allowed to))(?: do (?:so|it|this|that))?$/;

/**
 * "In production only the group ops can (do so)." behind a rule of one tool: what they can do, the rule has said. It has to test
 * what that rule tests, or it would not be certain whether that holds for it as well.
 */
export function elidedAct(
  own: readonly SentenceRule[],
  second: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const tool = toolOf(own);
  const end = second.at(-1)?.kind === "mark" ? second.length - 1 : second.length;
  const said = elided.exec(patternText(second.slice(0, end)));
  if (tool === undefined || said === null) return undefined;
  const words = second.slice(0, (said[1] ?? "").split(" ").length);
  const { start, end: to } = words.at(-1) ?? { start: 0, end: 0 };
  const name: Token = {
    kind: "word",
    text: tool.name,
    lower: tool.name.toLowerCase(),
    stem: stem(tool.name.toLowerCase()),
    start,
    end: to,
  };
  const read = attempt(() => readRule([...words, name], vocabulary, stated));
  if (read === undefined || toolOf([{ part: spanOf(second), read }]) !== tool) return undefined;
  const tested = testedPaths(read.rule);
  const same = own.every((each) => testedPaths(each.read.rule).every((path) => tested.includes(path)));
  return same ? [...own, { part: spanOf(second), read }] : undefined;
}

/** Whether a sentence ends where it would have to say what is done. */
export function elidesAct(second: readonly Token[]): boolean {
  const end = second.at(-1)?.kind === "mark" ? second.length - 1 : second.length;
  return elided.test(patternText(second.slice(0, end)));
}

/** The one tool that all of the rules are about. */
function toolOf(rules: readonly SentenceRule[]): VocabularyTool | undefined {
  const chosen = rules.map(({ read }) => (read.rule.tools.kind === "tools" ? read.rule.tools.tools : []));
  const tool = chosen[0]?.[0];
  return chosen.every((tools) => tools.length === 1 && tools[0] === tool) ? tool : undefined;
}
