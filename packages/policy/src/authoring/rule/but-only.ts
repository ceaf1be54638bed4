import { claimTerms } from "../callers/claim-terms.ts";
import { readWho } from "../callers/read-who.ts";
import { adjectiveCondition } from "../conditions/adjective-condition.ts";
import { tryConditions, tryPhrase } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { readTimes } from "../times/read-times.ts";
import { whens } from "../words/modifier-words.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";

/**
 * "… but critical reports only if X", "… urgent ones only by managers": what holds of some calls alone, which leaves the others as they
 * are; the reader stands behind "but" or "and".
 */
export function readButOnly(
  reader: Reader,
  context: Context,
  before: readonly Condition[],
): Condition | undefined {
  return reader.attempt(() => {
    const some = kindOfCalls(reader, context);
    if (some === undefined || reader.take("only") === undefined) return undefined;
    const needed = whatIsNeeded(reader, context);
    if (needed === undefined || !(reader.done || /^[.,;!]$/.test(reader.word()))) return undefined;
    if (context.effect !== "permit")
      refuse("“But … only” behind a denial can be understood in two ways", reader.here());
    // "closed as fixed by anyone, but as wontfix only by leads": two cases, of which the first says nothing of the second
    if (before.some((each) => isElse(each, some)))
      refuse("These calls are no part of those before them", reader.here(), {
        advice: "Write a sentence for each.",
      });
    return { kind: "any", of: [{ kind: "not", of: some }, needed] };
  });
}

/** "a critical report", "urgent ones", "those over 500". */
function kindOfCalls(reader: Reader, context: Context): Condition | undefined {
  const [tool] = context.tools;
  const adjective = reader.attempt(() => {
    reader.take("a", "an", "the", "any", "all");
    const token = reader.peek();
    if (token === undefined || tool === undefined || context.tools.length > 1) return undefined;
    const condition = adjectiveCondition(token, tool);
    const noun = reader.peek(1);
    if (condition === undefined || noun?.kind !== "word") return undefined;
    const isOfTool =
      /^(?:ones?|those)$/.test(noun.lower) ||
      [...tool.nameStems, ...tool.descriptionStems].some(
        (each) => each === noun.stem || sameNoun(each, noun.stem),
      );
    if (!isOfTool) return undefined;
    reader.at += 2;
    return condition;
  });
  if (adjective !== undefined) return adjective;
  return reader.attempt(() => {
    reader.take("those", "ones", "anything", "everything");
    const isClause = reader.take("if", "when", "where") !== undefined;
    const phrase = isClause ? tryConditions(reader, context) : tryPhrase(reader, context);
    return phrase === undefined || !reader.sees("only") ? undefined : phrase;
  });
}

function whatIsNeeded(reader: Reader, context: Context): Condition | undefined {
  if (reader.take(...whens) !== undefined) return tryConditions(reader, context);
  const callers = reader.attempt(() => {
    if (reader.take("by", "for", "to") === undefined) return undefined;
    const who = readWho(reader, context);
    return who?.kind === "users" ? who.condition : undefined;
  });
  const claims = reader.attempt(() =>
    reader.take("with the", "with", "having") === undefined ? undefined : claimTerms(reader, context),
  );
  return callers ?? claims ?? readTimes(reader, context) ?? tryPhrase(reader, context);
}

/** Whether two conditions ask one argument for different texts. */
function isElse(a: Condition, b: Condition): boolean {
  return (
    a.kind === "text" &&
    b.kind === "text" &&
    a.test === "is" &&
    b.test === "is" &&
    a.field.path.join(".") === b.field.path.join(".") &&
    !a.values.some((value) => b.values.includes(value))
  );
}
