import type { ControlCaller } from "../callers/control-caller.ts";
import type { CredentialProviderConfiguration } from "../callers/operation-types.ts";
import type { CallOptions } from "../connection/settings.ts";
import { UnreadableAnswerError } from "../errors/call-errors.ts";
import type { OpenApiCredentials } from "./gateway-types.ts";
import { randomId } from "./random-id.ts";

/** A credential provider that was made for a target. */
interface MadeProvider {
  readonly kind: "apikey" | "oauth2";
  readonly name: string;
  /** As CreateGatewayTarget takes it. */
  readonly configuration: CredentialProviderConfiguration;
}

/** Hands credentials over to AgentCore Identity, which keeps them, and says how a target refers to them. */
export async function createCredentialProvider(
  call: ControlCaller,
  targetName: string,
  credentials: OpenApiCredentials,
  options: CallOptions | undefined,
): Promise<MadeProvider> {
  if ("apiKey" in credentials) {
    const { apiKey, ...place } = credentials;
    const name = `${targetName}-ApiKey-${randomId()}`;
    const made = await call("CreateApiKeyCredentialProvider", { name, apiKey }, options);
    const apiKeyCredentialProvider = { providerArn: arnIn(made, "CreateApiKeyCredentialProvider"), ...place };
    return {
      kind: "apikey",
      name,
      configuration: { credentialProviderType: "API_KEY", credentialProvider: { apiKeyCredentialProvider } },
    };
  }
  const { oauth2ProviderConfig, scopes = [] } = credentials;
  const name = `${targetName}-OAuth-${randomId()}`;
  const made = await call(
    "CreateOauth2CredentialProvider",
    { name, credentialProviderVendor: "CustomOauth2", oauth2ProviderConfigInput: oauth2ProviderConfig },
    options,
  );
  const oauthCredentialProvider = { providerArn: arnIn(made, "CreateOauth2CredentialProvider"), scopes };
  return {
    kind: "oauth2",
    name,
    configuration: { credentialProviderType: "OAUTH", credentialProvider: { oauthCredentialProvider } },
  };
}

function arnIn(answer: Readonly<Record<string, unknown>>, operation: string): string {
  if (typeof answer.credentialProviderArn === "string") return answer.credentialProviderArn;
  throw new UnreadableAnswerError(`The answer to ${operation} has no credentialProviderArn.`);
}
