/**
 * How long the change of one policy takes until calls are decided by it. A change that the last check refuses does all the
 * validation and nothing else, so that the difference of the two is what comes after validation.
 */
import { UpdatePolicyCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { median } from "../report.mjs";
import { argumentsOf, toolName } from "../workload.mjs";
import { controlOf, target } from "./furnish.mjs";

export async function measureChange(report, { toolgate, furnished, token, rounds }) {
  const { gatewayId, policyEngineId, policyId, statement } = furnished;
  const aws = controlOf(toolgate.url);
  const forbid = statement.replace(/^permit/, "forbid");
  const mistyped = statement.replace("context.input.amount < 500", 'context.input.amount < "500"');
  const update = (text) =>
    aws.send(
      new UpdatePolicyCommand({
        policyEngineId,
        policyId,
        definition: { cedar: { statement: text } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
  const isAllowed = async () => {
    const params = { name: `${target}___${toolName(0)}`, arguments: argumentsOf(0) };
    const response = await fetch(`${toolgate.url}/gateways/${gatewayId}/mcp`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params }),
    });
    return (await response.json()).result.isError === false;
  };

  const changes = [];
  const refusals = [];
  for (let round = 0; round < rounds; round += 1) {
    const toForbid = round % 2 === 0;
    let started = performance.now();
    const refused = await update(mistyped).then(
      () => false,
      (error) => error.name === "ValidationException",
    );
    refusals.push(performance.now() - started);
    if (!refused) throw new Error("a policy that compares a number with a text was accepted");
    started = performance.now();
    await update(toForbid ? forbid : statement);
    changes.push(performance.now() - started);
    if ((await isAllowed()) === toForbid)
      throw new Error("a call was not decided by the policy just written");
  }
  if (rounds % 2 === 1) await update(statement);
  report.add("change.whole-call", median(changes), "ms");
  report.add("change.validation", median(refusals), "ms");
  report.add("change.after-validation", Math.max(0, median(changes) - median(refusals)), "ms", 100, "less");
}
