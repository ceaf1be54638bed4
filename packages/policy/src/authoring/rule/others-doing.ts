import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import type { SaidCondition } from "./trailing-condition.ts";

/** Throws for "with 2 approvals from managers", "when verified by role x": those who approve need not be those who call. */
export function refuseOthersDoing(
  reader: Reader,
  at: number,
  behindCondition: boolean,
  latest: SaidCondition | undefined,
): void {
  const [previous, token] = [reader.tokens[at - 1], reader.tokens[at]];
  const comma = previous?.kind === "mark" && previous.text === ",";
  const isGiven = previous?.kind === "word" && given.test(previous.lower);
  const ofOthers = isGiven || isDone(reader, at, latest) ? /^(?:from|as|by)$/ : /^(?:from|as)$/;
  if (!behindCondition || comma || token?.kind !== "word" || !ofOthers.test(token.lower)) return;
  refuse("These people may be others than those who call", token, {
    advice: 'Write "by …" for those who call, before the condition.',
  });
}

/** Whether a clause such as "when it is inspected today" ends there: by whom may follow. */
function isDone(reader: Reader, at: number, latest: SaidCondition | undefined): boolean {
  if (latest === undefined || latest.to !== at) return false;
  const { condition, from } = latest;
  const told = condition.kind === "not" ? condition.of : condition;
  if (told.kind !== "flag" && told.kind !== "present") return false;
  return reader.slice(from, at).some((token) => token.kind === "word" && clause.test(token.lower));
}

const clause = /^(?:when|whenever|if|once|after|where|provided|that|which|unless)$/;
const given =
  /^(?:approvals?|reviews?|signatures?|confirmations?|votes?|sign-offs?|consents?|referrals?|endorsements?)$/;
