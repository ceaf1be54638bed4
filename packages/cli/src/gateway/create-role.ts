import { gatewayTrustPolicy, newGatewayPolicy } from "@toolgate/server";
import { type AwsClients, calling } from "./aws-clients.ts";

const policyName = "AmazonBedrockAgentCoreGatewayPolicy";

interface MadeRole {
  readonly name: string;
  readonly arn: string;
}

/** Of a role until its account is known, which its ARN tells: nobody may assume it. */
const closedTrust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Deny", Principal: { Service: "bedrock-agentcore.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

/**
 * Makes a role that has what AWS's console would grant the gateway: the trust of gateways of its own account and Region, the
 * engine and, without `lambdaArn`, every function of both.
 * @throws CliError
 */
export async function createRole(
  clients: AwsClients,
  url: string,
  gateway: {
    readonly region: string;
    readonly gatewayName: string;
    readonly engineArn: string | undefined;
    readonly lambdaArn: string | undefined;
  },
): Promise<MadeRole> {
  const { iam, identity } = clients;
  const { region, gatewayName, engineArn } = gateway;
  // IAM's limit is 64 characters, and a gateway's name may be longer.
  const RoleName = `GatewayRole-${gatewayName}`.slice(0, 64);
  const created = await calling(url, "iam CreateRole", () =>
    identity.send(
      new iam.CreateRoleCommand({
        RoleName,
        Path: "/service-role/",
        Description: `Role of the AgentCore gateway ${gatewayName}`,
        AssumeRolePolicyDocument: closedTrust,
      }),
    ),
  );
  const arn = created.Role?.Arn ?? "";
  const place = { accountId: arn.split(":")[4] ?? "", region };
  const lambdaArn = gateway.lambdaArn ?? `arn:aws:lambda:${region}:${place.accountId}:function:*`;
  const granted = { name: gatewayName, engineArn, lambdaArn };
  await calling(url, "iam PutRolePolicy", () =>
    identity.send(
      new iam.PutRolePolicyCommand({
        RoleName,
        PolicyName: policyName,
        PolicyDocument: newGatewayPolicy(place, granted),
      }),
    ),
  );
  await calling(url, "iam UpdateAssumeRolePolicy", () =>
    identity.send(
      new iam.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: gatewayTrustPolicy(place) }),
    ),
  );
  return { name: RoleName, arn };
}

/**
 * Removes a role that {@link createRole} made.
 * @throws CliError
 */
export async function removeRole(
  { iam, identity }: AwsClients,
  url: string,
  roleName: string,
): Promise<void> {
  const role = { RoleName: roleName };
  await calling(url, "iam DeleteRolePolicy", () =>
    identity.send(new iam.DeleteRolePolicyCommand({ ...role, PolicyName: policyName })),
  );
  await calling(url, "iam DeleteRole", () => identity.send(new iam.DeleteRoleCommand(role)));
}
