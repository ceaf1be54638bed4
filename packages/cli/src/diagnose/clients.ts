/** AWS's own clients, for a Toolgate or for a real account. */
import type { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import { localCredentials } from "../gateway/aws-clients.ts";
import type { Place } from "./facts.ts";
import { shellWord } from "./shell-text.ts";

/** Whom to ask. */
export type Whom =
  | { readonly kind: "toolgate"; readonly url: string; readonly region: string | undefined }
  | { readonly kind: "aws"; readonly profile: string | undefined; readonly region: string | undefined };

export interface Clients {
  readonly place: Place;
  readonly agentcore: typeof import("@aws-sdk/client-bedrock-agentcore-control");
  readonly iam: typeof import("@aws-sdk/client-iam");
  readonly lambda: typeof import("@aws-sdk/client-lambda");
  readonly control: BedrockAgentCoreControlClient;
  readonly identity: IAMClient;
  readonly functions: LambdaClient;
  close(): void;
}

/** Loads the AWS SDK, which takes a while, and makes no call yet. */
export async function connect(whom: Whom): Promise<Clients> {
  // The SDK would tell of its own plans for Node in the middle of the answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const [agentcore, iam, lambda] = await Promise.all([
    import("@aws-sdk/client-bedrock-agentcore-control"),
    import("@aws-sdk/client-iam"),
    import("@aws-sdk/client-lambda"),
  ]);
  const configuration = await configurationOf(whom);
  const control = new agentcore.BedrockAgentCoreControlClient(configuration);
  const identity = new iam.IAMClient(configuration);
  const functions = new lambda.LambdaClient(configuration);
  return {
    place: placeOf(whom),
    agentcore,
    iam,
    lambda,
    control,
    identity,
    functions,
    close() {
      for (const client of [control, identity, functions]) client.destroy();
    },
  };
}

async function configurationOf(whom: Whom) {
  const { region } = whom;
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  switch (whom.kind) {
    case "toolgate":
      return {
        endpoint: whom.url,
        region: region ?? (AWS_REGION || AWS_DEFAULT_REGION || "us-west-2"),
        credentials: localCredentials(),
        maxAttempts: 1,
      };
    case "aws": {
      const { profile } = whom;
      const named = { ...(profile === undefined ? {} : { profile }) };
      const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
      // Else the profile's; an empty variable is none.
      const fixed = region ?? [AWS_REGION, AWS_DEFAULT_REGION].find((one) => one !== undefined && one !== "");
      return {
        ...named,
        ...(fixed === undefined ? {} : { region: fixed }),
        credentials: fromNodeProviderChain(named),
      };
    }
  }
}

function placeOf(whom: Whom): Place {
  const region = whom.region === undefined ? "" : ` --region ${shellWord(whom.region)}`;
  switch (whom.kind) {
    case "toolgate":
      return {
        kind: "toolgate",
        label: whom.url,
        awsOptions: `${region} --endpoint-url ${shellWord(whom.url)}`,
      };
    case "aws": {
      const profile = whom.profile === undefined ? "" : ` --profile ${shellWord(whom.profile)}`;
      const named = whom.profile === undefined ? "" : `, profile ${whom.profile}`;
      return { kind: "aws", label: `AWS${named}`, awsOptions: `${region}${profile}` };
    }
  }
}
