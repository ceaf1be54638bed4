/** The built-in identity provider on a real port, and our own verifier as its first customer. */
import { createHash } from "node:crypto";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createIdentityProvider,
  createJwtVerifier,
  createOutbound,
  createSealer,
  type IdentityProvider,
  identityProviderRefusal,
  readIdentities,
} from "@toolgate/server";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { verifies } from "./verifies.ts";

const identities = readIdentities(
  {
    clients: [
      {
        client_id: "refund-agent",
        client_secret: "agent-secret",
        scopes: ["pay:read", "pay:write"],
        claims: { username: "refund-agent", role: "manager", groups: ["eng", "ops"] },
      },
      { client_id: "other", client_secret: "other-secret", audience: "tools", claims: { sub: "service-7" } },
    ],
    users: [
      { username: "alice", password: "wonder", claims: { department: "finance", limit: 500 } },
      { username: "bob", password: "builder", claims: { sub: "u-1", username: "Bob B.", role: "eng" } },
      { username: "mallory", password: "m", claims: { sub: "u-1" } },
    ],
  },
  {},
);

let folder: string;
const closing: (() => Promise<unknown>)[] = [];
const failures: unknown[] = [];
let now = Date.UTC(2026, 0, 1);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "toolgate-idp-"));
  failures.length = 0;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
  await rm(folder, { recursive: true });
  expect(failures).toEqual([]);
});

const sealedWith = (byte: number) => createSealer(() => Buffer.alloc(32, byte));

const make = (issuer: string, sealer = sealedWith(1)) =>
  createIdentityProvider({
    sealer,
    issuer,
    identities,
    dataFolder: folder,
    gatewayAt: () => undefined,
    clock: { now: () => now },
    onError: (error) => failures.push(error),
  });

async function start(): Promise<IdentityProvider> {
  let provider: IdentityProvider | undefined;
  const server = createServer((request, response) => provider?.handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  provider = await make(`http://127.0.0.1:${(server.address() as AddressInfo).port}/idp`);
  return provider;
}

function post(idp: IdentityProvider, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${idp.issuer}/token`, { method: "POST", headers, body: new URLSearchParams(form) });
}

const agent = { client_id: "refund-agent", client_secret: "agent-secret" };

async function tokenFrom(answer: Response): Promise<string> {
  const body = (await answer.json()) as { access_token?: string };
  expect({ status: answer.status, body }).toMatchObject({ status: 200, body: { token_type: "Bearer" } });
  return body.access_token ?? "";
}

describe("discovery", () => {
  it(
    verifies("auth.idp.discovery", "is where the issuer says, and the keys are the public ones"),
    async () => {
      const idp = await start();
      expect(idp.discoveryUrl).toBe(`${idp.issuer}/.well-known/openid-configuration`);
      const document = await (await fetch(idp.discoveryUrl)).json();
      expect(document).toMatchObject({
        issuer: idp.issuer,
        token_endpoint: `${idp.issuer}/token`,
        jwks_uri: `${idp.issuer}/jwks`,
        scopes_supported: ["openid", "toolgate", "pay:read", "pay:write"],
      });
      expect((document as { grant_types_supported: string[] }).grant_types_supported).toContain(
        "client_credentials",
      );
      expect(await (await fetch(`${idp.issuer}/jwks`)).json()).toEqual(await idp.jwks());
      expect(Object.keys((await idp.jwks()).keys[0] ?? {}).sort()).toEqual([
        "alg",
        "crv",
        "kid",
        "kty",
        "use",
        "x",
        "y",
      ]);
    },
  );

  it(verifies("auth.idp.loopback", "is answered under loopback names only"), async () => {
    const idp = await start();
    const { port } = new URL(idp.issuer);
    const { request } = await import("node:http");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(
        { port, path: "/idp/jwks", headers: { host: "tools.example.com" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      asked.on("error", reject).end();
    });
    expect(status).toBe(421);
  });
});

describe("client credentials", () => {
  it(
    verifies("auth.idp.client", "bring a token with the client's claims, which the verifier accepts"),
    async () => {
      const idp = await start();
      const token = await tokenFrom(
        await post(idp, { ...agent, grant_type: "client_credentials", scope: "pay:write" }),
      );
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: "ES256", typ: "at+jwt" });
      const outbound = createOutbound({
        allowLoopback: true,
        ownPorts: () => [Number(new URL(idp.issuer).port)],
      });
      closing.push(() => outbound.close());
      const verifier = createJwtVerifier({
        outbound,
        clock: { now: () => Date.now() },
        localIssuers: (url) => (url === idp.discoveryUrl ? idp : undefined),
      });
      const authorizer = {
        discoveryUrl: idp.discoveryUrl,
        allowedAudience: ["toolgate"],
        allowedClients: ["refund-agent"],
        allowedScopes: ["pay:write"],
      };
      expect(await verifier.verify(token, authorizer)).toMatchObject({
        ok: true,
        claims: {
          iss: idp.issuer,
          aud: "toolgate",
          sub: "refund-agent",
          client_id: "refund-agent",
          scope: "pay:write",
          username: "refund-agent",
          role: "manager",
          groups: ["eng", "ops"],
        },
      });
      expect(await verifier.verify(token, { ...authorizer, allowedScopes: ["pay:read"] })).toMatchObject({
        status: 403,
      });
    },
  );

  it(
    verifies(
      "auth.idp.client",
      "are taken in the Authorization header too; audience and sub are as configured",
    ),
    async () => {
      const idp = await start();
      const basic = `Basic ${Buffer.from("other:other-secret").toString("base64")}`;
      const form = { grant_type: "client_credentials", resource: "http://127.0.0.1:4100/gateways/g/mcp" };
      const claims = decodeJwt(await tokenFrom(await post(idp, form, { authorization: basic })));
      expect(claims).toMatchObject({ sub: "service-7", client_id: "other", aud: "tools" });
      expect(claims).not.toHaveProperty("scope");
    },
  );

  it.each<readonly [string, Record<string, string>, number, string]>([
    [
      "a wrong secret",
      { ...agent, client_secret: "x", grant_type: "client_credentials" },
      401,
      "invalid_client",
    ],
    [
      "an unknown client",
      { ...agent, client_id: "x", grant_type: "client_credentials" },
      401,
      "invalid_client",
    ],
    [
      "the scope of another client",
      {
        client_id: "other",
        client_secret: "other-secret",
        grant_type: "client_credentials",
        scope: "pay:write",
      },
      200,
      "no scope",
    ],
    ["a grant that is not built", { ...agent, grant_type: "device_code" }, 400, "unsupported_grant_type"],
  ])(verifies("auth.idp.refuse", "with %s (%j) are answered with %s, %s"), async (_, form, status, error) => {
    const answer = await post(await start(), form);
    const body = (await answer.json()) as { error?: string; scope?: string };
    expect([answer.status, body.error ?? body.scope ?? "no scope"]).toEqual([status, error]);
  });
});

describe("a user's password", () => {
  const asUser = (username: string, password: string) => ({
    ...agent,
    grant_type: "password",
    username,
    password,
  });

  it(verifies("auth.idp.password", "brings a token with the user's claims"), async () => {
    const idp = await start();
    const token = await tokenFrom(
      await post(idp, { ...asUser("alice", "wonder"), scope: "pay:read foreign" }),
    );
    expect(decodeJwt(token)).toMatchObject({
      iss: idp.issuer,
      sub: "alice",
      username: "alice",
      department: "finance",
      limit: 500,
      client_id: "refund-agent",
      scope: "pay:read",
      aud: "toolgate",
    });
    expect(decodeJwt(token)).not.toHaveProperty("role");
  });

  it(
    verifies("auth.idp.password", "of one of two users with the same sub brings that user's claims"),
    async () => {
      const idp = await start();
      const bob = decodeJwt(await tokenFrom(await post(idp, asUser("bob", "builder"))));
      expect(bob).toMatchObject({ sub: "u-1", username: "Bob B.", role: "eng" });
      const mallory = decodeJwt(await tokenFrom(await post(idp, asUser("mallory", "m"))));
      expect(mallory).toMatchObject({ sub: "u-1", username: "mallory" });
      expect(mallory).not.toHaveProperty("role");
    },
  );

  it.each<readonly [string, Record<string, string>, string]>([
    ["is wrong", asUser("alice", "x"), "invalid_grant"],
    ["is of nobody", asUser("nobody", "wonder"), "invalid_grant"],
    ["is empty, of nobody", asUser("nobody", ""), "invalid_request"],
    ["is missing", { ...agent, grant_type: "password", username: "alice" }, "invalid_request"],
  ])(verifies("auth.idp.refuse", "that %s (%j) is answered with %s"), async (_, form, error) => {
    const answer = await post(await start(), form);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, error]);
  });
});

describe("apps that register themselves", () => {
  const app = "http://127.0.0.1:8090/callback";
  const register = async (idp: IdentityProvider) => {
    const answer = await fetch(`${idp.issuer}/reg`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        redirect_uris: [app],
        grant_types: ["authorization_code", "refresh_token"],
      }),
    });
    const { client_id = "" } = (await answer.json()) as { client_id?: string };
    return { status: answer.status, retryAfter: answer.headers.get("retry-after"), client_id };
  };
  const authorizeUrl = (idp: IdentityProvider, client_id: string, code_challenge = "x".repeat(43)) => {
    const pkce = { code_challenge, code_challenge_method: "S256" };
    const params = { client_id, redirect_uri: app, response_type: "code", ...pkce };
    return `${idp.issuer}/auth?${new URLSearchParams(params)}`;
  };

  it(verifies("sign-in.limits", "are at most 30 a minute"), async () => {
    const idp = await start();
    for (let count = 0; count < 30; count += 1) expect((await register(idp)).status).toBe(201);
    now += 59_000;
    expect(await register(idp)).toMatchObject({ status: 429, retryAfter: "1" });
    now += 1_000;
    expect((await register(idp)).status).toBe(201);
  });

  it(verifies("sign-in.registration.kept", "are known after a restart"), async () => {
    const { client_id } = await register(await start());
    const page = await openBrowser().open(authorizeUrl(await start(), client_id));
    expect([page.status, page.html.includes("<h1>Sign in</h1>")]).toEqual([200, true]);
  });

  it(
    verifies("sign-in.limits", "bring people who may be wrong about a password 20 times a minute"),
    async () => {
      const idp = await start();
      const { client_id } = await register(idp);
      const browser = openBrowser();
      const form = await browser.open(authorizeUrl(idp, client_id));
      const attempt = (password: string) =>
        browser.submit(form, { username: "alice", password, action: "sign-in" });
      for (let count = 0; count < 20; count += 1) expect((await attempt("x")).status).toBe(422);
      const refused = await attempt("wonder");
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
      expect(refused.html).toContain("There were too many wrong passwords. Try again in 60 seconds.");
      now += 60_000;
      expect((await attempt("wonder")).html).toContain("Allow access?");
    },
  );

  it(
    verifies("sign-in.refresh", "are used for 14 days by one sign-in, and are worth keeping from then on"),
    async () => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 0, 1) });
      const idp = await start();
      const { client_id } = await register(idp);
      const stored = async () => JSON.parse(await readFile(join(folder, "idp-clients.json"), "utf8")).clients;
      expect(await stored()).toMatchObject([{ client_id, used: false }]);
      const verifier = "v".repeat(43);
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      const browser = openBrowser();
      const form = await browser.open(authorizeUrl(idp, client_id, challenge));
      const fields = { username: "alice", password: "wonder", action: "sign-in" };
      const end = await browser.submit(await browser.submit(form, fields), { action: "allow" });
      expect(await stored()).toMatchObject([{ client_id, used: true }]);
      const code = new URL(end.url).searchParams.get("code") ?? "";
      const grant = { grant_type: "authorization_code", code, redirect_uri: app, code_verifier: verifier };
      const tokensOf = async (form: Record<string, string>) =>
        (await (await post(idp, { client_id, ...form })).json()) as { refresh_token: string };
      let tokens = await tokensOf(grant);
      for (const minutes of [20, 14 * 24 * 60 - 30]) {
        vi.setSystemTime(Date.now() + minutes * 60_000);
        const { refresh_token } = tokens;
        tokens = await tokensOf({ grant_type: "refresh_token", refresh_token });
        expect(tokens).toMatchObject({ refresh_token: expect.any(String) });
      }
      vi.setSystemTime(Date.now() + 10 * 60_000);
      const { refresh_token } = tokens;
      const late = await tokensOf({ grant_type: "refresh_token", refresh_token });
      expect(late).toMatchObject({ error: "invalid_grant" });
    },
  );

  it.each<readonly [string, string]>([
    ["GET", "/reg"],
    ["PUT", "/interaction/x"],
  ])(verifies("sign-in.registration.refuse", "are not answered at %s %s"), async (method, path) => {
    expect((await fetch(`${(await start()).issuer}${path}`, { method })).status).toBe(405);
  });

  it(verifies("sign-in.csrf", "send nobody to a sign-in that was not begun"), async () => {
    const page = await openBrowser().open(`${(await start()).issuer}/interaction/x`);
    expect([page.status, page.html.includes("This sign-in has ended")]).toEqual([400, true]);
  });
});

describe("keys", () => {
  const issuer = "http://127.0.0.1:4100/idp";

  it(
    verifies("auth.idp.keys", "are random per data folder, kept over restarts, and the owner's only"),
    async () => {
      const jwks = await (await make(issuer)).jwks();
      expect(await (await make(issuer)).jwks()).toEqual(jwks);
      expect((await stat(join(folder, "idp-keys.json"))).mode & 0o777).toBe(0o600);
      await rm(join(folder, "idp-keys.json"));
      expect(await (await make(issuer)).jwks()).not.toEqual(jwks);
    },
  );

  it(
    verifies("auth.idp.keys", "that others may read, or that are damaged, are refused with the cure"),
    async () => {
      await make(issuer);
      const path = join(folder, "idp-keys.json");
      await chmod(path, 0o644);
      await expect(make(issuer)).rejects.toThrow(
        `${path} holds private keys and others may read it. Run chmod 600 ${path}, or delete it to get new keys.`,
      );
      await chmod(path, 0o600);
      await writeFile(path, (await readFile(path, "utf8")).slice(0, 40));
      await expect(make(issuer)).rejects.toThrow(
        `${path} is not a key file of Toolgate. Restore it, or delete it to get new keys.`,
      );
    },
  );

  it(
    verifies("secrets.idp", "are sealed, those of an older file too, and open with their key alone"),
    async () => {
      const jwks = await (await make(issuer)).jwks();
      const path = join(folder, "idp-keys.json");
      const { sealed, ...rest } = JSON.parse(await readFile(path, "utf8"));
      expect(rest).toEqual({ version: 2 });
      const clear = sealedWith(1).open(sealed, "identity provider keys");
      await writeFile(path, clear);
      expect(await (await make(issuer)).jwks()).toEqual(jwks);
      const { signingKeys, cookieSecrets } = JSON.parse(clear);
      const text = await readFile(path, "utf8");
      expect([text.includes(signingKeys[0].d), text.includes(cookieSecrets[0])]).toEqual([false, false]);
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      await expect(make(issuer, sealedWith(2))).rejects.toThrow(
        `${path} cannot be opened. A secret (identity provider keys) does not open with this key`,
      );
    },
  );

  it(verifies("auth.idp.loopback", "are not even made for an issuer off loopback"), async () => {
    await expect(make("http://192.0.2.7:4100/idp")).rejects.toThrow(
      'The built-in identity provider never listens off loopback, and "192.0.2.7" is not loopback. Listen on 127.0.0.1, or use an identity provider of your own.',
    );
    expect(["127.0.0.1", "localhost", "::1"].map(identityProviderRefusal)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(
      ["0.0.0.0", "::", "10.0.0.1", "tools.example.com"].filter((host) => !identityProviderRefusal(host)),
    ).toEqual([]);
  });
});

it(verifies("auth.idp.quiet", "the identity provider prints nothing"), async () => {
  const spies = (["log", "info", "warn", "error"] as const).map((name) => vi.spyOn(console, name));
  const idp = await start();
  await post(idp, { ...agent, grant_type: "client_credentials" });
  await fetch(`${idp.issuer}/nothing-here`);
  await fetch(`${idp.issuer}/auth?client_id=x`);
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
  for (const spy of spies) spy.mockRestore();
});
