/** Client tokens: a request that is repeated gets its first answer again. Source: AWS API reference, `clientToken`. */
import { createHash } from "node:crypto";
import { canonicalJson } from "@toolgate/policy";
import type { Caller } from "../model.ts";
import type { Clock, StoreChange } from "../ports.ts";
import { invalidMember } from "./invalid-member.ts";

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/**
 * Does `work` unless this caller sent the same request with the same `clientToken` in the last 24 hours; the answer
 * is kept in the change that `work` makes. Without a token `work` is always done.
 * @throws ValidationException with reason IdempotentParameterMismatchException when the token came with another request.
 */
export async function once<Answer>(
  change: StoreChange,
  caller: Caller,
  operation: string,
  input: { readonly clientToken?: string | undefined },
  clock: Clock,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { clientToken, ...request } = input;
  if (clientToken === undefined) return work();
  const now = clock.now();
  await change.remove.keptAnswersBefore(new Date(now).toISOString());
  const callerId = `${caller.id}@${caller.place.accountId}/${caller.place.region}`;
  const requestHash = createHash("sha256").update(canonicalJson(request)).digest("hex");
  const kept = await change.keptAnswers.find(callerId, operation, clientToken);
  if (kept) {
    if (kept.requestHash === requestHash) return JSON.parse(kept.answer) as Answer;
    throw invalidMember(
      "clientToken",
      `The clientToken ${clientToken} was already used by ${operation} with other parameters in the last 24 hours: ` +
        "send the same parameters to get the first answer again, or a new clientToken for a new request.",
      "IdempotentParameterMismatchException",
    );
  }
  const answer = await work();
  const expiresAt = new Date(now + KEPT_MILLISECONDS).toISOString();
  await change.put.keptAnswer({
    callerId,
    operation,
    clientToken,
    requestHash,
    answer: JSON.stringify(answer),
    expiresAt,
  });
  return answer;
}
