import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { adjectiveCondition } from "./adjective-condition.ts";

/** Things of one kind that are left out: "suites", "premium memberships", "rare ones", where a value or a flag of each of the tools tells which those are. */
export function kindOfThing(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const first = oneKind(reader, context);
    if (first === undefined) return undefined;
    const of = [first];
    while (of.length < mostKinds) {
      const more = reader.attempt(() => {
        reader.take(",");
        const joined = reader.take("and", "or");
        const next = joined === undefined ? undefined : oneKind(reader, context);
        return next !== undefined && isOfSame(first, next) ? next : undefined;
      });
      if (more === undefined) break;
      of.push(more);
    }
    if (!(reader.done || /^[,.;!)]$/.test(reader.word()))) return undefined;
    return of.length === 1 ? first : { kind: "any", of };
  });
}

const mostKinds = 5;

/** Whether both are values of one argument, which has only one of them at a time. */
function isOfSame(one: Condition, other: Condition): boolean {
  return (
    one.kind === "text" && other.kind === "text" && one.field.path.join(".") === other.field.path.join(".")
  );
}

function oneKind(reader: Reader, { tools }: Context): Condition | undefined {
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
    return condition;
  });
}

function isOfTool(noun: WordToken, stems: readonly string[]): boolean {
  return /^ones?$/.test(noun.lower) || stems.some((each) => each === noun.stem || sameNoun(each, noun.stem));
}
