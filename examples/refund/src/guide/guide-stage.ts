/** What every part of the guide is told with. */
import type { CognitoClientInfo, CreatedMcpGateway, GatewayClient, PolicyClient } from "@toolgate/sdk";
import { mustBe, type Narrator } from "../narrator.ts";
import { type PolicyTest, testPolicySuite } from "./policy-suite.ts";

export interface Stage {
  readonly narrator: Narrator;
  readonly policies: PolicyClient;
  readonly gateways: GatewayClient;
}

/** A gateway with a Cognito pool whose client calls it. */
export interface OpenGateway {
  readonly gateway: CreatedMcpGateway;
  readonly clientInfo: CognitoClientInfo;
  readonly url: string;
  readonly token: string;
}

interface Tool {
  readonly name: string;
  readonly properties: Readonly<Record<string, "string" | "integer">>;
  readonly required: readonly string[];
}

export const functionArn = (name: string) => `arn:aws:lambda:us-west-2:123456789012:function:${name}`;

/** A gateway, its Cognito authorizer and one Lambda target with one tool. */
export async function openGateway(
  { gateways }: Stage,
  name: string,
  target: string,
  lambdaArn: string,
  { name: tool, properties, required }: Tool,
): Promise<OpenGateway> {
  const { authorizerConfiguration, clientInfo } = await gateways.createOAuthAuthorizerWithCognito({
    gatewayName: name,
    preTokenGenerationArn: functionArn("ClaimsOfClients"),
  });
  const gateway = await gateways.createMcpGateway({
    name,
    authorizerConfiguration,
    enableSemanticSearch: false,
  });
  const types = Object.entries(properties).map(([property, type]) => [property, { type }] as const);
  const inputSchema = { type: "object", properties: Object.fromEntries(types), required };
  await gateways.createMcpGatewayTarget({
    gateway,
    name: target,
    targetPayload: {
      lambdaArn,
      toolSchema: { inlinePayload: [{ name: tool, description: `The tool ${tool}`, inputSchema }] },
    },
  });
  const token = await gateways.getAccessTokenForCognito(clientInfo);
  return { gateway, clientInfo, url: String(gateway.gatewayUrl), token };
}

/** Tells a suite; the step fails unless every test of it passes. */
export async function tellSuite(
  { narrator }: Stage,
  title: string,
  { url, token }: OpenGateway,
  tests: readonly Omit<PolicyTest, "token">[],
): Promise<void> {
  await narrator.step(
    title,
    () =>
      testPolicySuite(
        url,
        tests.map((test) => ({ ...test, token })),
      ),
    (results) => {
      for (const { test, expected, actual } of results) mustBe(test, expected, actual);
      return results.map(({ test, actual, text }) => `${actual} ${test}: ${text}`).join("\n");
    },
  );
}

/** What work was refused with; a step that expects a refusal fails without one. */
export function refusalOf(work: Promise<unknown>): Promise<Error> {
  return work.then(
    () => Promise.reject(new Error("It should have been refused, and was not.")),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
}
