/**
 * Yes, no, or that it cannot be said. What cannot be said is held against the caller: an Allow does not apply, a Deny
 * does.
 */
export type Answer = true | false | "unknown";

/** Yes when all are. */
export function all(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) return false;
  return answers.includes("unknown") ? "unknown" : true;
}

/** Yes when one is. */
export function any(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) return true;
  return answers.includes("unknown") ? "unknown" : false;
}

/** No for yes, yes for no. */
export function not(answer: Answer): Answer {
  return answer === "unknown" ? "unknown" : !answer;
}
