/** User pools for tests: AWS's client pointed at a Toolgate, and a pool as the tests need it. */
import { createHmac } from "node:crypto";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AttributeType,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { RunningToolgate } from "./running-toolgate.ts";

export const goodPassword = "Correct-Horse-1";

export function cognitoAt(
  { toolgate }: RunningToolgate,
  region = "us-west-2",
): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint: toolgate.controlUrl,
    region,
    credentials: { accessKeyId: "AKIDTEST", secretAccessKey: "secret" },
    maxAttempts: 1,
  });
}

/** The id of a new pool. */
export async function newPool(
  cognito: CognitoIdentityProviderClient,
  more: Partial<CreateUserPoolCommandInput> = {},
): Promise<string> {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: "people", ...more }));
  return String(UserPool?.Id);
}

/** A client that may sign users in by password. */
export async function newClient(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  more: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "app",
      ExplicitAuthFlows: [
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
      ],
      ...more,
    }),
  );
  return { id: String(UserPoolClient?.ClientId), secret: String(UserPoolClient?.ClientSecret) };
}

/** A user with a password for good. */
export async function newUser(
  cognito: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<void> {
  const UserAttributes: AttributeType[] = Object.entries(attributes).map(([Name, Value]) => ({
    Name,
    Value,
  }));
  await cognito.send(new AdminCreateUserCommand({ UserPoolId, Username, UserAttributes }));
  await cognito.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: goodPassword, Permanent: true }),
  );
}

export interface Tokens {
  readonly access: string;
  readonly id: string;
  readonly refresh: string;
}

/** Signs a user in by password. */
export async function signIn(
  cognito: CognitoIdentityProviderClient,
  ClientId: string,
  username: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Tokens> {
  const { AuthenticationResult: got } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: username, PASSWORD: goodPassword, ...more },
    }),
  );
  return { access: String(got?.AccessToken), id: String(got?.IdToken), refresh: String(got?.RefreshToken) };
}

export function secretHash(secret: string, username: string, clientId: string): string {
  return createHmac("sha256", secret)
    .update(username + clientId)
    .digest("base64");
}

/** What an OAuth endpoint answers, as far as tests look. */
export interface OAuthAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly access_token: string;
    readonly id_token: string;
    readonly refresh_token: string;
    readonly error: string;
    readonly error_description: string;
  };
}

export async function oauthAnswer(response: Response): Promise<OAuthAnswer> {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as OAuthAnswer["body"] };
}
