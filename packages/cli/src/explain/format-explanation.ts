import type { ExplainOutput } from "@toolgate/server";
import { formatPolicy } from "./format-policy.ts";
import { type Line, line, renderLines } from "./render-lines.ts";

/** An explanation as lines for people: the sentence, what was asked, then each policy with its conditions. */
export function formatExplanation(
  explanation: ExplainOutput,
  look: { readonly colour: boolean; readonly width?: number | undefined },
): string[] {
  const { sentence, policies } = explanation;
  const lines: Line[] = [
    line(0, sentence),
    line(0, ""),
    ...askedLines(explanation),
    ...noteLines(explanation),
  ];
  for (const policy of inOrder(explanation)) lines.push(line(0, ""), ...formatPolicy(policy));
  if (policies.length === 0 && explanation.asked.engineArn !== undefined) {
    lines.push(line(0, ""), line(0, "No policy was looked at."));
  }
  return renderLines(lines, look);
}

/** Those that decided first, then those that are for this caller and gateway. */
function inOrder({ policies, determiningPolicies }: ExplainOutput): ExplainOutput["policies"] {
  const rank = ({ policyId, scope }: ExplainOutput["policies"][number]) =>
    determiningPolicies.includes(policyId) ? 0 : scope.principal && scope.resource ? 1 : 2;
  return [...policies].sort((a, b) => rank(a) - rank(b));
}

function askedLines({ asked, recorded, listed }: ExplainOutput): Line[] {
  const { principal, mode } = asked;
  const engine = mode === "NONE" ? "no policy engine" : mode;
  const rows: [string, string][] = [
    ["tool", asked.tool + (listed === undefined ? "" : listed ? " (listed)" : " (not listed)")],
    ["gateway", `${asked.gatewayId} (${engine})`],
    ["caller", `${principal.type} ${JSON.stringify(principal.id)}`],
    ["time", asked.time],
    ...(recorded === undefined ? [] : [["decision", recorded.decisionId] satisfies [string, string]]),
  ];
  return rows.map(([name, value]) => line(0, `${name.padEnd(9)} ${value}`, { hang: 10 }));
}

function noteLines({ notes, droppedArguments }: ExplainOutput): Line[] {
  const dropped =
    droppedArguments.length === 0
      ? []
      : [
          `Left out of the arguments, since no schema declares them or they are null: ${droppedArguments.join(", ")}`,
        ];
  return [...notes, ...dropped].map((note) => line(0, note, { mark: "!" }));
}
