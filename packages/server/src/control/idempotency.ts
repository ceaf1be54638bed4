/** Client tokens: a request that is repeated gets its first answer again. Source: AWS API reference, `clientToken`. */
import { createHash } from "node:crypto";
import { canonicalJson } from "@toolgate/policy";
import type { Caller } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { StoreChange, StoreView } from "../store-port.ts";
import { invalidMember } from "./invalid-member.ts";

const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** A request that a client token makes safe to repeat. */
interface Repeatable {
  readonly clientToken?: string | undefined;
}

/**
 * The answer that this caller got for the same request with the same `clientToken` in the last 24 hours.
 * @throws ValidationException with reason IdempotentParameterMismatchException when the token came with another request.
 */
export async function keptAnswer<Answer>(
  view: StoreView,
  caller: Caller,
  operation: string,
  { clientToken, ...request }: Repeatable,
  clock: Clock,
): Promise<Answer | undefined> {
  if (clientToken === undefined) return undefined;
  const kept = await view.keptAnswers.find(callerIdOf(caller), operation, clientToken);
  if (kept === undefined || kept.expiresAt <= new Date(clock.now()).toISOString()) return undefined;
  if (kept.requestHash === hashOf(request)) return JSON.parse(kept.answer) as Answer;
  throw invalidMember(
    "clientToken",
    `The clientToken ${clientToken} was already used by ${operation} with other parameters in the last 24 hours: ` +
      "send the same parameters to get the first answer again, or a new clientToken for a new request.",
    "IdempotentParameterMismatchException",
  );
}

/**
 * Does `work` unless its answer is kept; otherwise that is kept in the change that `work` makes. Without a token `work`
 * is always done.
 * @throws ValidationException with reason IdempotentParameterMismatchException when the token came with another request.
 */
export async function once<Answer>(
  change: StoreChange,
  caller: Caller,
  operation: string,
  input: Repeatable,
  clock: Clock,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { clientToken, ...request } = input;
  if (clientToken === undefined) return work();
  const now = clock.now();
  await change.remove.keptAnswersBefore(new Date(now).toISOString());
  const kept = await keptAnswer<Answer>(change, caller, operation, input, clock);
  if (kept !== undefined) return kept;
  const answer = await work();
  const expiresAt = new Date(now + KEPT_MILLISECONDS).toISOString();
  await change.put.keptAnswer({
    callerId: callerIdOf(caller),
    operation,
    clientToken,
    requestHash: hashOf(request),
    answer: JSON.stringify(answer),
    expiresAt,
  });
  return answer;
}

function callerIdOf({ id, place }: Caller): string {
  return `${id}@${place.accountId}/${place.region}`;
}

function hashOf(request: object): string {
  return createHash("sha256").update(canonicalJson(request)).digest("hex");
}
