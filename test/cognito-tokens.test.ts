/** What user pools sign: the shape of tokens, the function that is asked first, and gateways that take them. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateResourceServerCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  RespondToAuthChallengeCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  cognitoAt,
  goodPassword,
  newClient,
  newPool,
  newUser,
  oauthAnswer,
  signIn,
} from "./cognito-pools.ts";
import { callTool, type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const triggerArn = "arn:aws:lambda:us-west-2:123456789012:function:PreToken";
const tool = { name: "refund", inputSchema: { type: "object" as const, properties: {} } };

let running: RunningToolgate;
let cognito: CognitoIdentityProviderClient;

beforeAll(async () => {
  running = await runToolgate({
    functions: [
      { name: "Echo", module: "./echo.mjs" },
      { name: "PreToken", module: "./pre-token.mjs" },
    ],
  });
  cognito = cognitoAt(running);
});

afterAll(async () => {
  cognito.destroy();
  await running.close();
});

const realUrl = (pool: string) =>
  `https://cognito-idp.us-west-2.amazonaws.com/${pool}/.well-known/openid-configuration`;

/** A client for the gateway's scope, as the Python toolkit makes one. */
async function machineClient(UserPoolId: string, more: object = {}) {
  await cognito.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: "refunds",
      Name: "refunds",
      Scopes: [
        { ScopeName: "invoke", ScopeDescription: "Call tools" },
        { ScopeName: "read", ScopeDescription: "Look" },
      ],
    }),
  );
  return newClient(cognito, UserPoolId, {
    GenerateSecret: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: ["refunds/invoke", "refunds/read"],
    AllowedOAuthFlowsUserPoolClient: true,
    SupportedIdentityProviders: ["COGNITO"],
    ...more,
  });
}

async function askToken(pool: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const url = `${running.toolgate.url}/cognito/${pool}/oauth2/token`;
  return oauthAnswer(await fetch(url, { method: "POST", headers, body: new URLSearchParams(form) }));
}

const asClient = ({ id, secret }: { readonly id: string; readonly secret: string }) => ({
  grant_type: "client_credentials",
  client_id: id,
  client_secret: secret,
});

describe("the tokens of a user", () => {
  it(
    verifies("cognito.token-shape", "have Cognito's claims, and verify by the keys that the pool serves"),
    async () => {
      const pool = await newPool(cognito, {
        Schema: [
          { Name: "role", AttributeDataType: "String" },
          { Name: "level", AttributeDataType: "Number" },
        ],
      });
      const { id } = await newClient(cognito, pool, {
        AccessTokenValidity: 10,
        IdTokenValidity: 20,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes" },
      });
      await newUser(cognito, pool, "ana", {
        email: "ana@example.com",
        email_verified: "true",
        "custom:role": "manager",
        "custom:level": "7",
      });
      const role = "arn:aws:iam::123456789012:role/Finance";
      for (const [GroupName, more] of [
        ["finance", { Precedence: 1, RoleArn: role }],
        ["admins", { Precedence: 0 }],
        ["others", {}],
      ] as const) {
        await cognito.send(new CreateGroupCommand({ UserPoolId: pool, GroupName, ...more }));
        await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId: pool, Username: "ana", GroupName }));
      }
      const before = Math.floor(Date.now() / 1000);
      const tokens = await signIn(cognito, id, "ana");
      const served = await fetch(`${running.toolgate.url}/cognito/${pool}/.well-known/jwks.json`);
      const keys = (await served.json()) as JSONWebKeySet;
      expect(keys.keys).toHaveLength(2);
      for (const key of keys.keys)
        expect(Object.keys(key).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
      const issuer = `https://cognito-idp.us-west-2.amazonaws.com/${pool}`;
      const { payload: access } = await jwtVerify(tokens.access, createLocalJWKSet(keys), { issuer });
      const { payload: id_ } = await jwtVerify(tokens.id, createLocalJWKSet(keys), { issuer, audience: id });
      expect(decodeProtectedHeader(tokens.access)).toEqual({ alg: "RS256", kid: keys.keys[1]?.kid });
      expect(decodeProtectedHeader(tokens.id)).toEqual({ alg: "RS256", kid: keys.keys[0]?.kid });
      const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      const iat = Number(access.iat);
      expect(iat).toBeGreaterThanOrEqual(before);
      const both = {
        sub: uuid,
        "cognito:groups": ["admins", "finance", "others"],
        iss: issuer,
        origin_jti: uuid,
        event_id: uuid,
        jti: uuid,
        auth_time: expect.any(Number),
      };
      expect(access).toEqual({
        ...both,
        client_id: id,
        token_use: "access",
        scope: "aws.cognito.signin.user.admin",
        username: "ana",
        iat,
        exp: iat + 600,
      });
      expect(id_).toEqual({
        ...both,
        "cognito:username": "ana",
        "cognito:roles": [role],
        "cognito:preferred_role": role,
        email: "ana@example.com",
        email_verified: true,
        "custom:role": "manager",
        "custom:level": "7",
        aud: id,
        token_use: "id",
        iat,
        exp: iat + 1200,
      });
    },
  );

  it(
    verifies("cognito.token-shape", "have of the attributes only those that the client may read"),
    async () => {
      const pool = await newPool(cognito);
      const { id } = await newClient(cognito, pool, { ReadAttributes: ["email"] });
      await newUser(cognito, pool, "ana", { email: "ana@example.com", name: "Ana" });
      const claims = decodeJwt((await signIn(cognito, id, "ana")).id);
      expect([claims.email, "name" in claims]).toEqual(["ana@example.com", false]);
    },
  );
});

describe("the token of a client", () => {
  it(
    verifies("cognito.token-endpoint", "is given for its id and secret, in the form and by Basic"),
    async () => {
      const pool = await newPool(cognito);
      const client = await machineClient(pool);
      const { status, body, headers } = await askToken(pool, {
        ...asClient(client),
        scope: "refunds/invoke",
      });
      expect({ status, cache: headers.get("cache-control") }).toEqual({ status: 200, cache: "no-store" });
      expect(body).toEqual({ access_token: expect.any(String), expires_in: 3600, token_type: "Bearer" });
      const claims = decodeJwt(body.access_token);
      expect(claims).toEqual({
        sub: client.id,
        token_use: "access",
        scope: "refunds/invoke",
        auth_time: claims.iat,
        iss: `https://cognito-idp.us-west-2.amazonaws.com/${pool}`,
        exp: Number(claims.iat) + 3600,
        iat: expect.any(Number),
        version: 2,
        jti: expect.any(String),
        client_id: client.id,
      });
      const basic = Buffer.from(`${client.id}:${client.secret}`).toString("base64");
      const all = await askToken(
        pool,
        { grant_type: "client_credentials" },
        { authorization: `Basic ${basic}` },
      );
      expect(decodeJwt(all.body.access_token).scope).toBe("refunds/invoke refunds/read");
    },
  );

  it(verifies("cognito.token-endpoint", "is refused with OAuth's errors"), async () => {
    const pool = await newPool(cognito);
    const client = await machineClient(pool);
    const { id: person } = await newClient(cognito, pool);
    const good = asClient(client);
    const refused = async (form: Record<string, string>, at = pool) => {
      const { status, body } = await askToken(at, form);
      return [status, body.error];
    };
    const { client_secret: _secret, ...without } = good;
    expect(await refused({ ...good, client_secret: "wrong" })).toEqual([400, "invalid_client"]);
    expect(await refused(without)).toEqual([400, "invalid_client"]);
    expect(await refused({ ...good, client_id: "nobody" })).toEqual([400, "invalid_client"]);
    expect(await refused({ ...good, scope: "refunds/delete" })).toEqual([400, "invalid_scope"]);
    expect(await refused({ ...good, grant_type: "password" })).toEqual([400, "unsupported_grant_type"]);
    expect(await refused({})).toEqual([400, "invalid_request"]);
    expect(await refused({ grant_type: "client_credentials", client_id: person })).toEqual([
      400,
      "unauthorized_client",
    ]);
    expect(await refused(good, await newPool(cognito))).toEqual([400, "invalid_client"]);
    const noForm = await fetch(`${running.toolgate.url}/cognito/${pool}/oauth2/token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(good),
    });
    expect([noForm.status, (await oauthAnswer(noForm)).body.error]).toEqual([400, "invalid_request"]);
    const long = await askToken(pool, { ...good, padding: "x".repeat(70_000) });
    expect(long.status).toBe(413);
    const get = await fetch(`${running.toolgate.url}/cognito/${pool}/oauth2/token`);
    expect([get.status, get.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

describe("a gateway of a pool's", () => {
  it(
    verifies("cognito.gateway", "takes its access tokens by Cognito's real discovery URL, and nothing else"),
    async () => {
      const [pool, other] = await Promise.all([newPool(cognito), newPool(cognito)]);
      const client = await machineClient(pool);
      const person = await newClient(cognito, pool);
      const stranger = await machineClient(other);
      await newUser(cognito, pool, "ana");
      const { gatewayUrl = "" } = await running.createGateway(
        `gw-${pool.slice(10).toLowerCase()}`,
        { Refund: [tool] },
        {
          authorizerConfiguration: {
            customJWTAuthorizer: { discoveryUrl: realUrl(pool), allowedClients: [client.id, person.id] },
          },
        },
      );
      const { body } = await askToken(pool, asClient(client));
      expect(await toolNames(gatewayUrl, body.access_token)).toEqual(["Refund___refund"]);
      expect((await callTool(gatewayUrl, body.access_token, "Refund___refund", {})).status).toBe(200);
      const { access, id } = await signIn(cognito, person.id, "ana");
      expect(await toolNames(gatewayUrl, access)).toEqual(["Refund___refund"]);
      expect((await rpc(gatewayUrl, id, "tools/list")).status).toBe(401);
      const foreign = await askToken(other, asClient(stranger));
      expect((await rpc(gatewayUrl, foreign.body.access_token, "tools/list")).status).toBe(401);
      const unlisted = await newClient(cognito, pool);
      const unknown = await signIn(cognito, unlisted.id, "ana");
      expect((await rpc(gatewayUrl, unknown.access, "tools/list")).status).toBe(401);
    },
  );

  it(verifies("cognito.gateway", "takes them by the pool's address on Toolgate's own port too"), async () => {
    const pool = await newPool(cognito);
    const client = await machineClient(pool);
    const localUrl = `${running.toolgate.url}/cognito/${pool}/.well-known/openid-configuration`;
    const document = await (await fetch(localUrl)).json();
    expect(document).toMatchObject({
      issuer: `https://cognito-idp.us-west-2.amazonaws.com/${pool}`,
      jwks_uri: `${running.toolgate.url}/cognito/${pool}/.well-known/jwks.json`,
      token_endpoint: `${running.toolgate.url}/cognito/${pool}/oauth2/token`,
    });
    const { gatewayUrl = "" } = await running.createGateway(
      `local-${pool.slice(10).toLowerCase()}`,
      { Refund: [tool] },
      {
        authorizerConfiguration: {
          customJWTAuthorizer: { discoveryUrl: localUrl, allowedScopes: ["refunds/invoke"] },
        },
      },
    );
    const { body } = await askToken(pool, asClient(client));
    expect(await toolNames(gatewayUrl, body.access_token)).toEqual(["Refund___refund"]);
    const narrow = await askToken(pool, { ...asClient(client), scope: "refunds/read" });
    expect((await rpc(gatewayUrl, narrow.body.access_token, "tools/list")).status).toBe(403);
  });

  it(verifies("cognito.gone", "refuses its tokens as soon as the pool is deleted"), async () => {
    const pool = await newPool(cognito);
    const client = await machineClient(pool);
    const { gatewayUrl = "" } = await running.createGateway(
      `gone-${pool.slice(10).toLowerCase()}`,
      { Refund: [tool] },
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: `${running.toolgate.url}/cognito/${pool}/.well-known/openid-configuration`,
          },
        },
      },
    );
    const { body } = await askToken(pool, asClient(client));
    expect(await toolNames(gatewayUrl, body.access_token)).toEqual(["Refund___refund"]);
    await cognito.send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId: client.id }));
    expect((await askToken(pool, asClient(client))).body.error).toBe("invalid_client");
    await cognito.send(new DeleteUserPoolCommand({ UserPoolId: pool }));
    expect((await rpc(gatewayUrl, body.access_token, "tools/list")).status).toBe(401);
    expect((await fetch(`${running.toolgate.url}/cognito/${pool}/.well-known/jwks.json`)).status).toBe(404);
  });
});

describe("the pre-token-generation function", () => {
  const schema = { Schema: [{ Name: "role", AttributeDataType: "String" as const }] };
  const withTrigger = (LambdaVersion: "V1_0" | "V2_0" | "V3_0") => ({
    ...schema,
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: triggerArn, LambdaVersion } },
  });

  it(verifies("cognito.trigger", "of V1_0 changes ID tokens and groups"), async () => {
    const pool = await newPool(cognito, { LambdaConfig: { PreTokenGeneration: triggerArn } });
    const { id } = await newClient(cognito, pool);
    await newUser(cognito, pool, "ana", { email: "ana@example.com" });
    const tokens = await signIn(cognito, id, "ana");
    const [access, idClaims] = [decodeJwt(tokens.access), decodeJwt(tokens.id)];
    expect(JSON.parse(String(idClaims.told))).toEqual({
      source: "TokenGeneration_Authentication",
      version: "1",
      user: "ana",
    });
    expect(idClaims.sub).toBe(access.sub);
    expect(["email" in idClaims, "told" in access]).toEqual([false, false]);
    expect([idClaims["cognito:groups"], access["cognito:groups"]]).toEqual([["added"], ["added"]]);
  });

  it(
    verifies("cognito.trigger", "of V2_0 changes both tokens, scopes and groups, but no reserved claim"),
    async () => {
      const pool = await newPool(cognito, withTrigger("V2_0"));
      const { id } = await newClient(cognito, pool);
      await newUser(cognito, pool, "ana", { email: "ana@example.com", "custom:role": "manager" });
      const tokens = await signIn(cognito, id, "ana");
      expect(decodeJwt(tokens.access)).toMatchObject({
        role: "manager",
        told: {
          source: "TokenGeneration_Authentication",
          version: "2",
          user: "ana",
          scopes: ["aws.cognito.signin.user.admin"],
        },
        scope: "aws.cognito.signin.user.admin extra/scope",
        username: "ana",
        client_id: id,
        "cognito:groups": ["only"],
      });
      const idClaims = decodeJwt(tokens.id);
      expect(idClaims).toMatchObject({ level: 3, aud: id, "cognito:groups": ["only"] });
      expect("email" in idClaims).toBe(false);
    },
  );

  it(
    verifies("cognito.trigger", "of V3_0 is asked for clients' own tokens too, and V2_0 is not"),
    async () => {
      const tokenUnder = async (version: "V2_0" | "V3_0") => {
        const pool = await newPool(cognito, withTrigger(version));
        const client = await machineClient(pool);
        const form = { ...asClient(client), scope: "refunds/invoke", aws_client_metadata: '{"ticket":"7"}' };
        const { body } = await askToken(pool, form);
        return { claims: decodeJwt(body.access_token), client };
      };
      const { claims, client } = await tokenUnder("V3_0");
      expect(claims).toMatchObject({
        role: "machine",
        username: "refund-agent",
        sub: client.id,
        client_id: client.id,
        scope: "refunds/invoke extra/scope",
        told: {
          source: "TokenGeneration_ClientCredentials",
          version: "3",
          scopes: ["refunds/invoke"],
          clientMetadata: { ticket: "7" },
        },
      });
      expect("cognito:groups" in claims).toBe(false);
      const { claims: plain } = await tokenUnder("V2_0");
      expect(["role" in plain, "username" in plain]).toEqual([false, false]);
    },
  );

  it(verifies("cognito.trigger", "hears what the answer to a challenge brings along"), async () => {
    const pool = await newPool(cognito, withTrigger("V2_0"));
    const { id } = await newClient(cognito, pool);
    const user = { UserPoolId: pool, Username: "ana" };
    await cognito.send(new AdminCreateUserCommand({ ...user, TemporaryPassword: goodPassword }));
    const started = await fetch(running.toolgate.url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
      },
      body: JSON.stringify({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: id,
        AuthParameters: { USERNAME: "ana", PASSWORD: goodPassword },
      }),
    });
    const { Session } = (await started.json()) as { readonly Session: string };
    const { AuthenticationResult } = await cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId: id,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: "ana", NEW_PASSWORD: "Another-Horse-2" },
        ClientMetadata: { ticket: "7" },
      }),
    );
    expect(decodeJwt(String(AuthenticationResult?.AccessToken)).told).toMatchObject({
      source: "TokenGeneration_NewPasswordChallenge",
      clientMetadata: { ticket: "7" },
    });
  });

  it.each([
    ["fail", "UserLambdaValidationException", "PreTokenGeneration failed with error not today."],
    ["garbage", "InvalidLambdaResponseException", "cannot be used"],
  ])(
    verifies("cognito.trigger-fails", "that ends with %s leaves the user without tokens"),
    async (nickname, name, message) => {
      const pool = await newPool(cognito, withTrigger("V2_0"));
      const { id } = await newClient(cognito, pool);
      await newUser(cognito, pool, "ana", { nickname });
      await expect(signIn(cognito, id, "ana")).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
      await cognito.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: pool,
          Username: "ana",
          UserAttributes: [{ Name: "nickname", Value: "well" }],
        }),
      );
      expect((await signIn(cognito, id, "ana")).access).toMatch(/^ey/);
    },
  );

  it(verifies("cognito.trigger-fails", "that fails leaves a client without a token"), async () => {
    const pool = await newPool(cognito, withTrigger("V3_0"));
    const client = await machineClient(pool);
    const { status, body } = await askToken(pool, {
      ...asClient(client),
      aws_client_metadata: '{"fail":"1"}',
    });
    expect([status, body.error]).toEqual([400, "invalid_grant"]);
    expect(body.error_description).toContain("PreTokenGeneration failed with error");
    expect(body.access_token).toBeUndefined();
    await cognito.send(new UpdateUserPoolCommand({ UserPoolId: pool }));
    expect((await askToken(pool, asClient(client))).status).toBe(200);
  });
});

it(verifies("cognito.secrets", "no secret of a pool's is in the data folder in clear"), async () => {
  const pool = await newPool(cognito);
  const client = await machineClient(pool);
  const person = await newClient(cognito, pool);
  await newUser(cognito, pool, "ana");
  const tokens = await signIn(cognito, person.id, "ana");
  await askToken(pool, asClient(client));
  const secrets = [goodPassword, client.secret, tokens.refresh, tokens.access, '"d":', "scrypt$"];
  const files = await readdir(running.data, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(
    files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), "latin1")),
  );
  // That the search finds what is there: an id that is kept in clear.
  expect(texts.some((text) => text.includes(client.id))).toBe(true);
  for (const secret of secrets) expect(texts.filter((text) => text.includes(secret))).toEqual([]);
});
