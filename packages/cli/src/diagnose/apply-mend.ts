import { setTimeout as sleep } from "node:timers/promises";
import { calling } from "../gateway/aws-clients.ts";
import type { Mend } from "./check.ts";
import type { Clients } from "./clients.ts";

/**
 * Makes the change.
 * @throws CliError with the operation that was refused, and how.
 */
export async function applyMend(clients: Clients, mend: Mend): Promise<void> {
  const { iam, identity, agentcore, control, place } = clients;
  const put = (RoleName: string, PolicyName: string, PolicyDocument: string) =>
    calling(place.label, "iam PutRolePolicy", () =>
      identity.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
    );
  switch (mend.kind) {
    case "put-role-policy":
      await put(mend.roleName, mend.policyName, mend.document);
      return;
    case "update-trust": {
      const trust = { RoleName: mend.roleName, PolicyDocument: mend.document };
      await calling(place.label, "iam UpdateAssumeRolePolicy", () =>
        identity.send(new iam.UpdateAssumeRolePolicyCommand(trust)),
      );
      return;
    }
    case "create-role": {
      const { roleName: RoleName, path: Path, trust: AssumeRolePolicyDocument, permissions } = mend;
      await calling(place.label, "iam CreateRole", () =>
        identity.send(new iam.CreateRoleCommand({ RoleName, Path, AssumeRolePolicyDocument })),
      );
      if (permissions !== undefined) await put(RoleName, mend.policyName, permissions);
      return;
    }
    case "attach-engine": {
      const { gatewayId: gatewayIdentifier, engineArn: arn } = mend;
      const gateway = await calling(place.label, "GetGateway", () =>
        control.send(new agentcore.GetGatewayCommand({ gatewayIdentifier })),
      );
      // A PUT: what is left out would be gone.
      const { name, description, roleArn, protocolType, protocolConfiguration, authorizerType } = gateway;
      const { authorizerConfiguration, kmsKeyArn, customTransformConfiguration } = gateway;
      const { interceptorConfigurations, exceptionLevel, wafConfiguration } = gateway;
      const kept = { name, description, roleArn, protocolType, protocolConfiguration, authorizerType };
      const more = { authorizerConfiguration, kmsKeyArn, customTransformConfiguration };
      const rest = { interceptorConfigurations, exceptionLevel, wafConfiguration };
      await calling(place.label, "UpdateGateway", () =>
        control.send(
          new agentcore.UpdateGatewayCommand({
            gatewayIdentifier,
            ...kept,
            ...more,
            ...rest,
            policyEngineConfiguration: { arn, mode: "ENFORCE" },
          }),
        ),
      );
      const get = () => control.send(new agentcore.GetGatewayCommand({ gatewayIdentifier }));
      await settled(async () => (await calling(place.label, "GetGateway", get)).status);
      return;
    }
    case "update-policy": {
      const { engineId: policyEngineId, policyId, statement } = mend;
      const definition = { cedar: { statement } };
      await calling(place.label, "UpdatePolicy", () =>
        control.send(new agentcore.UpdatePolicyCommand({ policyEngineId, policyId, definition })),
      );
      const get = () => control.send(new agentcore.GetPolicyCommand({ policyEngineId, policyId }));
      await settled(async () => (await calling(place.label, "GetPolicy", get)).status);
      return;
    }
  }
}

const settlingTries = 30;

/** AWS answers a change before it is in force. */
async function settled(status: () => Promise<string | undefined>): Promise<void> {
  for (let tries = 1; tries <= settlingTries; tries += 1) {
    if (!/^(?:CREATING|UPDATING)$/.test((await status()) ?? "")) return;
    await sleep(2_000);
  }
}
