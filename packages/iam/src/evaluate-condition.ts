import { type Answer, all, any, not } from "./answer.ts";
import { conditionOperators, readOperator } from "./condition-operators.ts";
import type { Condition, PolicyVersion } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";

/** Whether a condition holds, and what cannot be said of it and why. */
export interface ConditionResult {
  readonly answer: Answer;
  readonly warning?: string;
}

/** Whether one key under one operator holds for the request. */
export function evaluateCondition(
  condition: Condition,
  version: PolicyVersion,
  context: RequestContext,
): ConditionResult {
  const answer = answerOf(condition, version, context);
  if (answer !== "unknown") return { answer };
  return { answer, warning: whyUnknown(condition, context) };
}

function answerOf(
  { operator, key, values: wanted }: Condition,
  version: PolicyVersion,
  context: RequestContext,
): Answer {
  const read = readOperator(operator);
  if (read === undefined) return "unknown";
  const given = context.values(key);
  if (read.name === "Null") return any(wanted.map((value) => isNull(value, given)));
  const known = conditionOperators.get(read.name);
  if (known === undefined) return "unknown";
  if (given === undefined) {
    if (read.set === "any") return read.ifExists ? "unknown" : false;
    return read.ifExists || read.set === "all" || known.negated;
  }
  if (wanted.length === 0) return known.negated ? "unknown" : false;
  const answers = given.map((value) => {
    const found = any(
      wanted.map(
        (pattern) => known.compare(value, pattern, version, context) ?? unresolved(known, read.name),
      ),
    );
    return known.negated ? not(found) : found;
  });
  const empty = given.every((value) => value === "");
  if (read.set === "all") return empty || all(answers);
  if (read.set === "any") return !empty && any(answers);
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? "unknown") : "unknown";
}

/** A text with a variable that has no value is like none; what follows from being unlike it cannot be said. */
function unresolved({ negated }: { negated: boolean }, name: string): Answer {
  return !negated && /^(String|Arn)/.test(name) ? false : "unknown";
}

function isNull(wanted: string, given: readonly string[] | undefined): Answer {
  const value = wanted.toLowerCase();
  if (value !== "true" && value !== "false") return "unknown";
  return (given === undefined) === (value === "true");
}

function whyUnknown({ operator, key, values }: Condition, context: RequestContext): string {
  if (readOperator(operator) === undefined) return `the condition operator "${operator}" is not known`;
  const given = context.values(key);
  if (given === undefined) return `"${operator}" does not say what holds without the key "${key}"`;
  if (given.length > 1 && readOperator(operator)?.set === undefined) {
    return `"${key}" has ${given.length} values and "${operator}" does not say whether all or any of them count`;
  }
  return `"${operator}" cannot compare "${key}" with ${values.map((value) => `"${value}"`).join(", ") || "nothing"}`;
}
