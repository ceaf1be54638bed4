/** The gateway and its targets, by AgentCore's own operations. */
import type {
  CustomJWTAuthorizerConfiguration,
  GetGatewayResponse,
  GetGatewayTargetResponse,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { nearest } from "@toolgate/policy";
import type { JwtAuthorizer } from "@toolgate/server";
import { allPages } from "./all-pages.ts";
import type { AskAws } from "./ask-aws.ts";
import type { Clients } from "./clients.ts";
import type { Fact, GatewayFact, TargetFact } from "./facts.ts";

/** By its id, name or ARN; an absent one comes with those that may be meant. */
export async function readGateway(
  { agentcore, control }: Clients,
  ask: AskAws,
  asked: string,
): Promise<Fact<GatewayFact>> {
  const get = (gatewayIdentifier: string) =>
    ask("GetGateway", () => control.send(new agentcore.GetGatewayCommand({ gatewayIdentifier })));
  const id = asked.split("/").at(-1) ?? asked;
  const found = await get(id);
  if (found.kind === "known") return { kind: "known", value: gatewayFact(found.value) };
  // A name need not have the form of an id.
  if (found.kind === "unknown" && !found.why.includes("ValidationException")) return found;
  const listed = await allPages(ask, "ListGateways", (nextToken) =>
    control
      .send(new agentcore.ListGatewaysCommand(nextToken))
      .then((page) => ({ ...page, items: page.items ?? [] })),
  );
  if (listed.kind !== "known") return found;
  const named = listed.value.find(({ name }) => name?.toLowerCase() === id.toLowerCase());
  if (named?.gatewayId !== undefined) {
    const again = await get(named.gatewayId);
    return again.kind === "known" ? { kind: "known", value: gatewayFact(again.value) } : again;
  }
  const names = listed.value.flatMap(({ name, gatewayId }) => [name ?? [], gatewayId ?? []].flat());
  const guess = nearest(id, names);
  const hint = guess === undefined ? "" : ` Did you mean ${guess}?`;
  return { kind: "absent", why: `No gateway has the id or the name ${id}.${hint}` };
}

function gatewayFact(gateway: GetGatewayResponse): GatewayFact {
  const {
    gatewayArn = "",
    gatewayId = "",
    name = "",
    status = "",
    roleArn = "",
    statusReasons = [],
  } = gateway;
  const jwt = gateway.authorizerConfiguration?.customJWTAuthorizer;
  const { arn, mode } = gateway.policyEngineConfiguration ?? {};
  return {
    id: gatewayId,
    arn: gatewayArn,
    name,
    status,
    statusReasons,
    roleArn,
    authorizerType: gateway.authorizerType ?? "NONE",
    jwt: jwt === undefined ? undefined : jwtOf(jwt),
    engine: arn === undefined ? undefined : { arn, mode: mode === "LOG_ONLY" ? "LOG_ONLY" : "ENFORCE" },
  };
}

function jwtOf({
  discoveryUrl = "",
  allowedAudience,
  allowedClients,
  allowedScopes,
  customClaims,
}: CustomJWTAuthorizerConfiguration): JwtAuthorizer {
  return {
    discoveryUrl,
    allowedAudience,
    allowedClients,
    allowedScopes,
    customClaims: customClaims?.map((rule) => {
      const { claimMatchOperator = "EQUALS", claimMatchValue } = rule.authorizingClaimMatchValue ?? {};
      const list = claimMatchValue?.matchValueStringList;
      return {
        inboundTokenClaimName: rule.inboundTokenClaimName ?? "",
        inboundTokenClaimValueType: rule.inboundTokenClaimValueType ?? "STRING",
        authorizingClaimMatchValue: {
          claimMatchOperator,
          claimMatchValue:
            list === undefined
              ? { matchValueString: claimMatchValue?.matchValueString ?? "" }
              : { matchValueStringList: list },
        },
      };
    }),
  };
}

/** With their tools, where the targets themselves declare them. */
export async function readTargets(
  { agentcore, control }: Clients,
  ask: AskAws,
  gatewayIdentifier: string,
): Promise<Fact<readonly TargetFact[]>> {
  const listed = await allPages(ask, "ListGatewayTargets", (nextToken) =>
    control
      .send(new agentcore.ListGatewayTargetsCommand({ gatewayIdentifier, ...nextToken }))
      .then((page) => ({ ...page, items: page.items ?? [] })),
  );
  if (listed.kind !== "known") return listed;
  const targets: TargetFact[] = [];
  for (const { targetId } of listed.value) {
    const command = new agentcore.GetGatewayTargetCommand({ gatewayIdentifier, targetId });
    const target = await ask("GetGatewayTarget", () => control.send(command));
    if (target.kind === "known") targets.push(targetFact(target.value));
    else if (target.kind === "unknown") return target;
  }
  return { kind: "known", value: targets };
}

function targetFact(target: GetGatewayTargetResponse): TargetFact {
  const lambda = target.targetConfiguration?.mcp?.lambda;
  return {
    id: target.targetId ?? "",
    name: target.name ?? "",
    status: target.status ?? "",
    statusReasons: target.statusReasons ?? [],
    lambdaArn: lambda?.lambdaArn,
    tools: lambda?.toolSchema?.inlinePayload?.flatMap(({ name }) => name ?? []),
  };
}
