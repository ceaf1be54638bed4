/** Gateways that nobody runs: those that the policies name, each with all of the listed tools. */
import { type Policy as CedarPolicy, gatewaysNamed, parsePolicies } from "@toolgate/policy";
import type { Gateway, Target } from "../model.ts";
import type { AnalysedWorld, PolicySource } from "./analysed-world.ts";
import type { ListedTool } from "./tool-list.ts";
import type { KnownGateway } from "./vocabulary.ts";

export interface OfflineOptions {
  readonly strictAws: boolean;
  /** Callers bring no token, as where the authorizerType is NONE. */
  readonly anonymous: boolean;
}

const place = { accountId: "123456789012", region: "us-west-2" };
/** Stands for the gateway where no policy names one. */
const someGateway = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/any";

/** The world of policies in files; what their scopes name as a gateway is taken as it stands. */
export function offlineWorld(
  sources: readonly PolicySource[],
  tools: readonly ListedTool[],
  { strictAws, anonymous }: OfflineOptions,
): AnalysedWorld {
  const parsed = sources.flatMap(({ text }) => {
    const result = parsePolicies(text);
    return result.ok ? result.policies : [];
  });
  const arns = [...new Set(parsed.flatMap(gatewaysNamed))];
  const gateways = (arns.length > 0 ? arns : [someGateway]).map((arn) => gatewayWith(arn, tools, anonymous));
  return {
    gateways,
    strictAws,
    async vocabularyFor(policy: CedarPolicy) {
      const [literal] = gatewaysNamed(policy);
      const known = gateways.find(({ gateway }) => gateway.arn === literal);
      if (literal === undefined || known === undefined) return { place, gateways };
      return { place, named: { literal, gateway: { kind: "found", known, bare: false } }, gateways: [known] };
    },
  };
}

function gatewayWith(arn: string, tools: readonly ListedTool[], anonymous: boolean): KnownGateway {
  const id = arn.split("/").at(-1) ?? arn;
  const stored = { ...place, createdAt: "", updatedAt: "", statusReasons: [] };
  const gateway: Gateway = {
    ...stored,
    id,
    arn,
    name: id,
    roleArn: "",
    authorizer: anonymous ? { type: "NONE" } : { type: "CUSTOM_JWT", jwt: { discoveryUrl: "" } },
    workloadIdentityArn: "",
    status: "READY",
  };
  const names = [...new Set(tools.map(({ target }) => target))];
  const targets = names.map(
    (name): Target => ({
      ...stored,
      id: name,
      name,
      gatewayId: id,
      backend: { kind: "lambda", lambdaArn: "" },
      tools: tools.flatMap(({ target, tool, description, inputSchema }) =>
        target === name ? [{ name: tool, description, inputSchema }] : [],
      ),
      status: "READY",
    }),
  );
  return { gateway, targets };
}
