/** A person signs in at the built-in identity provider, by the clients and the browser that people have. */
import { createHash, randomBytes } from "node:crypto";
import {
  type CreateGatewayCommandOutput,
  CreatePolicyCommand,
  CreatePolicyEngineCommand,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import * as v2 from "@modelcontextprotocol/client";
import {
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  UnauthorizedError,
} from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { OAuthClientInformationMixed, OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, type Visit } from "./browser.ts";
import { type RunningToolgate, rpc, runToolgate, toolNames } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

const tool = (name: string) => ({ name, inputSchema: { type: "object" as const, properties: {} } });
const app = "http://127.0.0.1:33418/callback";

let running: RunningToolgate;
let issuer: string;
let refunds: CreateGatewayCommandOutput;
let gatewayUrl: string;

beforeAll(async () => {
  running = await runToolgate({
    idp: true,
    identities: {
      clients: [{ client_id: "robot", client_secret: "robot-secret", scopes: ["pay:write"] }],
      users: [
        {
          username: "alice",
          password: "wonder land",
          scopes: ["pay:write"],
          claims: { department: "finance" },
        },
        { username: "bob", password: "builder", claims: { sub: "u-2" } },
      ],
    },
  });
  issuer = String(running.toolgate.issuer);
  refunds = await createGateway("Refunds", {});
  gatewayUrl = String(refunds.gatewayUrl);
  const engine = await running.aws.send(new CreatePolicyEngineCommand({ name: "people" }));
  await update(refunds, {}, { policyEngineConfiguration: { arn: engine.policyEngineArn, mode: "ENFORCE" } });
  for (const [name, username] of [
    ["refund", "alice"],
    ["lookup", "bob"],
  ]) {
    const statement = `permit(principal, action == AgentCore::Action::"Shop___${name}", resource == AgentCore::Gateway::"${refunds.gatewayArn}") when { principal.hasTag("username") && principal.getTag("username") == "${username}" };`;
    await running.aws.send(
      new CreatePolicyCommand({
        policyEngineId: engine.policyEngineId,
        name: `for_${username}`,
        definition: { cedar: { statement } },
        validationMode: "IGNORE_ALL_FINDINGS",
      }),
    );
  }
});

afterAll(() => running.close());

function jwtAuthorizer(rules: object) {
  return { customJWTAuthorizer: { discoveryUrl: `${issuer}/.well-known/openid-configuration`, ...rules } };
}

function createGateway(name: string, rules: object): Promise<CreateGatewayCommandOutput> {
  return running.createGateway(
    name,
    { Shop: [tool("refund"), tool("lookup")] },
    { authorizerConfiguration: jwtAuthorizer(rules) },
  );
}

function update(gateway: CreateGatewayCommandOutput, rules: object, more: object = {}) {
  return running.aws.send(
    new UpdateGatewayCommand({
      gatewayIdentifier: gateway.gatewayId,
      name: gateway.name,
      roleArn: gateway.roleArn,
      authorizerType: "CUSTOM_JWT",
      authorizerConfiguration: jwtAuthorizer(rules),
      ...more,
    }),
  );
}

/** What an app keeps for one person on one gateway; it works for both of the official clients. */
function appMemory(redirectUrl: string, scope?: string) {
  const kept: {
    client?: OAuthClientInformationMixed | undefined;
    tokens?: OAuthTokens | undefined;
    verifier?: string;
    sentTo?: URL;
    discovery?: OAuthDiscoveryState;
  } = {};
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: {
      client_name: "Example <app>",
      redirect_uris: [redirectUrl],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
      ...(scope === undefined ? {} : { scope }),
    },
    state: () => "state-1",
    clientInformation: () => kept.client,
    saveClientInformation: (client) => {
      kept.client = client;
    },
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens;
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier;
    },
    codeVerifier: () => kept.verifier ?? "",
    redirectToAuthorization: (url) => {
      kept.sentTo = url;
    },
    discoveryState: () => kept.discovery,
    saveDiscoveryState: (discovery) => {
      kept.discovery = discovery;
    },
  };
  return { kept, provider };
}

/** Signs in and allows; gives the address that the browser was sent to at the end. */
async function signIn(url: string, username = "alice", password = "wonder land"): Promise<URL> {
  const browser = openBrowser();
  const form = await browser.open(url);
  expect(form.html).toContain("<h1>Sign in</h1>");
  const consent = await browser.submit(form, { username, password, action: "sign-in" });
  expect(consent.html).toContain("<h1>Allow access?</h1>");
  const end = await browser.submit(consent, { action: "allow" });
  expect(end.status).toBe(0);
  return new URL(end.url);
}

interface App {
  readonly clientId: string;
  readonly verifier: string;
  /** The authorization request; `changes` replace parameters, undefined leaves one out. */
  authorize(changes?: Readonly<Record<string, string | undefined>>): string;
  /** The token request for a code. */
  trade(code: string | null, changes?: Readonly<Record<string, string>>): Promise<Response>;
}

const register = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${issuer}/reg`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

async function registerApp(metadata: object = {}): Promise<App> {
  const answer = await register({
    client_name: "Example <app>",
    redirect_uris: [app],
    grant_types: ["authorization_code", "refresh_token"],
    ...metadata,
  });
  const { client_id } = (await answer.json()) as { client_id: string };
  const verifier = randomBytes(32).toString("base64url");
  return {
    clientId: client_id,
    verifier,
    authorize(changes = {}) {
      const params = {
        response_type: "code",
        client_id,
        redirect_uri: app,
        state: "state-1",
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
        resource: gatewayUrl,
        ...changes,
      };
      const given = Object.entries(params).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return `${issuer}/auth?${new URLSearchParams(given)}`;
    },
    trade: (code, changes = {}) =>
      token({
        grant_type: "authorization_code",
        client_id,
        code: code ?? "",
        code_verifier: verifier,
        redirect_uri: app,
        resource: gatewayUrl,
        ...changes,
      }),
  };
}

const token = (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${issuer}/token`, { method: "POST", body: new URLSearchParams(form), headers });

interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
}

async function tokensOf(answer: Response): Promise<Tokens> {
  const body = (await answer.json()) as Tokens;
  expect({ status: answer.status, body }).toMatchObject({ status: 200, body: { token_type: "Bearer" } });
  return body;
}

/** A whole sign-in by plain requests. */
async function accessToken(
  username: string,
  password: string,
  changes: Record<string, string | undefined> = {},
) {
  const client = await registerApp();
  const back = await signIn(client.authorize(changes), username, password);
  const resource = changes.resource;
  const { access_token } = await tokensOf(
    await client.trade(back.searchParams.get("code"), resource === undefined ? {} : { resource }),
  );
  return access_token;
}

describe("by pasting the gateway's address", () => {
  it(verifies("sign-in.clients", "SDK v1 signs a person in, whose claims then decide"), async () => {
    const { kept, provider } = appMemory(app);
    const first = new StreamableHTTPClientTransport(new URL(gatewayUrl), { authProvider: provider });
    await expect(new Client({ name: "v1", version: "1" }).connect(first)).rejects.toThrow(UnauthorizedError);
    const back = await signIn(String(kept.sentTo));
    expect(`${back.origin}${back.pathname}`).toBe(app);
    expect(Object.fromEntries(back.searchParams)).toEqual({
      code: expect.any(String),
      state: "state-1",
      iss: issuer,
    });
    await first.finishAuth(back.searchParams.get("code") ?? "");
    const client = new Client({ name: "v1", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(gatewayUrl), { authProvider: provider }));
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["Shop___refund"]);
    expect(await client.callTool({ name: "Shop___refund", arguments: {} })).toMatchObject({ isError: false });
    expect(await client.callTool({ name: "Shop___lookup", arguments: {} })).toMatchObject({ isError: true });
    await client.close();
    expect(kept.tokens).not.toHaveProperty("scope");
    expect(kept.tokens).not.toHaveProperty("id_token");
    expect(decodeJwt(kept.tokens?.access_token ?? "")).toEqual({
      iss: issuer,
      aud: [gatewayUrl, "toolgate"],
      sub: "alice",
      client_id: kept.client?.client_id,
      username: "alice",
      department: "finance",
      iat: expect.any(Number),
      exp: expect.any(Number),
      jti: expect.any(String),
    });
  });

  it(
    verifies("sign-in.clients", "SDK v2 signs another person in, and the list is that person's"),
    async () => {
      const { kept, provider } = appMemory("http://localhost:8090/callback");
      const authProvider = provider as v2.OAuthClientProvider;
      const first = new v2.StreamableHTTPClientTransport(new URL(gatewayUrl), { authProvider });
      await expect(new v2.Client({ name: "v2", version: "1" }).connect(first)).rejects.toThrow(
        v2.UnauthorizedError,
      );
      const back = await signIn(String(kept.sentTo), "bob", "builder");
      await first.finishAuth(back.searchParams);
      const client = new v2.Client({ name: "v2", version: "1" });
      await client.connect(new v2.StreamableHTTPClientTransport(new URL(gatewayUrl), { authProvider }));
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(["Shop___lookup"]);
      await client.close();
      expect(decodeJwt(kept.tokens?.access_token ?? "")).toMatchObject({ sub: "u-2", username: "bob" });
    },
  );
});

describe("the identity provider's metadata", () => {
  it(
    verifies("sign-in.discovery", "is the same wherever RFC 8414 and OpenID Connect look for it"),
    async () => {
      const { origin } = new URL(issuer);
      const addresses = [
        `${issuer}/.well-known/openid-configuration`,
        `${issuer}/.well-known/oauth-authorization-server`,
        `${origin}/.well-known/oauth-authorization-server/idp`,
        `${origin}/.well-known/openid-configuration/idp`,
      ];
      const [first, ...others] = await Promise.all(
        addresses.map(async (address) => (await fetch(address)).json()),
      );
      expect(first).toMatchObject({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        registration_endpoint: `${issuer}/reg`,
        response_types_supported: ["code"],
        code_challenge_methods_supported: ["S256"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
        authorization_response_iss_parameter_supported: true,
      });
      expect(first).not.toHaveProperty("pushed_authorization_request_endpoint");
      expect(first).not.toHaveProperty("dpop_signing_alg_values_supported");
      for (const other of others) expect(other).toEqual(first);
    },
  );

  it.each(["oauth-authorization-server", "oauth-authorization-server/other", "openid-configuration"])(
    verifies("sign-in.discovery", "is not at /.well-known/%s, which is somebody else's"),
    async (name) => {
      expect((await fetch(`${new URL(issuer).origin}/.well-known/${name}`)).status).toBe(404);
    },
  );
});

describe("an app that registers itself", () => {
  it.each<readonly [string, object, object]>([
    [
      "an editor",
      {
        client_name: "Visual Studio Code",
        client_uri: "https://code.visualstudio.com",
        grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        response_types: ["code"],
        redirect_uris: [
          "https://vscode.dev/redirect",
          "http://127.0.0.1/",
          "http://127.0.0.1:33418/",
          "cursor://anysphere.cursor-mcp/oauth/callback",
        ],
        scope: "pay:write offline_access",
        token_endpoint_auth_method: "none",
        application_type: "native",
      },
      {
        client_name: "Visual Studio Code",
        grant_types: ["authorization_code", "refresh_token"],
        redirect_uris: [
          "https://vscode.dev/redirect",
          "http://127.0.0.1/",
          "http://127.0.0.1:33418/",
          "cursor://anysphere.cursor-mcp/oauth/callback",
        ],
      },
    ],
    [
      "one that tries for more",
      {
        redirect_uris: [app],
        client_id: "robot",
        client_secret: "mine",
        claims: { role: "admin" },
        username: "alice",
        scope: "pay:write",
        grant_types: ["authorization_code", "client_credentials", "password"],
        token_endpoint_auth_method: "client_secret_basic",
      },
      { redirect_uris: [app], grant_types: ["authorization_code"] },
    ],
  ])(
    verifies("sign-in.registration", "gets an id and what it may have, and nothing else: %s"),
    async (_, body, expected) => {
      const answer = await register(body);
      expect(answer.status).toBe(201);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await answer.json()).toEqual({
        ...expected,
        client_id: expect.stringMatching(/^app-[\w-]{22}$/),
        client_id_issued_at: expect.any(Number),
        response_types: ["code"],
        token_endpoint_auth_method: "none",
      });
    },
  );

  it.each<readonly [string, unknown, number, string]>([
    ["text", "{", 400, "invalid_client_metadata"],
    ["a list", [], 400, "invalid_client_metadata"],
    ["no redirect URI", {}, 400, "invalid_redirect_uri"],
    ["a script", { redirect_uris: ["javascript:alert(1)//"] }, 400, "invalid_redirect_uri"],
    ["http elsewhere", { redirect_uris: ["http://example.com/"] }, 400, "invalid_redirect_uri"],
    [
      "a robot",
      { redirect_uris: [app], grant_types: ["client_credentials"] },
      400,
      "invalid_client_metadata",
    ],
    ["20 KB", { redirect_uris: [app], client_name: "x".repeat(20_000) }, 413, "invalid_client_metadata"],
  ])(verifies("sign-in.registration.refuse", "is refused with %s"), async (_, body, status, error) => {
    const answer = await register(body);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([status, error]);
  });

  it(verifies("sign-in.registration.refuse", "is refused as a form, as web pages can send one"), async () => {
    const answer = await register("{}", { "content-type": "text/plain" });
    expect(answer.status).toBe(415);
  });

  it.each<readonly [string, Record<string, string>]>([
    ["client credentials", { grant_type: "client_credentials" }],
    ["a person's password", { grant_type: "password", username: "alice", password: "wonder land" }],
  ])(verifies("sign-in.registration.no-claims", "gets no token by %s"), async (_, form) => {
    const { clientId } = await sharedApp;
    const answer = await token({ client_id: clientId, ...form });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        error: "invalid_request",
        error_description: "requested grant type is not allowed for this client",
      },
    ]);
  });
});

let sharedApp: Promise<App>;
beforeAll(() => {
  sharedApp = registerApp();
});

describe("an authorization request", () => {
  it.each<readonly [string, Record<string, string | undefined>, string]>([
    ["without PKCE", { code_challenge: undefined, code_challenge_method: undefined }, "invalid_request"],
    ["with plain PKCE", { code_challenge_method: "plain" }, "invalid_request"],
    ["with PKCE of no method, which means plain", { code_challenge_method: undefined }, "invalid_request"],
    ["for a token", { response_type: "token" }, "unsupported_response_type"],
    ["for a gateway that is not here", { resource: "http://127.0.0.1/gateways/x/mcp" }, "invalid_target"],
    ["that must not ask", { prompt: "none" }, "login_required"],
  ])(verifies("sign-in.authorize", "%s is sent back to the app with %s %s"), async (_, changes, error) => {
    const end = await openBrowser().open((await sharedApp).authorize(changes));
    const back = new URL(end.url);
    expect([end.status, `${back.origin}${back.pathname}`]).toEqual([0, app]);
    const answer = new URLSearchParams(back.search || back.hash.slice(1));
    expect(Object.fromEntries(answer)).toEqual({
      error,
      error_description: expect.any(String),
      state: "state-1",
      iss: issuer,
    });
  });

  it.each<readonly [string, Record<string, string>, string]>([
    ["another path", { redirect_uri: `${app}/x` }, "another address than it registered"],
    ["another host", { redirect_uri: "https://evil.example/callback" }, "another address than it registered"],
    ["another name of loopback", { redirect_uri: "http://localhost:33418/callback" }, "another address"],
    ["an app that is not known", { client_id: "app-unknown" }, "does not know the app"],
    ["a client of the file", { client_id: "robot" }, "another address than it registered"],
  ])(verifies("sign-in.redirect", "for %s goes nowhere: a page says why"), async (_, changes, sentence) => {
    const page = await openBrowser().open((await sharedApp).authorize(changes));
    expect(page.status).toBe(400);
    expect(page.html).toContain(sentence);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page.html).not.toContain("<form");
  });

  it(verifies("sign-in.redirect", "may name any port of the loopback address it registered"), async () => {
    const client = await sharedApp;
    const redirect_uri = "http://127.0.0.1:50123/callback";
    const back = await signIn(client.authorize({ redirect_uri }));
    expect(back.port).toBe("50123");
    await tokensOf(await client.trade(back.searchParams.get("code"), { redirect_uri }));
  });
});

describe("a code", () => {
  const code = async () => (await signIn((await sharedApp).authorize())).searchParams.get("code");

  it.each<readonly [string, Record<string, string>, string]>([
    ["with another verifier", { code_verifier: "x".repeat(43) }, "invalid_grant"],
    ["without its verifier", { code_verifier: "" }, "invalid_grant"],
    ["for another redirect URI", { redirect_uri: "http://127.0.0.1:9/callback" }, "invalid_grant"],
    ["for another gateway", { resource: "http://127.0.0.1/gateways/x/mcp" }, "invalid_target"],
    ["by another client", { client_id: "robot", client_secret: "robot-secret" }, "invalid_request"],
  ])(verifies("sign-in.code", "brings nothing %s (%j): %s"), async (_, changes, error) => {
    const answer = await (await sharedApp).trade(await code(), changes);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, error]);
  });

  it(
    verifies("sign-in.code", "brings nothing a second time, and what it brought cannot be refreshed"),
    async () => {
      const client = await sharedApp;
      const once = await code();
      const { refresh_token = "" } = await tokensOf(await client.trade(once));
      expect(await (await client.trade(once)).json()).toMatchObject({ error: "invalid_grant" });
      expect(await (await refresh(client, refresh_token)).json()).toMatchObject({ error: "invalid_grant" });
    },
  );
});

const refresh = ({ clientId }: App, refresh_token: string) =>
  token({ grant_type: "refresh_token", client_id: clientId, refresh_token, resource: gatewayUrl });

describe("a refresh token", () => {
  it(verifies("sign-in.refresh", "brings the person's token once, and a new refresh token"), async () => {
    const client = await sharedApp;
    const back = await signIn(client.authorize());
    const first = await tokensOf(await client.trade(back.searchParams.get("code")));
    const second = await tokensOf(await refresh(client, first.refresh_token ?? ""));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(decodeJwt(second.access_token)).toMatchObject({
      aud: [gatewayUrl, "toolgate"],
      username: "alice",
      department: "finance",
    });
    expect(await (await refresh(client, first.refresh_token ?? "")).json()).toMatchObject({
      error: "invalid_grant",
    });
    // Somebody has a copy: both are out.
    expect(await (await refresh(client, second.refresh_token ?? "")).json()).toMatchObject({
      error: "invalid_grant",
    });
  });

  it(verifies("sign-in.refresh", "is not given to an app that did not register for it"), async () => {
    const client = await registerApp({ grant_types: ["authorization_code"] });
    const back = await signIn(client.authorize());
    const tokens = await tokensOf(await client.trade(back.searchParams.get("code")));
    expect(tokens).not.toHaveProperty("refresh_token");
  });
});

describe("the sign-in page", () => {
  const open = async (changes: Record<string, string | undefined> = {}) => {
    const browser = openBrowser();
    return { browser, form: await browser.open((await sharedApp).authorize(changes)) };
  };

  it(
    verifies("sign-in.page", "loads nothing, runs nothing, is framed by nobody and is not kept"),
    async () => {
      const { browser, form } = await open();
      const consent = await browser.submit(form, {
        username: "alice",
        password: "wonder land",
        action: "sign-in",
      });
      for (const { html, headers } of [form, consent]) {
        const style = /<style>(.*)<\/style>/s.exec(html)?.[1] ?? "";
        const hash = createHash("sha256").update(style).digest("base64");
        expect(headers.get("content-security-policy")).toBe(
          `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' http://127.0.0.1:33418; frame-ancestors 'none'; base-uri 'none'`,
        );
        expect(headers.get("x-frame-options")).toBe("DENY");
        expect(headers.get("cache-control")).toBe("no-store");
        expect(headers.get("referrer-policy")).toBe("same-origin");
        expect(html).not.toMatch(/<script|<img|<link|src=|href=|url\(|@import|\son\w+=/i);
        expect(html).toContain('<html lang="en">');
        expect(html).toContain("(prefers-color-scheme: dark)");
        expect(html).toContain("Example &lt;app&gt;");
        expect(html).toContain("Refunds");
      }
      expect(form.html).toContain('<label for="username">');
      expect(form.html).toContain('<label for="password">');
      expect(consent.html).toContain("<bdi>alice</bdi>");
      expect(consent.html).toContain("an app on this computer (<bdi>127.0.0.1:33418</bdi>)");
    },
  );

  it(verifies("sign-in.password", "does not say whether the name or the password was wrong"), async () => {
    const answers: Visit[] = [];
    for (const username of ["alice", "nobody"]) {
      const { browser, form } = await open();
      answers.push(await browser.submit(form, { username, password: '"><b>x', action: "sign-in" }));
    }
    const [known, unknown] = answers.map(({ status, html }) => ({ status, html }));
    expect(known?.status).toBe(422);
    expect(known?.html).toContain(
      '<p class="wrong" id="problem" role="alert">The user name or the password is wrong.</p>',
    );
    expect(known?.html).not.toContain("<b>x");
    expect({ ...unknown, html: unknown?.html.replace("nobody", "alice") }).toEqual(known);
  });

  it(verifies("sign-in.password", "takes the right password after a wrong one"), async () => {
    const { browser, form } = await open();
    const again = await browser.submit(form, { username: "alice", password: "x", action: "sign-in" });
    expect(again.html).toContain('value="alice"');
    const consent = await browser.submit(again, {
      username: "alice",
      password: "wonder land",
      action: "sign-in",
    });
    expect(consent.html).toContain("Allow access?");
  });

  it.each(["sign-in", "consent"])(
    verifies("sign-in.cancel", "sends the person back without a code when cancelled at %s"),
    async (step) => {
      const { browser, form } = await open();
      const at =
        step === "sign-in"
          ? form
          : await browser.submit(form, { username: "alice", password: "wonder land", action: "sign-in" });
      const back = new URL((await browser.submit(at, { action: "cancel" })).url);
      expect(Object.fromEntries(back.searchParams)).toEqual({
        error: "access_denied",
        error_description: "the person cancelled the sign-in",
        state: "state-1",
        iss: issuer,
      });
    },
  );

  it(verifies("sign-in.csrf", "takes a form only from the browser that it was shown in"), async () => {
    const { browser, form } = await open();
    const fields = { username: "alice", password: "wonder land", action: "sign-in" };
    for (const stranger of [openBrowser(), (await open()).browser]) {
      const refused = await stranger.submit(form, fields);
      expect(refused.status).toBe(400);
      expect(refused.html).toContain("This sign-in has ended");
    }
    expect((await browser.submit(form, fields)).html).toContain("Allow access?");
  });

  it(
    verifies("sign-in.csrf", "takes its own form only: consent cannot come before the password"),
    async () => {
      const { browser, form } = await open();
      for (const action of ["allow", "", "constructor"]) {
        const refused = await browser.submit(form, { action, username: "alice" });
        expect([refused.status, refused.html.includes("Nothing was done")]).toEqual([400, true]);
      }
    },
  );

  it.each<readonly [string, string, number]>([
    ["own", "", 200],
    ["another port's", "http://127.0.0.1:3000", 403],
    ["a web page's", "https://evil.example", 403],
    ["a hidden", "null", 403],
  ])(verifies("sign-in.origin", "answers a form of %s origin (%s) with %i"), async (_, origin, status) => {
    const { browser, form } = await open();
    const fields = { username: "alice", password: "wonder land", action: "sign-in" };
    const answer = await browser.submit(form, fields, { origin: origin || new URL(issuer).origin });
    expect(answer.status).toBe(status);
  });

  it(verifies("sign-in.origin", "and registration and tokens are not for other origins either"), async () => {
    const headers = { origin: "https://evil.example" };
    expect((await register({ redirect_uris: [app] }, headers)).status).toBe(403);
    expect((await token({ grant_type: "authorization_code" }, headers)).status).toBe(403);
  });

  it(
    verifies("sign-in.page", "an address without a page says so to people, and to programs as before"),
    async () => {
      const visit = await openBrowser().open(`${issuer}/`);
      expect([visit.status, visit.html.includes("<h1>There is no page here</h1>")]).toEqual([404, true]);
      const answer = await fetch(`${issuer}/`, { headers: { accept: "*/*" } });
      expect([answer.status, await answer.text()]).toEqual([404, "Not Found"]);
    },
  );

  it(verifies("sign-in.page", "who mistyped the password goes on in its field, the name kept"), async () => {
    const { browser, form } = await open();
    expect(form.html).toMatch(/<input id="username"[^>]* autofocus>/);
    const again = await browser.submit(form, { username: "alice", password: "x", action: "sign-in" });
    expect(again.html).toMatch(/<input id="username"[^>]* value="alice"[^>]* aria-invalid="true">/);
    expect(again.html).toMatch(
      /<input id="password"[^>]* aria-describedby="problem" aria-invalid="true" autofocus>/,
    );
  });

  it(verifies("sign-in.password", "is shown every time, and somebody else may sign in then"), async () => {
    const client = await sharedApp;
    const browser = openBrowser();
    for (const [username, password] of [
      ["alice", "wonder land"],
      ["alice", "wonder land"],
      ["bob", "builder"],
    ] as const) {
      const form = await browser.open(client.authorize());
      expect(form.html).toContain("<h1>Sign in</h1>");
      const consent = await browser.submit(form, { username, password, action: "sign-in" });
      expect(consent.html).toContain(`<bdi>${username}</bdi>`);
      const back = new URL((await browser.submit(consent, { action: "allow" })).url);
      const { access_token } = await tokensOf(await client.trade(back.searchParams.get("code")));
      expect(decodeJwt(access_token)).toMatchObject({ username });
    }
  });

  it(verifies("sign-in.parallel", "serves two apps at once in one browser"), async () => {
    const client = await sharedApp;
    const browser = openBrowser();
    const fields = { username: "alice", password: "wonder land", action: "sign-in" };
    const forms = [await browser.open(client.authorize()), await browser.open(client.authorize())];
    const consents: Visit[] = [];
    for (const form of forms) consents.push(await browser.submit(form, fields));
    for (const consent of consents) {
      const back = new URL((await browser.submit(consent, { action: "allow" })).url);
      await tokensOf(await client.trade(back.searchParams.get("code")));
    }
  });
});

describe("a signed-in person's token", () => {
  const alice = (changes: Record<string, string | undefined> = {}) =>
    accessToken("alice", "wonder land", changes);
  const statusAt = async (gateway: CreateGatewayCommandOutput, bearer: string) =>
    (await rpc(String(gateway.gatewayUrl), bearer, "tools/list")).status;

  it(verifies("sign-in.audience", "is for the gateway that the app named, and for `toolgate`"), async () => {
    const own = await createGateway("Own", {});
    await update(own, { allowedAudience: [String(own.gatewayUrl)] });
    const shared = await createGateway("Shared", { allowedAudience: ["toolgate"] });
    const closed = await createGateway("Closed", { allowedAudience: ["elsewhere"] });
    const robots = await createGateway("Robots", { allowedClients: ["robot"] });
    const forOwn = await alice({ resource: String(own.gatewayUrl) });
    const forShared = await alice({ resource: String(shared.gatewayUrl) });
    const gateways = [own, shared, closed, robots];
    expect(await Promise.all(gateways.map((gateway) => statusAt(gateway, forOwn)))).toEqual([
      200, 200, 401, 401,
    ]);
    expect(await Promise.all(gateways.map((gateway) => statusAt(gateway, forShared)))).toEqual([
      401, 200, 401, 401,
    ]);
  });

  it(
    verifies("sign-in.audience", "names the gateway by its address, whichever name of loopback was used"),
    async () => {
      const resource = gatewayUrl.replace("127.0.0.1", "localhost");
      expect(decodeJwt(await alice({ resource })).aud).toEqual([gatewayUrl, "toolgate"]);
    },
  );

  it(verifies("sign-in.audience", "is for `toolgate` alone when the app named no gateway"), async () => {
    const client = await sharedApp;
    const back = await signIn(client.authorize({ resource: undefined }));
    const form = { grant_type: "authorization_code", client_id: client.clientId, redirect_uri: app };
    const code = back.searchParams.get("code") ?? "";
    const { access_token } = await tokensOf(await token({ ...form, code, code_verifier: client.verifier }));
    expect(decodeJwt(access_token).aud).toBe("toolgate");
  });

  it.each<readonly [string, string, string, string | undefined]>([
    ["alice", "wonder land", "pay:write", "pay:write"],
    ["alice", "wonder land", "openid profile pay:write pay:admin", "pay:write"],
    ["alice", "wonder land", "pay:admin", undefined],
    ["bob", "builder", "pay:write", undefined],
  ])(
    verifies("sign-in.scopes", "of %s (%s), asked for %j, has the scope %s"),
    async (username, password, scope, granted) => {
      expect(decodeJwt(await accessToken(username, password, { scope })).scope).toBe(granted);
    },
  );

  it(verifies("sign-in.scopes", "has what the gateway advertises, if the person holds it"), async () => {
    const scoped = await createGateway("Scoped", { allowedScopes: ["pay:write"] });
    const url = new URL(String(scoped.gatewayUrl));
    for (const [username, password, status] of [
      ["alice", "wonder land", 200],
      ["bob", "builder", 403],
    ] as const) {
      const { kept, provider } = appMemory(app);
      const transport = new StreamableHTTPClientTransport(url, { authProvider: provider });
      await expect(new Client({ name: "v1", version: "1" }).connect(transport)).rejects.toThrow();
      expect(kept.sentTo?.searchParams.get("scope")).toBe("pay:write");
      const back = await signIn(String(kept.sentTo), username, password);
      await transport.finishAuth(back.searchParams.get("code") ?? "");
      expect(await statusAt(scoped, kept.tokens?.access_token ?? "")).toBe(status);
    }
  });

  it(verifies("sign-in.id-token", "is all that an app gets: no ID token could be taken for it"), async () => {
    const client = await sharedApp;
    const back = await signIn(client.authorize({ scope: "openid" }), "bob", "builder");
    const tokens = await tokensOf(await client.trade(back.searchParams.get("code")));
    expect(tokens).not.toHaveProperty("id_token");
    expect(decodeJwt(tokens.access_token)).toMatchObject({ sub: "u-2", username: "bob" });
  });

  it(verifies("sign-in.cache.forget", "is verified anew once the gateway was updated"), async () => {
    const changing = await createGateway("Changing", {});
    const bearer = await alice({ resource: String(changing.gatewayUrl) });
    for (let call = 0; call < 3; call += 1) expect(await statusAt(changing, bearer)).toBe(200);
    await update(changing, { allowedAudience: ["elsewhere"] });
    expect(await statusAt(changing, bearer)).toBe(401);
    await update(changing, {});
    expect(await toolNames(String(changing.gatewayUrl), bearer)).toEqual(["Shop___lookup", "Shop___refund"]);
  });
});
