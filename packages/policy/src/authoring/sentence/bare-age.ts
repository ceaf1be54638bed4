import type { Vocabulary } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

const aged =
  /(?:(?:the|an?|every|each|all) )?([a-z]+) ((?:must|should|has to|have to) be|is|are) (at least|over|under|above|below) (#)(?: years (?:old|of age))?(?= \.| ,| and | or |$)/;

/**
 * "A voter must be at least 18" as "the age of the voter must be at least 18": a bare number of a person is the age, where one
 * argument alone says how old the one is of whom its tool speaks; undefined where none or several do.
 */
export function withBareAge(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] | undefined {
  return reworded(tokens, aged, ({ text, tokens: group }) => {
    const person = stem(text(1));
    const [limit] = group(4);
    if (!isPersonNoun(text(1)) || limit?.kind !== "number") return undefined;
    if (limit.currency !== undefined || limit.percent || limit.scale !== undefined) return undefined;
    const ages = tools.flatMap(({ nameStems, fields }) =>
      fields
        .filter(({ shape, nameStems: own }) => shape.kind === "long" && own.at(-1) === "age")
        .map(({ nameStems: own }) => {
          const whose = own.length === 1 ? nameStems.slice(1) : own.slice(0, -1);
          return whose.length === 1 && whose[0] === person;
        }),
    );
    return ages.length === 1 && ages[0] === true ? "the age of the $1 $2 $3 $4" : undefined;
  });
}
