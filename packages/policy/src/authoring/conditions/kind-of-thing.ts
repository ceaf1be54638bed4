import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { adjectiveCondition } from "./adjective-condition.ts";

/** Things of one kind that are left out: "suites", "premium memberships", "rare ones", where a value or a flag of each of the tools tells which those are. */
export function kindOfThing(reader: Reader, { tools }: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("any", "all", "the", "a", "an");
    const token = reader.peek();
    const [tool, more] = tools;
    if (token?.kind !== "word" || tool === undefined || more !== undefined) return undefined;
    const condition = adjectiveCondition(token, tool);
    if (condition === undefined) return undefined;
    reader.at += 1;
    const noun = reader.peek();
    const isThing = noun?.kind === "word" && isOfTool(noun, [...tool.nameStems, ...tool.descriptionStems]);
    // "double" alone may be another thing's
    if (isThing) reader.at += 1;
    else if (condition.kind !== "text") return undefined;
    return reader.done || /^[,.;!)]$/.test(reader.word()) ? condition : undefined;
  });
}

function isOfTool(noun: WordToken, stems: readonly string[]): boolean {
  return /^ones?$/.test(noun.lower) || stems.some((each) => each === noun.stem || sameNoun(each, noun.stem));
}
