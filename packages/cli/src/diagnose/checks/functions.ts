import { evaluate, type IamDecision, parsePolicyDocument } from "@toolgate/iam";
import { type Check, type Cure, fails, holds, skipped, unknown } from "../check.ts";
import { type Facts, knownValue } from "../facts.ts";
import { shellWord } from "../shell-text.ts";

const accountOf = (arn: string) => arn.split(":")[4] ?? "";

/**
 * The functions themselves, and their own policies, as AWS has them: of another account the function must allow the role as
 * well, and a Deny there wins. Toolgate has one account, and there a function's policy only adds. Source: IAM user guide, "Cross-account policy evaluation logic".
 */
export function checkFunctions(facts: Facts): readonly Check[] {
  const gateway = knownValue(facts.gateway);
  if (gateway === undefined || facts.place.kind !== "aws") return [];
  return [...facts.functions].map(([arn, policy]) => {
    const title = `the function ${arn.split(":").slice(6).join(":")} takes calls of the role`;
    if (policy.kind === "unknown") return unknown("function", title, policy.why);
    if (policy.kind === "absent") return skipped("function", title, policy.why);
    const decision = policy.value === undefined ? undefined : decide(policy.value, arn, gateway.roleArn);
    if (decision === "unreadable") return unknown("function", title, "its policy cannot be read");
    if (decision?.outcome === "explicitDeny") {
      const evidence = `its own policy denies it by ${decision.by.map(({ sid, index }) => sid ?? `statement ${index + 1}`).join(", ")}`;
      const say = "Narrow or remove the statement that denies it; --fix leaves it.";
      return fails("function", title, {
        evidence,
        cause: `The function ${arn} refuses the gateway's role: ${evidence}.`,
        cures: [{ say }],
      });
    }
    if (accountOf(arn) === accountOf(gateway.roleArn) || decision?.outcome === "allowed")
      return holds("function", title);
    const evidence = "it is of another account, and its own policy does not allow the role";
    return fails("function", title, {
      evidence,
      cause: `The function ${arn} refuses the gateway's role: ${evidence}.`,
      cures: [allow(arn, gateway.roleArn, facts.place.awsOptions)],
    });
  });
}

/** Whether the function's own policy allows the role by name, which is enough inside one account. */
export function allowsRole({ functions }: Facts, arn: string, roleArn: string): boolean {
  const fact = functions.get(arn);
  const policy = fact === undefined ? undefined : knownValue(fact);
  if (policy === undefined || accountOf(arn) !== accountOf(roleArn)) return false;
  const decision = decide(policy, arn, roleArn);
  return (
    decision !== "unreadable" &&
    decision.outcome === "allowed" &&
    decision.by.some(({ through }) => through === "named")
  );
}

function decide(policy: string, arn: string, roleArn: string): IamDecision | "unreadable" {
  const parsed = parsePolicyDocument(policy);
  if (!parsed.ok) return "unreadable";
  const request = { action: "lambda:InvokeFunction", resource: arn, principal: { aws: roleArn } };
  return evaluate(request, [{ name: "the function's policy", kind: "trust", document: parsed.document }]);
}

function allow(arn: string, roleArn: string, options: string): Cure {
  return {
    say: "Its owner has to allow the role.",
    command: `aws lambda add-permission --function-name ${shellWord(arn)} --statement-id AllowGateway --action lambda:InvokeFunction --principal ${shellWord(roleArn)}${options}`,
  };
}
