/** People sign in to a user pool on its page, and clients reach pools under Cognito's own names. */
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, openBrowser, type Visit } from "./browser.ts";
import { chromiumInstalled, openChromium, sayIfNoChromium } from "./browser-chromium.ts";
import {
  cognitoAt,
  goodPassword,
  newClient,
  newPool,
  newUser,
  oauthAnswer,
  signIn,
} from "./cognito-pools.ts";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const app = "http://localhost:33418/callback";
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

let running: RunningToolgate;
let cognito: CognitoIdentityProviderClient;
let pool: string;
let client: { readonly id: string; readonly secret: string };
let base: string;

const people = {
  AllowedOAuthFlows: ["code" as const],
  AllowedOAuthScopes: ["openid", "email", "profile"],
  AllowedOAuthFlowsUserPoolClient: true,
  CallbackURLs: [app],
  LogoutURLs: ["http://localhost:33418/bye"],
};

beforeAll(async () => {
  running = await runToolgate();
  cognito = cognitoAt(running);
  pool = await newPool(cognito, { PoolName: "Shop people" });
  client = await newClient(cognito, pool, { ...people, ClientName: "Shop and Co" });
  base = `${running.toolgate.url}/cognito/${pool}`;
  await newUser(cognito, pool, "ana", { email: "ana@example.com", name: "Ana" });
});

afterAll(async () => {
  cognito.destroy();
  await running.close();
});

const asking = (more: Record<string, string> = {}) =>
  new URLSearchParams({
    response_type: "code",
    client_id: client.id,
    redirect_uri: app,
    scope: "openid email",
    state: "s-1",
    nonce: "n-1",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...more,
  }).toString();

const open = (browser: Browser, more: Record<string, string> = {}) =>
  browser.open(`${base}/oauth2/authorize?${asking(more)}`);

/** What the page's form would send by itself. */
const hiddenOf = ({ html }: Visit) =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );

const fill = (browser: Browser, visit: Visit, username: string, password = goodPassword) =>
  browser.submit(visit, { ...hiddenOf(visit), action: "sign-in", username, password });

const answerAt = ({ url }: Visit) => Object.fromEntries(new URL(url).searchParams);

async function exchange(form: Record<string, string>) {
  return oauthAnswer(
    await fetch(`${base}/oauth2/token`, {
      method: "POST",
      body: new URLSearchParams({ client_id: client.id, redirect_uri: app, ...form }),
    }),
  );
}

const exchangeCode = (code = "", more: Record<string, string> = {}) =>
  exchange({ grant_type: "authorization_code", code, code_verifier: verifier, ...more });

describe("the sign-in page", () => {
  it(
    verifies("cognito.sign-in-page", "gives the app tokens of whoever signs in, by code and PKCE"),
    async () => {
      const browser = openBrowser();
      const page = await open(browser, { login_hint: '"><b>' });
      expect(new URL(page.url).pathname).toBe(`/cognito/${pool}/login`);
      expect(page.html).toContain("Shop and Co");
      expect(page.html).toContain('value="&quot;&gt;&lt;b&gt;"');
      expect(page.html).toContain("Shop people");
      expect(page.html).not.toContain("<script");
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(page.headers.get("x-frame-options")).toBe("DENY");
      const done = await fill(browser, page, "ana");
      expect(done.url.startsWith(`${app}?`)).toBe(true);
      const { code = "", state } = answerAt(done);
      expect(state).toBe("s-1");
      const { status, body } = await exchangeCode(code);
      expect(status).toBe(200);
      expect(Object.keys(body).toSorted()).toEqual([
        "access_token",
        "expires_in",
        "id_token",
        "refresh_token",
        "token_type",
      ]);
      const [access, id] = [decodeJwt(body.access_token), decodeJwt(body.id_token)];
      expect(access).toMatchObject({
        version: 2,
        scope: "openid email",
        username: "ana",
        token_use: "access",
      });
      expect(id).toMatchObject({ nonce: "n-1", aud: client.id, email: "ana@example.com" });
      expect("name" in id).toBe(false);
      const digest = createHash("sha256").update(body.access_token).digest().subarray(0, 16);
      expect(id.at_hash).toBe(digest.toString("base64url"));

      const info = await fetch(`${base}/oauth2/userInfo`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      expect(await info.json()).toEqual({ sub: access.sub, email: "ana@example.com", username: "ana" });

      const renewed = await exchange({ grant_type: "refresh_token", refresh_token: body.refresh_token });
      expect(decodeJwt(renewed.body.access_token)).toMatchObject({
        scope: "openid email",
        origin_jti: access.origin_jti,
        auth_time: access.auth_time,
      });
      const wider = await exchange({
        grant_type: "refresh_token",
        refresh_token: body.refresh_token,
        scope: "openid profile",
      });
      expect([wider.status, wider.body.error]).toEqual([400, "invalid_scope"]);
      expect((await exchangeCode(code)).body.error).toBe("invalid_grant");

      const revoked = await fetch(`${base}/oauth2/revoke`, {
        method: "POST",
        body: new URLSearchParams({ client_id: client.id, token: body.refresh_token }),
      });
      expect(revoked.status).toBe(200);
      const after = await exchange({ grant_type: "refresh_token", refresh_token: body.refresh_token });
      expect(after.body.error).toBe("invalid_grant");
      const infoAfter = await fetch(`${base}/oauth2/userInfo`, {
        headers: { authorization: `Bearer ${body.access_token}` },
      });
      expect(infoAfter.status).toBe(401);
    },
  );

  it(verifies("cognito.sign-in-page", "is not shown again in the same browser, until sign-out"), async () => {
    const browser = openBrowser();
    await fill(browser, await open(browser), "ana");
    expect(answerAt(await open(browser)).code).toMatch(/^[0-9a-f-]{36}$/);
    expect((await open(browser, { prompt: "login" })).html).toContain("Sign in");
    const left = await browser.open(
      `${base}/logout?client_id=${client.id}&logout_uri=${encodeURIComponent("http://localhost:33418/bye")}`,
    );
    expect(left.url).toBe("http://localhost:33418/bye");
    expect(answerAt(await open(browser, { prompt: "none" }))).toEqual({
      error: "login_required",
      state: "s-1",
    });
    const odd = await browser.open(`${base}/logout?client_id=${client.id}&logout_uri=https://evil.example/`);
    expect([odd.status, odd.url.startsWith(base)]).toEqual([400, true]);
  });

  it.each([
    ["code_verifier", { code_verifier: "x".repeat(43) }],
    ["redirect_uri", { redirect_uri: "http://localhost:1/callback" }],
    ["client_id", { client_id: "somebodyelse" }],
  ])(verifies("cognito.sign-in-page", "leads to no tokens with another %s"), async (_what, more) => {
    const browser = openBrowser();
    const { code } = answerAt(await fill(browser, await open(browser), "ana"));
    const { status, body } = await exchangeCode(code, more);
    expect(status).toBe(400);
    expect(body.access_token).toBeUndefined();
  });

  it.each([
    ["an address that is not registered", { redirect_uri: "https://evil.example/cb" }],
    ["an unknown app", { client_id: "nobody" }],
  ])(verifies("cognito.sign-in-page", "sends nobody to %s"), async (_what, more) => {
    const refused = await open(openBrowser(), more);
    expect([refused.status, refused.url.startsWith(base)]).toEqual([400, true]);
    expect(refused.html).toContain("This sign-in cannot go on");
  });

  it.each([
    ["unsupported_response_type", { response_type: "token" }],
    ["invalid_scope", { scope: "openid phone" }],
    ["invalid_request", { code_challenge_method: "plain" }],
    ["invalid_request", { identity_provider: "Google" }],
  ])(verifies("cognito.sign-in-page", "tells the app %s"), async (error, more) => {
    const refused = await open(openBrowser(), more);
    expect(refused.url.startsWith(`${app}?`)).toBe(true);
    expect(answerAt(refused)).toMatchObject({ error, state: "s-1" });
  });

  it(
    verifies("cognito.sign-in-page", "takes no form that another page sends, and none without its own token"),
    async () => {
      const browser = openBrowser();
      const page = await open(browser);
      const form = { ...hiddenOf(page), action: "sign-in", username: "ana", password: goodPassword };
      expect((await browser.submit(page, form, { origin: "https://evil.example" })).status).toBe(403);
      expect((await browser.submit(page, { ...form, csrf: "guessed" })).status).toBe(400);
      expect((await openBrowser().submit(page, form)).status).toBe(400);
      expect(answerAt(await browser.submit(page, form)).code).toBeDefined();
    },
  );

  it(
    verifies("cognito.sign-in-page", "says the same of a wrong password and of nobody, and bounds guessing"),
    async () => {
      const browser = openBrowser();
      const page = await open(browser);
      const wrong = await fill(browser, page, "ana", "Wrong-Horse-1");
      const nobody = await fill(browser, page, "nobody", "Wrong-Horse-1");
      for (const answer of [wrong, nobody]) {
        expect(answer.status).toBe(422);
        expect(answer.html).toContain("The user name or the password is wrong.");
        expect(answer.html).not.toContain("Wrong-Horse-1");
      }
      for (let count = 0; count < 18; count++) await fill(browser, page, `user${count}`, "x");
      const bounded = await fill(browser, page, "ana");
      expect(bounded.status).toBe(429);
      expect(Number(bounded.headers.get("retry-after"))).toBeGreaterThan(0);
    },
  );
});

describe("a person", () => {
  it(
    verifies("cognito.sign-in-page", "with a temporary password chooses a new one on the page"),
    async () => {
      const apart = await runToolgate();
      const own = cognitoAt(apart);
      const UserPoolId = await newPool(own);
      const { id } = await newClient(own, UserPoolId, people);
      await own.send(
        new AdminCreateUserCommand({ UserPoolId, Username: "temp", TemporaryPassword: "Temporary-1" }),
      );
      const browser = openBrowser();
      const url = `${apart.toolgate.url}/cognito/${UserPoolId}/oauth2/authorize?${asking({ client_id: id })}`;
      const page = await browser.open(url);
      const next = await fill(browser, page, "temp", "Temporary-1");
      expect(next.html).toContain("Choose a new password");
      const choose = (password: string) =>
        browser.submit(next, { ...hiddenOf(next), action: "new-password", password });
      const weak = await choose("weak");
      expect(weak.status).toBe(422);
      expect(weak.html).toContain("Password did not conform with policy: Password not long enough");
      expect(answerAt(await choose(goodPassword)).code).toMatch(/^[0-9a-f-]{36}$/);
      expect((await choose("Another-Horse-2")).status).toBe(400);
      const cancelled = await browser.submit(page, { ...hiddenOf(page), action: "cancel" });
      expect(answerAt(cancelled).error).toBe("access_denied");
      own.destroy();
      await apart.close();
    },
  );

  it(verifies("cognito.gone", "who was signed out or disabled is asked anew"), async () => {
    const apart = await runToolgate();
    const own = cognitoAt(apart);
    const UserPoolId = await newPool(own);
    const { id } = await newClient(own, UserPoolId, people);
    const browser = openBrowser();
    const url = `${apart.toolgate.url}/cognito/${UserPoolId}/oauth2/authorize?${asking({ client_id: id })}`;
    for (const [Username, end] of [
      ["ben", AdminUserGlobalSignOutCommand],
      ["cleo", AdminDisableUserCommand],
    ] as const) {
      await newUser(own, UserPoolId, Username);
      await fill(browser, await browser.open(`${url}&prompt=login`), Username);
      expect(answerAt(await browser.open(url)).code).toBeDefined();
      await own.send(new end({ UserPoolId, Username }));
      expect((await browser.open(url)).html).toContain("Sign in");
    }
    own.destroy();
    await apart.close();
  });
});

describe("Cognito's own host names", () => {
  const domain = "agent-0a1b2c3d";
  const domainHost = `${domain}.auth.us-west-2.amazoncognito.com`;
  const issuerHost = "cognito-idp.us-west-2.amazonaws.com";
  let machine: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    await cognito.send(new CreateUserPoolDomainCommand({ Domain: domain, UserPoolId: pool }));
    await cognito.send(
      new CreateResourceServerCommand({
        UserPoolId: pool,
        Identifier: "gw",
        Name: "gw",
        Scopes: [{ ScopeName: "invoke", ScopeDescription: "Call tools" }],
      }),
    );
    machine = await newClient(cognito, pool, {
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["gw/invoke"],
      AllowedOAuthFlowsUserPoolClient: true,
    });
  });

  const post = (host: string, path: string, headers: Record<string, string> = {}) =>
    rawRequest(`${running.toolgate.url}${path}`, {
      method: "POST",
      headers: { host, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: machine.id,
        client_secret: machine.secret,
      }).toString(),
    });
  const get = (host: string, path: string, headers: Record<string, string> = {}) =>
    rawRequest(`${running.toolgate.url}${path}`, { headers: { host, ...headers } });

  it(verifies("cognito.hosts", "lead to the pool's endpoints, discovery and keys"), async () => {
    const token = await post(domainHost, "/oauth2/token");
    expect(token.status).toBe(200);
    expect(decodeJwt(JSON.parse(token.text).access_token).client_id).toBe(machine.id);
    const document = JSON.parse((await get(issuerHost, `/${pool}/.well-known/openid-configuration`)).text);
    expect(document).toMatchObject({
      issuer: `https://${issuerHost}/${pool}`,
      jwks_uri: `https://${issuerHost}/${pool}/.well-known/jwks.json`,
      token_endpoint: `https://${domainHost}/oauth2/token`,
      authorization_endpoint: `https://${domainHost}/oauth2/authorize`,
    });
    const keys = JSON.parse((await get(issuerHost, `/${pool}/.well-known/jwks.json`)).text);
    expect(keys.keys).toHaveLength(2);
    const mapped = JSON.parse(
      (await get(`${issuerHost}:4100`, `/${pool}/.well-known/openid-configuration`)).text,
    );
    expect(mapped).toMatchObject({
      issuer: `https://${issuerHost}/${pool}`,
      token_endpoint: `http://${domainHost}:4100/oauth2/token`,
    });
  });

  it(verifies("cognito.hosts", "show the sign-in page, whose form only they may send"), async () => {
    const page = await get(domainHost, `/login?${asking()}`);
    expect(page.status).toBe(200);
    const [cookie = ""] = String(page.headers["set-cookie"]).split(";");
    expect(String(page.headers["set-cookie"])).toContain("; Secure");
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    const submit = (origin: string) =>
      rawRequest(`${running.toolgate.url}/login?${asking()}`, {
        method: "POST",
        headers: { host: domainHost, origin, cookie, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrf, action: "cancel" }).toString(),
      });
    expect((await submit(`https://${domainHost}`)).status).toBe(303);
    for (const origin of ["https://evil.example", running.toolgate.url, `https://x.${domainHost}`])
      expect((await submit(origin)).status).toBe(403);
  });

  it.each([
    ["POST", domainHost, "/"],
    ["GET", domainHost, "/toolgate/v1/status"],
    ["GET", domainHost, "/metrics"],
    ["POST", issuerHost, "/"],
    ["GET", issuerHost, "/policy-engines"],
    ["GET", issuerHost, "/readyz"],
    ["POST", issuerHost, "/gateways/x-0123456789/mcp"],
  ])(verifies("cognito.hosts", "lead nowhere else: %s %s%s"), async (method, host, path) => {
    const answer = await rawRequest(`${running.toolgate.url}${path}`, {
      method,
      headers: {
        host,
        authorization: "AWS4-HMAC-SHA256 Credential=A/20260101/us-west-2/cognito-idp/aws4_request",
        "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
        "content-type": "application/x-amz-json-1.1",
      },
      body: method === "POST" ? '{"MaxResults":10}' : "",
    });
    expect(answer.status).toBe(404);
    expect(answer.text).toContain("no user pool's endpoint");
  });

  it.each([
    "other.auth.us-west-2.amazoncognito.com",
    "cognito-idp.eu-west-1.amazonaws.com",
    `${domain}.auth.us-west-2.amazoncognito.com.evil.example`,
    "evil.example",
  ])(verifies("cognito.hosts", "of nobody here are refused: %s"), async (host) => {
    expect((await get(host, `/${pool}/.well-known/jwks.json`)).status).toBe(421);
  });

  it.each([
    [200, {}],
    [200, { "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https", via: "1.1 Caddy" }],
    [200, { forwarded: 'for="[::1]";proto=https' }],
    [403, { "x-forwarded-for": "203.0.113.9" }],
    [403, { "x-forwarded-for": "127.0.0.1, 203.0.113.9" }],
    [403, { "x-real-ip": "203.0.113.9", "x-forwarded-for": "127.0.0.1" }],
    [403, { forwarded: "for=203.0.113.9" }],
    [403, { forwarded: "proto=https" }],
    [403, { via: "1.1 somewhere" }],
  ])(verifies("cognito.hosts", "answer %s with the proxy's headers %j"), async (status, headers) => {
    expect((await post(domainHost, "/oauth2/token", headers as Record<string, string>)).status).toBe(status);
  });

  it(verifies("cognito.gone", "end with the domain"), async () => {
    await cognito.send(new DeleteUserPoolDomainCommand({ Domain: domain, UserPoolId: pool }));
    expect((await post(domainHost, "/oauth2/token")).status).toBe(421);
  });
});

it(
  verifies("cognito.off-loopback", "agents' port has no pools, and its gateways take their tokens"),
  async () => {
    const apart = await runToolgate({ host: "0.0.0.0", unknownRoles: "trust" });
    const own = cognitoAt(apart);
    const UserPoolId = await newPool(own);
    const { id } = await newClient(own, UserPoolId);
    await newUser(own, UserPoolId, "ana");
    const { access } = await signIn(own, id, "ana");
    const publicUrl = apart.toolgate.url.replace("0.0.0.0", "127.0.0.1");
    const path = `/cognito/${UserPoolId}/.well-known/openid-configuration`;
    expect((await fetch(publicUrl + path)).status).toBe(404);
    expect((await fetch(apart.toolgate.controlUrl + path)).status).toBe(200);
    const issuerHost = "cognito-idp.us-west-2.amazonaws.com";
    const underName = (url: string) =>
      rawRequest(`${url}/${UserPoolId}/.well-known/jwks.json`, { headers: { host: issuerHost } });
    expect((await underName(publicUrl)).status).toBe(421);
    expect((await underName(apart.toolgate.controlUrl)).status).toBe(200);
    const gateway = await apart.createGateway(
      "far",
      { Refund: [{ name: "refund", inputSchema: { type: "object", properties: {} } }] },
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: `https://${issuerHost}/${UserPoolId}/.well-known/openid-configuration`,
          },
        },
      },
    );
    const gatewayUrl = String(gateway.gatewayUrl).replace("0.0.0.0", "127.0.0.1");
    expect((await rpc(gatewayUrl, undefined, "tools/list")).status).toBe(401);
    expect(await toolNames(gatewayUrl, access)).toEqual(["Refund___refund"]);
    own.destroy();
    await apart.close();
  },
);

sayIfNoChromium("signing in to a user pool in Chromium");

it.skipIf(!chromiumInstalled)(
  verifies("cognito.sign-in-page", "works in the browser that people have"),
  async () => {
    const apart = await runToolgate();
    const own = cognitoAt(apart);
    const UserPoolId = await newPool(own);
    const landing = createServer((_request, response) => response.end("landed"));
    await new Promise<void>((resolve) => landing.listen(0, "127.0.0.1", resolve));
    const callback = `http://127.0.0.1:${(landing.address() as AddressInfo).port}/callback`;
    const { id } = await newClient(own, UserPoolId, { ...people, CallbackURLs: [callback] });
    await newUser(own, UserPoolId, "ana");
    const chromium = await openChromium();
    const page = await chromium.newPage();
    const more = { client_id: id, redirect_uri: callback };
    await page.goto(`${apart.toolgate.url}/cognito/${UserPoolId}/oauth2/authorize?${asking(more)}`);
    await page.getByLabel("User name").fill("ana");
    await page.getByLabel("Password").fill(goodPassword);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.pathname === "/callback");
    expect(new URL(page.url()).searchParams.get("code")).toMatch(/^[0-9a-f-]{36}$/);
    await chromium.close();
    landing.close();
    own.destroy();
    await apart.close();
  },
);
