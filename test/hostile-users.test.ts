/** Users of user pools who want more than they were given. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser } from "./browser.ts";
import { cognitoAt, goodPassword, newClient, newPool, newUser, oauthAnswer } from "./cognito-pools.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let cognito: CognitoIdentityProviderClient;
let UserPoolId: string;
let narrow: string;
let usual: string;

beforeAll(async () => {
  running = await runToolgate();
  cognito = cognitoAt(running);
  UserPoolId = await newPool(cognito, {
    Schema: [
      { Name: "email", Required: true },
      { Name: "role", AttributeDataType: "String" },
      { Name: "badge", AttributeDataType: "String", Mutable: false },
    ],
  });
  usual = (await newClient(cognito, UserPoolId)).id;
  narrow = (await newClient(cognito, UserPoolId, { WriteAttributes: ["email", "name", "custom:badge"] })).id;
});
afterAll(() => running.close());

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: Error) => `${error.name}: ${error.message}`,
  );
const unauthorized = (name: string) =>
  `NotAuthorizedException: A client attempted to write unauthorized attribute: ${name}`;

describe("who signs up", () => {
  const signUp = (ClientId: string, Username: string, Name: string, Value: string) =>
    outcome(
      cognito.send(
        new SignUpCommand({
          ClientId,
          Username,
          Password: goodPassword,
          UserAttributes: [
            { Name: "email", Value: "eve@example.com" },
            { Name, Value },
          ],
        }),
      ),
    );

  it.each([
    ["custom:role", "admin"],
    ["email_verified", "true"],
  ])(verifies("cognito.sign-in", "does not say of themselves %s"), async (name, value) => {
    expect(await signUp(usual, "eve", name, value)).toBe(unauthorized(name));
    expect(await signUp(narrow, "eve", name, value)).toBe(unauthorized(name));
  });

  it("may say what the client lets them", async () => {
    expect(await signUp(usual, "named", "name", "Eve")).toBe("done");
    expect(await signUp(narrow, "badged", "custom:badge", "7")).toBe("done");
  });
});

describe("who chooses a password in place of a temporary one", () => {
  async function answered(ClientId: string, attributes: Readonly<Record<string, string>>) {
    const Username = `temp-${Math.random()}`;
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username,
        TemporaryPassword: "Temporary-1",
        UserAttributes: [
          { Name: "email", Value: "temp@example.com" },
          { Name: "custom:badge", Value: "7" },
        ],
      }),
    );
    const { Session } = await cognito.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: Username, PASSWORD: "Temporary-1" },
      }),
    );
    const said = await outcome(
      cognito.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: "NEW_PASSWORD_REQUIRED",
          Session,
          ChallengeResponses: { USERNAME: Username, NEW_PASSWORD: goodPassword, ...attributes },
        }),
      ),
    );
    const { UserStatus } = await cognito.send(new AdminGetUserCommand({ UserPoolId, Username }));
    return [said, UserStatus];
  }

  it.each([
    ["custom:role", "admin"],
    ["email_verified", "true"],
  ])(verifies("cognito.passwords", "does not set %s with it"), async (name, value) => {
    const attributes = { [`userAttributes.${name}`]: value };
    expect(await answered(usual, attributes)).toEqual([unauthorized(name), "FORCE_CHANGE_PASSWORD"]);
    expect(await answered(narrow, attributes)).toEqual([unauthorized(name), "FORCE_CHANGE_PASSWORD"]);
  });

  it.each([
    ["email", "boss@example.com"],
    ["custom:badge", "1"],
  ])("does not change what is required or fixed: %s", async (name, value) => {
    expect(await answered(narrow, { [`userAttributes.${name}`]: value })).toEqual([
      `NotAuthorizedException: Cannot modify an already provided ${name}`,
      "FORCE_CHANGE_PASSWORD",
    ]);
  });

  it("may add what the client lets them", async () => {
    expect(await answered(narrow, { "userAttributes.name": "Temp" })).toEqual(["done", "CONFIRMED"]);
  });
});

describe("an app that lost what it was allowed", () => {
  const app = "http://localhost:33419/callback";
  const settings = (scopes: readonly string[], oauth: boolean) => ({
    AllowedOAuthFlows: ["code" as const],
    AllowedOAuthScopes: [...scopes],
    AllowedOAuthFlowsUserPoolClient: oauth,
    CallbackURLs: [app],
    ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH" as const],
  });

  it(
    verifies("cognito.gone", "gets no more of it by a refresh token: a scope, or the flow altogether"),
    async () => {
      await newUser(cognito, UserPoolId, "ana", { email: "ana@example.com" });
      const { id } = await newClient(cognito, UserPoolId, settings(["openid", "email", "profile"], true));
      const base = `${running.toolgate.url}/cognito/${UserPoolId}`;
      const query = new URLSearchParams({ response_type: "code", client_id: id, redirect_uri: app });
      const browser = openBrowser();
      const page = await browser.open(`${base}/oauth2/authorize?${query}`);
      const csrf = /name="csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? "";
      const form = { csrf, action: "sign-in", username: "ana", password: goodPassword };
      const code = new URL((await browser.submit(page, form)).url).searchParams.get("code") ?? "";
      const exchange = async (grant: Readonly<Record<string, string>>) =>
        oauthAnswer(
          await fetch(`${base}/oauth2/token`, {
            method: "POST",
            body: new URLSearchParams({ client_id: id, redirect_uri: app, ...grant }),
          }),
        );
      const { body } = await exchange({ grant_type: "authorization_code", code });
      const refresh = () => exchange({ grant_type: "refresh_token", refresh_token: body.refresh_token });
      const byApi = () =>
        outcome(
          cognito.send(
            new InitiateAuthCommand({
              ClientId: id,
              AuthFlow: "REFRESH_TOKEN_AUTH",
              AuthParameters: { REFRESH_TOKEN: body.refresh_token },
            }),
          ),
        );
      const change = (scopes: readonly string[], oauth: boolean) =>
        cognito.send(
          new UpdateUserPoolClientCommand({ UserPoolId, ClientId: id, ...settings(scopes, oauth) }),
        );
      expect(decodeJwt((await refresh()).body.access_token).scope).toBe("openid email profile");
      await change(["openid", "profile"], true);
      expect(decodeJwt((await refresh()).body.access_token).scope).toBe("openid profile");
      expect(await byApi()).toBe("done");
      await change(["openid", "profile"], false);
      expect((await refresh()).body.error).toBe("invalid_grant");
      expect(await byApi()).toBe("NotAuthorizedException: Invalid Refresh Token");
    },
  );
});
