import { type Check, fails, holds, skipped, unknown } from "../check.ts";
import type { Facts, TargetFact } from "../facts.ts";
import { shellWord } from "../shell-text.ts";

const reasons = (statusReasons: readonly string[]) =>
  statusReasons.length === 0 ? "no reason is given" : statusReasons.join(" ");

/** The gateway itself. */
export function checkGateway({ gateway, place }: Facts): readonly Check[] {
  const title = "the gateway exists and is READY";
  if (gateway.kind === "unknown") return [unknown("gateway", title, gateway.why)];
  if (gateway.kind === "absent") {
    const command = `aws bedrock-agentcore-control list-gateways${place.awsOptions}`;
    const cures = [{ say: "Give the id of one that there is.", command }];
    return [fails("gateway", title, { evidence: gateway.why, cause: gateway.why, cures })];
  }
  const { id, status, statusReasons } = gateway.value;
  if (status === "READY") return [holds("gateway", title, id)];
  const evidence = `${id} is ${status}: ${reasons(statusReasons)}`;
  return [
    fails("gateway", title, {
      evidence,
      cause: `The gateway ${evidence}`,
      cures: [
        {
          say: "Mend what the reason names; while it is being made or changed, wait.",
          command: `aws bedrock-agentcore-control get-gateway --gateway-identifier ${shellWord(id)}${place.awsOptions}`,
        },
      ],
    }),
  ];
}

/** Each target of it. */
export function checkTargets({ gateway, targets, place }: Facts): readonly Check[] {
  if (gateway.kind !== "known") return [skipped("targets", "its targets are READY", "no gateway")];
  if (targets.kind !== "known") return [unknown("targets", "its targets are READY", targets.why)];
  if (targets.value.length === 0) {
    const cures = [{ say: "Create a target with CreateGatewayTarget." }];
    const cause = `The gateway ${gateway.value.id} has no target, so it has no tool.`;
    return [
      fails("targets", "it has a target", { evidence: "it has none", cause, cures, isIncidental: true }),
    ];
  }
  return targets.value.map((target) => checkTarget(target, gateway.value.id, place.awsOptions));
}

function checkTarget(
  { id, name, status, statusReasons }: TargetFact,
  gatewayId: string,
  options: string,
): Check {
  const title = `the target ${name} is READY`;
  if (status === "READY") return holds(`target.${name}`, title);
  const evidence = `it is ${status}: ${reasons(statusReasons)}`;
  return fails(`target.${name}`, title, {
    evidence,
    cause: `The target ${name} is ${status}: ${reasons(statusReasons)}`,
    cures: [
      {
        say: "Mend what the reason names, then have its tools listed again.",
        command: `aws bedrock-agentcore-control synchronize-gateway-targets --gateway-identifier ${shellWord(gatewayId)} --target-id-list ${shellWord(id)}${options}`,
      },
    ],
  });
}
