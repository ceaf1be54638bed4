import { isObject } from "../callers/json-answer.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { CallOptions } from "../connection/settings.ts";
import { InputError } from "../errors/call-errors.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import { placeOf } from "./gateway-place.ts";
import { gatewayDocument, lambdaDocument, policyEngineDocument } from "./role-documents.ts";

/** {@link GatewayClient.fixIamPermissions}. */
export async function fixIamPermissions(
  { call, roles }: GatewayDeps,
  gatewayIdentifier: string,
  options: CallOptions | undefined,
): Promise<void> {
  const gateway = await call("GetGateway", { gatewayIdentifier }, options);
  const { gatewayArn, gatewayId, name, roleArn, policyEngineConfiguration } = gateway;
  const place = placeOf(gatewayArn);
  if (roleArn === undefined || place === undefined) {
    throw new InputError(`The gateway ${gatewayIdentifier} has no role, so there is nothing to mend.`);
  }
  await roles.trust(roleArn, place, options);
  await roles.grant(roleArn, `AgentCoreGateway-${name}`, gatewayDocument(place, gatewayId), options);
  if (policyEngineConfiguration !== undefined) {
    const document = policyEngineDocument(place, gatewayId, policyEngineConfiguration.arn);
    await roles.grant(roleArn, `AgentCorePolicyEngine-${name}`, document, options);
  }
  const list = await listOperation(
    call,
    "ListGatewayTargets",
    { gatewayIdentifier },
    options,
    ({ items }) => items,
  );
  const functions = new Set<string>();
  for (const { targetId } of list.items) {
    const target = await call("GetGatewayTarget", { gatewayIdentifier, targetId }, options);
    const arn = lambdaArnOf(target.targetConfiguration);
    if (arn !== undefined) functions.add(arn);
  }
  if (functions.size > 0) {
    await roles.grant(roleArn, `AgentCoreLambdas-${name}`, lambdaDocument([...functions]), options);
  }
}

/** AWS has more kinds of targets than the table of operations. */
function lambdaArnOf(configuration: object): string | undefined {
  const { mcp }: { mcp?: unknown } = configuration;
  const lambda = isObject(mcp) ? mcp.lambda : undefined;
  return isObject(lambda) && typeof lambda.lambdaArn === "string" ? lambda.lambdaArn : undefined;
}
