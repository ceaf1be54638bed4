/** The story's side of AWS's API: its clients, and the calls that are made more than once. */
import {
  BedrockAgentCoreControlClient,
  type CreateGatewayCommandOutput,
  CreateGatewayTargetCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { CloudWatchLogsClient, FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import type { Json } from "./seed-evidence.ts";

const RoleName = "MyGatewayRole";

export const lambdaArn = "arn:aws:lambda:us-west-2:123456789012:function:RefundProcessor";

export function createAws(endpoint: string) {
  const configuration = {
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "demo", secretAccessKey: "demo" },
  };
  const control = new BedrockAgentCoreControlClient(configuration);
  const iam = new IAMClient(configuration);
  const logs = new CloudWatchLogsClient(configuration);

  return {
    control,
    async createRole(trust: string): Promise<string> {
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
      return String(Role?.Arn);
    },
    putRolePolicy(PolicyName: string, document: Json) {
      const PolicyDocument = JSON.stringify(document);
      return iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    },
    deleteRolePolicy: (PolicyName: string) => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    async attachNewPolicy(PolicyName: string, document: Json): Promise<string> {
      const PolicyDocument = JSON.stringify(document);
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
      await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn }));
      return String(Policy?.Arn);
    },
    createTarget: (gatewayIdentifier: string | undefined) =>
      control.send(
        new CreateGatewayTargetCommand({
          gatewayIdentifier,
          name: "RefundTool",
          targetConfiguration: {
            mcp: { lambda: { lambdaArn, toolSchema: { inlinePayload: [refundTool] } } },
          },
          credentialProviderConfigurations: [{ credentialProviderType: "GATEWAY_IAM_ROLE" }],
        }),
      ),
    attachEngine: (gateway: CreateGatewayCommandOutput, arn: string) =>
      control.send(
        new UpdateGatewayCommand({
          gatewayIdentifier: gateway.gatewayId,
          name: gateway.name,
          roleArn: gateway.roleArn,
          protocolType: gateway.protocolType,
          authorizerType: gateway.authorizerType,
          authorizerConfiguration: gateway.authorizerConfiguration,
          policyEngineConfiguration: { arn, mode: "ENFORCE" },
        }),
      ),
    /** The newest event that the pattern finds, as the object that its text is. */
    async newestEvent(logGroupName: string, filterPattern: string): Promise<Json> {
      const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern }));
      return JSON.parse(events.at(-1)?.message ?? "null") as Json;
    },
  };
}

const refundTool = {
  name: "process_refund",
  description: "Process customer refund",
  inputSchema: {
    type: "object" as const,
    properties: { orderId: { type: "string" as const }, amount: { type: "integer" as const } },
    required: ["orderId", "amount"],
  },
};
