import { type Check, type Cure, fails, holds, skipped, unknown } from "../check.ts";
import { type Facts, knownValue } from "../facts.ts";
import { shellWord } from "../shell-text.ts";

/** The call that was asked about, decided by the code that decides calls. */
export function checkDecision({ gateway, call }: Facts): readonly Check[] {
  if (call === undefined || knownValue(gateway) === undefined) return [];
  const { asked, explanation, why } = call;
  const title = `policy allows the call of ${asked.tool}`;
  if (explanation === undefined) return [skipped("decision", title, why)];
  const { decision, sentence, notes } = explanation;
  const evidence = [sentence, ...notes].join(" ");
  if (decision === "ALLOW") return [holds("decision", title, evidence)];
  if (decision === "UNKNOWN") return [unknown("decision", title, evidence)];
  const cause = `The call of ${asked.tool} is ${sentence}.`.replace(/\.+$/, ".");
  return [fails("decision", title, { evidence, cause, cures: [permitting(explanation, asked)] })];
}

type Explained = NonNullable<NonNullable<Facts["call"]>["explanation"]>;

/** Cedar to start from where no policy says anything of the call; else the policies are for people to change. */
function permitting(explanation: Explained, asked: NonNullable<Facts["call"]>["asked"]): Cure {
  const { code, policies, asked: of } = explanation;
  const more = [
    ["--claims", asked.claims],
    ["--caller", asked.caller],
    ["--arguments", asked.arguments],
  ].flatMap(([option = "", value]) => (value === undefined ? [] : [` ${option} ${shellWord(value)}`]));
  const command = `npx toolgate explain --gateway ${shellWord(of.gatewayId)} --tool ${shellWord(asked.tool)}${more.join("")}`;
  const isOpen =
    code === "NO_DETERMINING_POLICY" && policies.every(({ scope }) => !scope.principal || !scope.resource);
  if (!isOpen) {
    return { say: "See which part of which policy decides; change the call, or the policy.", command };
  }
  const { principal, gatewayArn } = of;
  const who =
    principal.type === "AgentCore::Anonymous"
      ? "principal"
      : `principal == ${principal.type}::${JSON.stringify(principal.id)}`;
  const paste = [
    "permit(",
    `  ${who},`,
    `  action == AgentCore::Action::${JSON.stringify(asked.tool)},`,
    `  resource == AgentCore::Gateway::${JSON.stringify(gatewayArn)}`,
    ");",
  ].join("\n");
  return {
    say: "If this caller may make this call, write a policy that says so; --fix lets nobody in.",
    paste,
    command,
  };
}
