import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

const bound = "(?:(?:no |not )?(?:more|less|fewer) than|at (?:least|most)|over|under)";
const event = "(?:fell|was|is|were|are|became|came|got|went|(?:has|have) been)";
const passed = new RegExp(
  `(?:(${bound}) )?(#) ([a-z]+)( or more)? (?:has|have) (?:passed|elapsed|gone by) since (?:(?:the|its|their|an?) )?([a-z]+)(?: ${event} ([a-z]+)| of (?:the |an? )?([a-z]+))?(?= and | or |,| \\.|$)`,
);

/**
 * "at least 90 days have gone by since the loan fell due" as "the days since due are at least 90", where an argument counts the days
 * since; a time that has passed with no word of a bound has passed at least. Undefined where no argument counts since just that.
 */
export function withTimeSince(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] | undefined {
  return reworded(tokens, passed, ({ text }) => {
    const [unit, happened, of] = [stem(text(3)), text(6), text(7)];
    const since = happened === "" ? text(5) : happened;
    const thing = happened === "" ? of : text(5);
    const own = tools.filter((tool) => countsSince(tool, unit, stem(since)));
    const isSpoken = thing === "" || own.every((tool) => speaksOf(tool, stem(thing)));
    if (own.length === 0 || !isSpoken || (text(1) !== "" && text(4) !== "")) return undefined;
    return `the $3 since ${since} are ${text(1) === "" ? "at least" : "$1"} $2`;
  });
}

/** Whether a number of the tool is named "days since due". */
function countsSince({ fields }: VocabularyTool, unit: string, since: string): boolean {
  return fields.some(
    ({ nameStems, shape }) =>
      (shape.kind === "long" || shape.kind === "decimal") &&
      nameStems.join(" ") === [unit, stem("since"), since].join(" "),
  );
}

/** Whether the tool speaks of such a thing: since when another's time runs is not known. */
function speaksOf({ nameStems, descriptionStems, fields }: VocabularyTool, thing: string): boolean {
  return (
    nameStems.includes(thing) ||
    descriptionStems.includes(thing) ||
    fields.some((field) => field.nameStems.includes(thing))
  );
}
