import { compilePolicy, decide, PolicySet, parsePolicy } from "@toolgate/policy";

/** The policies as our parser reads them. Throws for one that it refuses, which the fuzzer never writes. */
export function parsed(policies) {
  return Object.entries(policies).map(([id, text]) => {
    const read = parsePolicy(text);
    if (!read.ok) throw new Error(`Our parser refuses ${text}: ${read.errors[0].message}`);
    return { id, policy: read.policy };
  });
}

/** What our engine makes of each request under the policies. */
export function ourDecisions(policies, requests, operations) {
  const compiled = parsed(policies).map(({ id, policy }) => compilePolicy(policy, id, { operations }));
  const set = new PolicySet(compiled);
  return requests.map((request) => {
    const { decision, determining, errors } = decide(set, request);
    return {
      decision: decision.toLowerCase(),
      determining: [...determining].sort(),
      errors: errors.map(({ policyId }) => policyId).sort(),
    };
  });
}
