import { type Check, type Cure, fails, holds, skipped, unknown } from "../check.ts";
import { type Facts, type GatewayFact, knownValue, type PolicyFact } from "../facts.ts";
import { meant } from "../meant-names.ts";
import { shellJson, shellWord } from "../shell-text.ts";

const title = "its policies are in force";

/** Each policy that is not in force, and what it waits for; each that names a tool that there is not. */
export function checkPolicies(facts: Facts): readonly Check[] {
  const { policies, engine } = facts;
  const gateway = knownValue(facts.gateway);
  if (gateway === undefined) return [skipped("policies", title, "no gateway")];
  if (engine.kind !== "known") return [skipped("policies", title, "no policy engine")];
  if (policies.kind !== "known") return [unknown("policies", title, policies.why)];
  if (policies.value.length === 0) {
    return [holds("policies", title, "there is none, so every call is denied")];
  }
  const idle = policies.value.filter(({ status }) => status !== "ACTIVE" && status !== "UPDATE_FAILED");
  const rest = policies.value.filter((policy) => !idle.includes(policy));
  return [
    ...idle.map((policy) => notInForce(facts, gateway, policy)),
    ...(rest.length === 0 ? [] : [holds("policies", title, countOf(rest))]),
    ...rest.filter(({ status }) => status === "UPDATE_FAILED").map((policy) => failedUpdate(policy)),
    ...checkTools(facts, gateway, rest),
  ];
}

function countOf(policies: readonly PolicyFact[]): string {
  const logOnly = policies.filter(({ isLogOnly }) => isLogOnly).length;
  return `${policies.length}${logOnly === 0 ? "" : `, ${logOnly} of them log-only`}`;
}

function notInForce(facts: Facts, gateway: GatewayFact, policy: PolicyFact): Check {
  const { name, id, status, statusReasons } = policy;
  const does = status === "CREATING" ? "waits" : `is ${status}`;
  const effect = /^\s*(?:\/\/.*\s+|@\w+\([^)]*\)\s*)*forbid\b/.test(policy.statement) ? "forbids" : "permits";
  const reasons = statusReasons.join(" ") || "no reason is given";
  const mended = meant(policy.statement, gateway, knownValue(facts.targets) ?? []);
  return fails("policy", `the policy ${name} is in force`, {
    evidence: `it ${does}, so it ${effect} nothing: ${reasons}`,
    cause: `The policy ${name} (${id}) ${does}, so it ${effect} nothing: ${reasons}`,
    cures: [
      mended.statement === undefined
        ? { say: "Make what it waits for, or write the policy anew with the names that there are." }
        : rewrite(facts, policy, mended.statement),
    ],
  });
}

function failedUpdate({ name, id, statusReasons }: PolicyFact): Check {
  const reasons = statusReasons.join(" ") || "no reason is given";
  return fails("policy", `the newest version of ${name} is in force`, {
    evidence: `its update failed, and the version before is in force: ${reasons}`,
    cause: `The last update of the policy ${name} (${id}) failed: ${reasons}`,
    cures: [{ say: "Mend the statement as the reason says, and update the policy again." }],
  });
}

/** Names of tools in policies in force. */
function checkTools(facts: Facts, gateway: GatewayFact, policies: readonly PolicyFact[]): readonly Check[] {
  const toolsExist = "the tools that policies name exist";
  const targets = knownValue(facts.targets);
  if (targets === undefined) return [unknown("tools", toolsExist, "the targets are not known")];
  const wrong = policies.flatMap((policy) => {
    const found = meant(policy.statement, gateway, targets);
    return found.absent.length === 0 ? [] : [{ policy, ...found }];
  });
  if (wrong.length === 0) return [holds("tools", toolsExist)];
  return wrong.map(({ policy, absent, statement }) => {
    const told = absent
      .map(({ action, meant: guess }) => `${action}${guess === undefined ? "" : ` (did you mean ${guess}?)`}`)
      .join(", ");
    return fails("tools", toolsExist, {
      evidence: `${policy.name} names ${told}`,
      cause: `The policy ${policy.name} (${policy.id}) names a tool that the gateway ${gateway.id} does not have: ${told}.`,
      cures: [
        statement === undefined
          ? { say: `Write ${policy.name} anew with the names that there are, or delete it.` }
          : rewrite(facts, policy, statement),
      ],
    });
  });
}

function rewrite({ place }: Facts, { engineId, id, name }: PolicyFact, statement: string): Cure {
  const definition = JSON.stringify({ cedar: { statement } });
  return {
    say: `If that is what ${name} means, write it so.`,
    paste: statement,
    command: `aws bedrock-agentcore-control update-policy --policy-engine-id ${shellWord(engineId)} --policy-id ${shellWord(id)} --definition ${shellJson(definition)}${place.awsOptions}`,
    mend: { kind: "update-policy", engineId, policyId: id, statement },
  };
}
