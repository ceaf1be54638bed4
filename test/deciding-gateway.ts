/** A gateway on an engine of its own, with policies in force, for tests of decisions. */
import {
  type CreateGatewayCommandOutput,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  DeletePolicyCommand,
  UpdatePolicyCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { expect } from "vitest";
import type { RpcAnswer, RunningToolgate, ToolSpec } from "./running-toolgate.ts";

export interface DecidingGateway {
  readonly gateway: CreateGatewayCommandOutput;
  readonly url: string;
  readonly engineArn: string;
  /** Ids of the policies, in the order of the statements. */
  readonly policies: readonly string[];
  /** Puts a policy in force and gives its id. GATEWAY in the statement stands for the gateway. */
  permit(statement: string, more?: object): Promise<string>;
  update(policyId: string, change: object): Promise<void>;
  remove(policyId: string): Promise<void>;
}

/** `GATEWAY` in a statement stands for the entity of the gateway of the given name. */
export const gatewayEntity = (name: string) =>
  `AgentCore::Gateway::"arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/${name}"`;

export async function decidingGateway(
  running: RunningToolgate,
  name: string,
  options: {
    readonly targets: Readonly<Record<string, readonly ToolSpec[]>>;
    readonly statements?: readonly string[];
    readonly mode?: "ENFORCE" | "LOG_ONLY";
    readonly engineArn?: string;
    readonly lambdaArn?: string;
    readonly gateway?: object;
  },
): Promise<DecidingGateway> {
  const { aws } = running;
  const engineArn =
    options.engineArn ??
    String(
      (await aws.send(new CreatePolicyEngineCommand({ name: `${name.replaceAll("-", "_")}_engine` })))
        .policyEngineArn,
    );
  const policyEngineId = engineArn.split("/").at(-1);
  const gateway = await running.createGateway(
    name,
    options.targets,
    {
      policyEngineConfiguration: { arn: engineArn, mode: options.mode ?? "ENFORCE" },
      ...options.gateway,
    },
    options.lambdaArn,
  );
  let written = 0;
  const permit = async (statement: string, more: object = {}) => {
    written += 1;
    const policy = await aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `${name.replaceAll("-", "_")}_${written}`,
        definition: { cedar: { statement: statement.replaceAll("GATEWAY", gatewayEntity(name)) } },
        validationMode: "IGNORE_ALL_FINDINGS",
        ...more,
      }),
    );
    expect(policy.status, policy.statusReasons?.join(" ")).toBe("ACTIVE");
    return String(policy.policyId);
  };
  const policies: string[] = [];
  for (const statement of options.statements ?? []) policies.push(await permit(statement));
  return {
    gateway,
    url: String(gateway.gatewayUrl),
    engineArn,
    policies,
    permit,
    async update(policyId, change) {
      await aws.send(new UpdatePolicyCommand({ policyEngineId, policyId, ...change }));
    },
    async remove(policyId) {
      await aws.send(new DeletePolicyCommand({ policyEngineId, policyId }));
    },
  };
}

/** What Toolgate's own operations answer. */
export async function operation(running: RunningToolgate, path: string): Promise<Response> {
  return fetch(`${running.toolgate.controlUrl}${path}`, { headers: { authorization: "Toolgate test" } });
}

/** The record of the decision that an answer names, or that has the answer's request id. */
// biome-ignore lint/suspicious/noExplicitAny: tests look at the record's own shape
export async function recordOf(running: RunningToolgate, answer: RpcAnswer): Promise<any> {
  const requestId = String(answer.headers.get("x-amzn-requestid"));
  const response = await operation(running, `/toolgate/v1/decisions?requestId=${requestId}`);
  const { decisions } = (await response.json()) as { decisions: unknown[] };
  expect(decisions).toHaveLength(1);
  return decisions[0];
}

/** The body with the ids that differ each time replaced. */
export function masked(text: string): string {
  const uuid = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  return text
    .replaceAll(new RegExp(`dec-${uuid}`, "g"), "<decision>")
    .replaceAll(new RegExp(uuid, "g"), "<request>")
    .replaceAll(/[0-9a-f]{32}/g, "<trace>")
    .replaceAll(/"[0-9a-f]{16}"/g, '"<span>"');
}
