import type { CompiledPolicy } from "./compile-policy.ts";
import { type DecisionRequest, decide } from "./decide.ts";
import { explainInWords } from "./explain-in-words.ts";
import { explainPolicy } from "./explain-policy.ts";
import type { Explanation, PolicyExplanation } from "./explanation.ts";
import type { PolicySet } from "./policy-set.ts";
import type { EvaluationRequest } from "./request.ts";

/** What an explanation needs to know of policies beside what they mean. */
export interface PolicyTexts {
  /** The text that the policy was parsed from. */
  readonly textOf: (policyId: string) => string;
  /** What the sentence calls the policy; by default its id. */
  readonly nameOf?: ((policyId: string) => string) | undefined;
}

/** Decides the request once more, by the same definition of the language, and keeps what every part came to. */
export function explain(
  set: PolicySet,
  request: DecisionRequest,
  texts: PolicyTexts | PolicyTexts["textOf"],
): Explanation {
  const { textOf, nameOf = ownId } = typeof texts === "function" ? { textOf: texts } : texts;
  const decision = decide(set, request);
  const policies = explainPolicies(set, request, textOf);
  return { decision, sentence: explainInWords(decision, policies, nameOf), policies };
}

/** Every policy that could apply, those in LOG_ONLY last. */
export function explainPolicies(
  set: PolicySet,
  request: EvaluationRequest,
  textOf: PolicyTexts["textOf"],
): readonly PolicyExplanation[] {
  const { forbids, permits, logOnly } = set.forAction(request.action);
  const explained = (isLogOnly: boolean) => (policy: CompiledPolicy) =>
    explainPolicy(policy, request, textOf(policy.id), isLogOnly);
  return [...[...forbids, ...permits].map(explained(false)), ...logOnly.map(explained(true))];
}

/** The name of a policy that has no other. */
export function ownId(policyId: string): string {
  return policyId;
}
