/** Fills a Toolgate through its control plane: an engine with 1,000 policies, a gateway with a JWT authorizer, 200 tools. */
import {
  BedrockAgentCoreControlClient,
  CreateGatewayCommand,
  CreateGatewayTargetCommand,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  GetGatewayCommand,
  GetPolicyCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { policiesOf, toolCount, toolName } from "../workload.mjs";

export const target = "Shop";

export function controlOf(url) {
  const credentials = { accessKeyId: "bench", secretAccessKey: "bench" };
  return new BedrockAgentCoreControlClient({ endpoint: url, region: "us-west-2", credentials });
}

/** Resolves to the gateway's id and path, and to the engine and one of its policies, for the change of a policy. */
export async function furnish(url, { upstream, discoveryUrl, policies }) {
  const aws = controlOf(url);
  const engine = await aws.send(new CreatePolicyEngineCommand({ name: "BenchEngine" }));
  const gateway = await aws.send(
    new CreateGatewayCommand({
      name: "bench",
      roleArn: "arn:aws:iam::123456789012:role/BenchRole",
      protocolType: "MCP",
      authorizerType: "CUSTOM_JWT",
      authorizerConfiguration: { customJWTAuthorizer: { discoveryUrl } },
    }),
  );
  const { gatewayId: gatewayIdentifier, gatewayArn } = gateway;
  await aws.send(
    new CreateGatewayTargetCommand({
      gatewayIdentifier,
      name: target,
      targetConfiguration: { mcp: { mcpServer: { endpoint: upstream } } },
    }),
  );
  const statements = Array.from({ length: toolCount }, (_, index) =>
    policiesOf(index, `${target}___${toolName(index)}`, gatewayArn),
  )
    .flat()
    .slice(0, policies);
  const { policyEngineId } = engine;
  let policyId;
  for (const [index, statement] of statements.entries()) {
    const created = await aws.send(
      new CreatePolicyCommand({
        policyEngineId,
        name: `bench_${index}`,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
    policyId ??= created.policyId;
  }
  // Attached last: on an engine that no gateway uses, a policy is written without the snapshot being built anew.
  const { name, roleArn, protocolType, authorizerType, authorizerConfiguration } = gateway;
  await aws.send(
    new UpdateGatewayCommand({
      ...{ gatewayIdentifier, name, roleArn, protocolType, authorizerType, authorizerConfiguration },
      policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" },
    }),
  );
  await settled(aws, gatewayIdentifier, policyEngineId, policyId);
  return { gatewayId: gatewayIdentifier, gatewayArn, policyEngineId, policyId, statement: statements[0] };
}

async function settled(aws, gatewayIdentifier, policyEngineId, policyId) {
  const gateway = await aws.send(new GetGatewayCommand({ gatewayIdentifier }));
  const policy = await aws.send(new GetPolicyCommand({ policyEngineId, policyId }));
  if (gateway.status !== "READY" || policy.status !== "ACTIVE") {
    throw new Error(
      `the gateway is ${gateway.status}, its first policy ${policy.status}: ${policy.statusReasons}`,
    );
  }
}
