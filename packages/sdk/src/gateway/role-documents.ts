import type { GatewayPlace } from "./gateway-place.ts";

/** An IAM policy document. */
interface Document {
  readonly Version: "2012-10-17";
  readonly Statement: readonly object[];
}

const document = (...statements: readonly object[]): Document => ({
  Version: "2012-10-17",
  Statement: statements,
});

const serviceArn = ({ partition, region, accountId }: GatewayPlace) =>
  `arn:${partition}:bedrock-agentcore:${region}:${accountId}`;

/** Lets the gateways of one account and Region assume a role. Source: AgentCore guide, gateway permissions. */
export function trustDocument(place: GatewayPlace): Document {
  return document({
    Effect: "Allow",
    Principal: { Service: "bedrock-agentcore.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": place.accountId },
      ArnLike: { "aws:SourceArn": `${serviceArn(place)}:*` },
    },
  });
}

/** What every gateway's role needs. `gateway` is the end of its ARN, for a name `my-gateway-*`. */
export function gatewayDocument(place: GatewayPlace, gateway: string): Document {
  return document({
    Sid: "GetGateway",
    Effect: "Allow",
    Action: ["bedrock-agentcore:GetGateway"],
    Resource: [`${serviceArn(place)}:gateway/${gateway}`],
  });
}

/** What a gateway's role needs for an attached engine; without it every list and call fails. Source: AgentCore guide, policy permissions. */
export function policyEngineDocument(
  place: GatewayPlace,
  gateway: string,
  policyEngineArn: string,
): Document {
  return document(
    {
      Sid: "EvaluatePoliciesForGateway",
      Effect: "Allow",
      Action: ["bedrock-agentcore:AuthorizeAction", "bedrock-agentcore:PartiallyAuthorizeActions"],
      Resource: [`${serviceArn(place)}:gateway/${gateway}`, policyEngineArn],
    },
    {
      Sid: "GetPolicyEngineForValidation",
      Effect: "Allow",
      Action: ["bedrock-agentcore:GetPolicyEngine"],
      Resource: [policyEngineArn],
    },
  );
}

/** What a gateway's role needs for its Lambda targets. */
export function lambdaDocument(functionArns: readonly string[]): Document {
  return document({
    Sid: "InvokeFunction",
    Effect: "Allow",
    Action: ["lambda:InvokeFunction"],
    Resource: functionArns,
  });
}

/** What a gateway's role needs for a credential provider that the client made. Source: AgentCore guide, outbound authorization. */
export function credentialProviderDocument(
  place: GatewayPlace,
  kind: "apikey" | "oauth2",
  providerName: string,
): Document {
  const action = kind === "apikey" ? "GetResourceApiKey" : "GetResourceOauth2Token";
  const vault = `${serviceArn(place)}:token-vault/default`;
  const directory = `${serviceArn(place)}:workload-identity-directory/default`;
  const secrets = `arn:${place.partition}:secretsmanager:${place.region}:${place.accountId}:secret`;
  return document(
    {
      Sid: "GetCredential",
      Effect: "Allow",
      Action: [`bedrock-agentcore:${action}`],
      Resource: [
        vault,
        `${vault}/${kind}credentialprovider/${providerName}`,
        directory,
        `${directory}/workload-identity/*`,
      ],
    },
    {
      Sid: "GetWorkloadAccessToken",
      Effect: "Allow",
      Action: ["bedrock-agentcore:GetWorkloadAccessToken"],
      Resource: [directory, `${directory}/workload-identity/*`],
    },
    {
      Sid: "GetSecret",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: [`${secrets}:bedrock-agentcore-identity!default/${kind}/${providerName}-*`],
    },
  );
}
