import { type PolicyOutcome, policyToText, type Referee, valueToJson } from "@toolgate/policy";
import { type Cedar, EvaluationUnavailable } from "../ports.ts";
import { contentKey } from "./content-key.ts";

const nothing = { key: "no policies", policies: {} };

/** Puts each case that an analysis found to Cedar itself, before anyone is told of it. */
export function cedarReferee(cedar: Pick<Cedar, "replay">): Referee {
  return async (policies, request) => {
    const texts = policies.map((policy, index) => [`p${index}`, policyToText(policy)] as const);
    const { principal, action, actionGroups, gatewayArn, input, now } = request;
    try {
      // each LOG_ONLY policy is evaluated alone, which is what is asked
      const { logOnlyMatched, logOnlyErrors } = await cedar.replay({
        active: nothing,
        logOnly: { key: contentKey(texts), policies: Object.fromEntries(texts) },
        principal,
        action,
        actionGroups,
        resource: gatewayArn,
        context: { input: valueToJson(input), system: { now: valueToJson(now) } },
      });
      const failed = new Set(logOnlyErrors.map(({ policyId }) => policyId));
      const matched = new Set(logOnlyMatched);
      return texts.map(
        ([id]): PolicyOutcome => (matched.has(id) ? "applies" : failed.has(id) ? "fails" : "does not apply"),
      );
    } catch (error) {
      if (error instanceof EvaluationUnavailable) return undefined;
      throw error;
    }
  };
}
