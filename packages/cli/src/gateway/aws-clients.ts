import type { BedrockAgentCoreControlClient } from "@aws-sdk/client-bedrock-agentcore-control";
import type { IAMClient } from "@aws-sdk/client-iam";
import { CliError } from "../cli-error.ts";
import { signingHint } from "../lists/refusal-text.ts";

/** AWS's own clients, speaking to Toolgate. */
export interface AwsClients {
  readonly agentcore: typeof import("@aws-sdk/client-bedrock-agentcore-control");
  readonly iam: typeof import("@aws-sdk/client-iam");
  readonly control: BedrockAgentCoreControlClient;
  readonly identity: IAMClient;
}

/** Keys come from the environment where it has some; a Toolgate on loopback that has no keys takes any. */
export async function awsClients(url: string, region: string): Promise<AwsClients> {
  // The SDK would tell of its own plans for Node in the middle of the answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  // Only these verbs need them, and they take long to load.
  const [agentcore, iam] = await Promise.all([
    import("@aws-sdk/client-bedrock-agentcore-control"),
    import("@aws-sdk/client-iam"),
  ]);
  const configuration = { endpoint: url, region, credentials: localCredentials(), maxAttempts: 1 };
  return {
    agentcore,
    iam,
    control: new agentcore.BedrockAgentCoreControlClient(configuration),
    identity: new iam.IAMClient(configuration),
  };
}

/** Of the environment; else those that a Toolgate without keys takes on loopback. */
export function localCredentials(): {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
} {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN,
  } = process.env;
  return !accessKeyId || !secretAccessKey
    ? { accessKeyId: "toolgate", secretAccessKey: "toolgate" }
    : { accessKeyId, secretAccessKey, ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}) };
}

/**
 * Makes one call of AWS's.
 * @throws CliError with the operation, AWS's code and its sentence; or that nothing answers.
 */
export async function calling<T>(url: string, operation: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ("$fault" in error) throw new CliError(refusalOf(operation, error), { cause: error });
    throw new CliError(
      `nothing answers at ${url} (${error.message || error.name}). Start it with: npx toolgate serve; or name another address with --url.`,
      { cause: error },
    );
  }
}

/** AWS's words, and what to do where they are about something that the command line can say more of. */
function refusalOf(operation: string, error: Error): string {
  const told = `${operation}: ${error.name}: ${error.message}`;
  if (error.name === "UnrecognizedClientException" || error.name === "InvalidClientTokenId")
    return `${told}${signingHint()}`;
  if (operation === "iam CreateRole" && error.name === "EntityAlreadyExistsException")
    return `${told} Give the gateway another --name, or leave --with-role out and name the role with --role ARN.`;
  return told;
}
