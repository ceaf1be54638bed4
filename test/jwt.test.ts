/** Inbound tokens against a real issuer on loopback: node:http, keys made here. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createJwtVerifier, createOutbound, type OutboundOptions } from "@toolgate/server";
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { verifies } from "./verifies.ts";

const now = Date.UTC(2026, 0, 1);
const seconds = now / 1000;
const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0).reverse()) await close();
});

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

async function makeKey(kid: string, alg = "ES256"): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

let first: Key;
let second: Key;
let rsa: Key;
beforeAll(async () => {
  first = await makeKey("first");
  second = await makeKey("second");
  rsa = await makeKey("rsa", "RS256");
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function listen(handler: Handler): Promise<string> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An issuer whose keys can change; counts what it is asked. */
async function startIssuer(keys: () => readonly Key[] = () => [first, rsa]) {
  const asked = { discovery: 0, keys: 0 };
  const issuer = await listen((request, response) => {
    response.setHeader("content-type", "application/json");
    if (request.url === "/.well-known/openid-configuration") {
      asked.discovery += 1;
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
    } else {
      asked.keys += 1;
      response.end(JSON.stringify({ keys: keys().map(({ jwk }) => jwk) }));
    }
  });
  return { issuer, discoveryUrl: `${issuer}/.well-known/openid-configuration`, asked };
}

function makeVerifier(outboundOptions: Partial<OutboundOptions> = {}, times: { keysMaxAgeMs?: number } = {}) {
  const outbound = createOutbound({ allowLoopback: true, ownPorts: () => [], ...outboundOptions });
  closing.push(() => outbound.close());
  return createJwtVerifier({ outbound, clock: { now: () => now }, ...times });
}

function tokenOf(
  issuer: string,
  claims: Record<string, unknown> = {},
  key: Key = first,
  header: object = {},
) {
  const alg = key.jwk.alg ?? "ES256";
  return new SignJWT({ iss: issuer, sub: "alice", exp: seconds + 60, ...claims })
    .setProtectedHeader({ alg, kid: key.kid, ...header })
    .sign(key.privateKey, { crit: { x: true } });
}

/** Flips a bit in the middle, where every bit counts. */
function tampered(token: string, part: 1 | 2): string {
  const parts = token.split(".");
  const bytes = Buffer.from(parts[part] ?? "", "base64url");
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  parts[part] = bytes.toString("base64url");
  return parts.join(".");
}

describe("a token", () => {
  it(verifies("auth.jwt.accept", "of the issuer is accepted and its claims are handed on"), async () => {
    const { issuer, discoveryUrl } = await startIssuer();
    const verifier = makeVerifier();
    const claims = {
      aud: ["tools"],
      client_id: "refund-agent",
      scope: "pay:read pay:write",
      groups: ["eng"],
    };
    const authorizer = {
      discoveryUrl,
      allowedAudience: ["tools"],
      allowedClients: ["refund-agent"],
      allowedScopes: ["pay:write"],
      customClaims: [
        {
          inboundTokenClaimName: "groups",
          inboundTokenClaimValueType: "STRING_ARRAY",
          authorizingClaimMatchValue: {
            claimMatchOperator: "CONTAINS",
            claimMatchValue: { matchValueString: "eng" },
          },
        },
      ],
    } as const;
    for (const key of [first, rsa]) {
      expect(await verifier.verify(await tokenOf(issuer, claims, key), authorizer)).toEqual({
        ok: true,
        claims: { iss: issuer, sub: "alice", exp: seconds + 60, ...claims },
      });
    }
    expect(await verifier.issuer(authorizer)).toBe(issuer);
  });

  it.each<readonly [string, Record<string, unknown>, object, 401 | 403 | undefined]>([
    ["with nothing but issuer and expiry", {}, {}, undefined],
    ["of another issuer", { iss: "https://other.example" }, {}, 401],
    ["of the issuer with a slash more", { iss: "SLASH" }, {}, 401],
    ["without an issuer", { iss: undefined }, {}, 401],
    ["without an expiry", { exp: undefined }, {}, 401],
    ["with an expiry that is text", { exp: `${seconds + 60}` }, {}, 401],
    ["that expired 29 seconds ago", { exp: seconds - 29 }, {}, undefined],
    ["that expired 30 seconds ago", { exp: seconds - 30 }, {}, 401],
    ["that begins in 30 seconds", { nbf: seconds + 30 }, {}, undefined],
    ["that begins in 31 seconds", { nbf: seconds + 31 }, {}, 401],
    ["of another audience", { aud: "other" }, { allowedAudience: ["tools"] }, 401],
    ["without an audience", {}, { allowedAudience: ["tools"] }, 401],
    ["of another client", { client_id: "other" }, { allowedClients: ["refund-agent"] }, 401],
    ["without a scope that is allowed", { scope: "pay:read" }, { allowedScopes: ["pay:write"] }, 403],
    ["that expired and lacks a scope", { exp: seconds - 99 }, { allowedScopes: ["pay:write"] }, 401],
  ])(
    verifies("auth.jwt.checks", "%s (%j, under %j) is answered with %s"),
    async (_, claims, rules, status) => {
      const { issuer, discoveryUrl } = await startIssuer();
      const given = claims.iss === "SLASH" ? { ...claims, iss: `${issuer}/` } : claims;
      const verdict = await makeVerifier().verify(await tokenOf(issuer, given), { discoveryUrl, ...rules });
      expect(verdict.ok ? undefined : verdict.status).toBe(status);
    },
  );

  it.each<readonly [string, (issuer: string) => Promise<string> | string]>([
    ["without a signature (alg none)", (iss) => new UnsecuredJWT({ iss, exp: seconds + 60 }).encode()],
    [
      "signed by HS256 with the public key as the secret",
      async (iss) =>
        new SignJWT({ iss, exp: seconds + 60 })
          .setProtectedHeader({ alg: "HS256", kid: "rsa" })
          .sign(new TextEncoder().encode(await exportSPKI(rsa.publicKey))),
    ],
    [
      "signed by a key that is not the issuer's, under its key id",
      (iss) => tokenOf(iss, {}, { ...second, kid: "first" }),
    ],
    ["signed by a key of an unknown id", (iss) => tokenOf(iss, {}, second)],
    ["whose claims were changed", async (iss) => tampered(await tokenOf(iss), 1)],
    ["whose signature was changed", async (iss) => tampered(await tokenOf(iss), 2)],
    ["that marks an unknown header as critical", (iss) => tokenOf(iss, {}, first, { crit: ["x"], x: 1 })],
    ["that is a logout token", (iss) => tokenOf(iss, {}, first, { typ: "logout+jwt" })],
    ["longer than 16 KiB", (iss) => tokenOf(iss, { note: "x".repeat(16 * 1024) })],
    ["that is no JWT", () => "abc"],
    ["that is empty", () => ""],
  ])(verifies("auth.jwt.signature", "%s is refused with 401"), async (_, make) => {
    const { issuer, discoveryUrl } = await startIssuer();
    const verdict = await makeVerifier().verify(await make(issuer), { discoveryUrl });
    expect(verdict).toMatchObject({ ok: false, status: 401 });
  });

  it(
    verifies("auth.jwt.signature", "is refused for its algorithm before any key is looked for"),
    async () => {
      const { issuer, discoveryUrl, asked } = await startIssuer();
      const token = await new SignJWT({ iss: issuer, exp: seconds + 60 })
        .setProtectedHeader({ alg: "HS256", kid: "rsa" })
        .sign(new Uint8Array(32));
      expect(await makeVerifier().verify(token, { discoveryUrl })).toEqual({
        ok: false,
        status: 401,
        why: '"alg" (Algorithm) Header Parameter value not allowed',
      });
      expect(asked).toEqual({ discovery: 1, keys: 0 });
    },
  );

  it.each(["JWT", "at+jwt", "application/at+jwt"])(
    verifies("auth.jwt.signature", "of the type %s is accepted"),
    async (typ) => {
      const { issuer, discoveryUrl } = await startIssuer();
      const token = await tokenOf(issuer, {}, first, { typ });
      expect(await makeVerifier().verify(token, { discoveryUrl })).toMatchObject({ ok: true });
    },
  );
});

describe("keys", () => {
  it(
    verifies("auth.jwt.rotation", "that appear are found at once, and at most every 30 seconds"),
    async () => {
      vi.useFakeTimers({ toFake: ["Date"], now });
      let keys = [first];
      const { issuer, discoveryUrl, asked } = await startIssuer(() => keys);
      const verifier = makeVerifier();
      const good = async (key: Key) =>
        (await verifier.verify(await tokenOf(issuer, {}, key), { discoveryUrl })).ok;
      expect(await good(first)).toBe(true);
      keys = [first, second];
      expect(await good(second)).toBe(false);
      expect(asked.keys).toBe(1);
      vi.setSystemTime(now + 30_000);
      expect(await good(second)).toBe(true);
      expect(asked).toEqual({ discovery: 1, keys: 2 });
    },
  );

  it(
    verifies("sign-in.cache.keys", "have a version, which changes with them and not with their order"),
    async () => {
      vi.useFakeTimers({ toFake: ["Date"], now });
      let keys = [first, second];
      const { issuer, discoveryUrl } = await startIssuer(() => keys);
      const verifier = makeVerifier({}, { keysMaxAgeMs: 1_000 });
      const token = await tokenOf(issuer);
      const versions = [verifier.keysVersion({ discoveryUrl })];
      for (const listed of [[first, second], [second, first], [first], [first, rsa]]) {
        keys = listed;
        vi.setSystemTime(Date.now() + 1_000);
        expect(await verifier.verify(token, { discoveryUrl })).toMatchObject({ ok: true });
        versions.push(verifier.keysVersion({ discoveryUrl }));
      }
      const distinct = [...new Set(versions)];
      expect(versions.map((version) => distinct.indexOf(version))).toEqual([0, 1, 1, 2, 3]);
      expect(versions[0]).toBeUndefined();
    },
  );

  it(verifies("auth.jwt.rotation", "that are gone are refused once the kept keys are too old"), async () => {
    vi.useFakeTimers({ toFake: ["Date"], now });
    let keys = [first, second];
    const { issuer, discoveryUrl } = await startIssuer(() => keys);
    const verifier = makeVerifier({}, { keysMaxAgeMs: 600_000 });
    const token = await tokenOf(issuer, {}, second);
    expect(await verifier.verify(token, { discoveryUrl })).toMatchObject({ ok: true });
    keys = [first];
    vi.setSystemTime(now + 599_999);
    expect(await verifier.verify(token, { discoveryUrl })).toMatchObject({ ok: true });
    vi.setSystemTime(now + 600_000);
    expect(await verifier.verify(token, { discoveryUrl })).toMatchObject({ ok: false, status: 401 });
  });

  it(
    verifies("auth.jwt.rotation", "that cannot be had are not asked for again with every token"),
    async () => {
      vi.useFakeTimers({ toFake: ["Date"], now });
      let down = true;
      let asked = 0;
      const issuer = await listen((request, response) => {
        if (request.url !== "/jwks")
          return response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/jwks` }));
        asked += 1;
        return down ? response.writeHead(503).end() : response.end(JSON.stringify({ keys: [first.jwk] }));
      });
      const discoveryUrl = `${issuer}/.well-known/openid-configuration`;
      const verifier = makeVerifier();
      const token = await tokenOf(issuer);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        expect(await verifier.verify(token, { discoveryUrl })).toEqual({
          ok: false,
          status: 401,
          why: `Could not fetch ${issuer}/jwks: it answered with status 503`,
        });
      }
      expect(asked).toBe(1);
      down = false;
      vi.setSystemTime(now + 5_000);
      expect(await verifier.verify(token, { discoveryUrl })).toMatchObject({ ok: true });
    },
  );

  it(
    verifies("auth.jwt.discovery-cache", "and discovery are fetched once for many tokens at once"),
    async () => {
      const { issuer, discoveryUrl, asked } = await startIssuer();
      const verifier = makeVerifier();
      const token = await tokenOf(issuer);
      const verdicts = await Promise.all(
        Array.from({ length: 20 }, () => verifier.verify(token, { discoveryUrl })),
      );
      expect(verdicts.every(({ ok }) => ok)).toBe(true);
      expect(asked).toEqual({ discovery: 1, keys: 1 });
    },
  );
});

describe("an issuer", () => {
  const path = "/.well-known/openid-configuration";

  it(verifies("auth.jwt.local", "inside this process is asked without a network hop"), async () => {
    const outbound = createOutbound({ allowLoopback: false, ownPorts: () => [] });
    closing.push(() => outbound.close());
    const discoveryUrl = `http://127.0.0.1:4100/idp${path}`;
    const local = { issuer: "http://127.0.0.1:4100/idp", jwks: async () => ({ keys: [first.jwk] }) };
    const verifier = createJwtVerifier({
      outbound,
      clock: { now: () => now },
      localIssuers: (url) => (url === discoveryUrl ? local : undefined),
    });
    expect(await verifier.verify(await tokenOf(local.issuer), { discoveryUrl })).toMatchObject({ ok: true });
    expect(await verifier.verify(await tokenOf(local.issuer), { discoveryUrl: `${discoveryUrl}?x` })).toEqual(
      {
        ok: false,
        status: 401,
        why: `Could not fetch ${discoveryUrl}: 127.0.0.1 is a loopback address, allowed only while Toolgate itself listens on loopback`,
      },
    );
  });

  it.each<readonly [string, unknown, string]>([
    ["that names no issuer", { jwks_uri: "http://127.0.0.1/jwks" }, "issuer: "],
    ["that names no keys", { issuer: "http://127.0.0.1" }, "jwks_uri: "],
    ["whose keys are a file", { issuer: "http://127.0.0.1", jwks_uri: "file:///etc/passwd" }, "jwks_uri: "],
    ["that is a list", [], "the document: "],
  ])(
    verifies("auth.jwt.discovery", "with a discovery document %s is refused"),
    async (_, document, problem) => {
      const issuer = await listen((_request, response) => response.end(JSON.stringify(document)));
      const verdict = await makeVerifier().verify(await tokenOf(issuer), {
        discoveryUrl: `${issuer}${path}`,
      });
      const start = `The discovery document ${issuer}${path} cannot be used: ${problem}`;
      expect(verdict.ok ? "" : verdict.why.slice(0, start.length)).toBe(start);
    },
  );
});

describe("the outbound client", () => {
  const refusals: readonly (readonly [string, Handler, string])[] = [
    [
      "a redirect",
      (_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
      "it answered with status 302, and redirects are not followed; configure the final URL",
    ],
    ["an error", (_, response) => response.writeHead(404).end(), "it answered with status 404"],
    [
      "a huge answer",
      (_, response) => response.end("x".repeat(2_001)),
      "the answer is larger than 2000 bytes",
    ],
    [
      "a huge answer of unknown length",
      (_, response) => {
        response.write("x".repeat(1_500));
        response.end("x".repeat(1_500));
      },
      "the answer is larger than 2000 bytes",
    ],
    ["an answer that never comes", () => undefined, "no complete answer within 300 ms"],
    [
      "an answer that never ends",
      (_, response) => {
        response.write("{");
      },
      "no complete answer within 300 ms",
    ],
    [
      "an answer that trickles",
      (_, response) => {
        const trickle = setInterval(() => response.write("x".repeat(100)), 50);
        response.on("close", () => clearInterval(trickle));
      },
      "no complete answer within 300 ms",
    ],
  ];
  it.each(refusals)(verifies("auth.outbound.limits", "refuses %s"), async (_, handler, cause) => {
    const base = await listen(handler);
    const outbound = createOutbound({
      allowLoopback: true,
      ownPorts: () => [],
      timeoutMs: 300,
      maxBytes: 2_000,
    });
    closing.push(() => outbound.close());
    expect(await outbound.fetchJson(`${base}/d?secret=1`)).toEqual({
      ok: false,
      cause: `Could not fetch ${base}/d: ${cause}`,
    });
  });

  it(verifies("auth.outbound.limits", "takes an answer of just the allowed size"), async () => {
    const base = await listen((_, response) => response.end(JSON.stringify("x".repeat(1_998))));
    const outbound = createOutbound({ allowLoopback: true, ownPorts: () => [], maxBytes: 2_000 });
    closing.push(() => outbound.close());
    expect(await outbound.fetchJson(base)).toEqual({ ok: true, json: "x".repeat(1_998) });
  });

  it(
    verifies("auth.outbound.rules", "connects to no address that is not allowed, whatever its spelling"),
    async () => {
      let asked = 0;
      const base = await listen((_, response) => {
        asked += 1;
        response.end("{}");
      });
      const { port } = new URL(base);
      const outbound = createOutbound({
        allowLoopback: true,
        ownPorts: () => [Number(port)],
        timeoutMs: 2_000,
      });
      closing.push(() => outbound.close());
      const own = `port ${port} is Toolgate's own; it does not fetch from itself on someone's word`;
      const only = "only public addresses are fetched from";
      for (const [url, cause] of [
        [`http://127.0.0.1:${port}/`, `127.0.0.1 ${own}`],
        [`http://127.1:${port}/`, `127.0.0.1 ${own}`],
        [`http://2130706433:${port}/`, `127.0.0.1 ${own}`],
        [`http://0x7f.1:${port}/`, `127.0.0.1 ${own}`],
        [`http://[::ffff:127.0.0.1]:${port}/`, `::ffff:7f00:1 ${own}`],
        [`http://0.0.0.0:${port}/`, `0.0.0.0 is of the class unspecified; ${only}`],
        ["http://10.0.0.1/", `10.0.0.1 is of the class private; ${only}`],
        ["https://192.168.0.1/", `192.168.0.1 is of the class private; ${only}`],
        ["http://169.254.169.254/latest", `169.254.169.254 is of the class metadata; ${only}`],
        ["http://[fd00:ec2::254]/", `fd00:ec2::254 is of the class metadata; ${only}`],
        ["http://[64:ff9b::a00:1]/", `64:ff9b::a00:1 is of the class private; ${only}`],
      ] as const) {
        const { protocol, host, pathname } = new URL(url);
        const expected = `Could not fetch ${protocol}//${host}${pathname}: ${cause}`;
        expect(await outbound.fetchJson(url)).toEqual({ ok: false, cause: expected });
      }
      expect(asked).toBe(0);
    },
  );

  it(
    verifies("auth.outbound.rebinding", "connects only to addresses that it checked, asking for a name once"),
    async () => {
      const base = await listen((_, response) => response.end('"reached"'));
      const answers = [
        [{ address: "127.0.0.1", family: 4 }],
        [{ address: "10.0.0.1", family: 4 }],
        [
          { address: "127.0.0.1", family: 4 },
          { address: "169.254.169.254", family: 4 },
        ],
      ];
      let lookups = 0;
      const outbound = createOutbound({
        allowLoopback: true,
        ownPorts: () => [],
        resolveAll: (_name, _options, callback) => {
          callback(null, answers[lookups] ?? []);
          lookups += 1;
        },
      });
      closing.push(() => outbound.close());
      const { port } = new URL(base);
      expect(await outbound.fetchJson(`http://a.example:${port}/`)).toEqual({ ok: true, json: "reached" });
      expect(lookups).toBe(1);
      expect(await outbound.fetchJson(`http://b.example:${port}/`)).toEqual({
        ok: false,
        cause: `Could not fetch http://b.example:${port}/: b.example resolves to 10.0.0.1: 10.0.0.1 is of the class private; only public addresses are fetched from`,
      });
      expect(await outbound.fetchJson(`http://c.example:${port}/`)).toEqual({
        ok: false,
        cause: `Could not fetch http://c.example:${port}/: c.example resolves to 169.254.169.254: 169.254.169.254 is of the class metadata; only public addresses are fetched from`,
      });
      expect(lookups).toBe(3);
    },
  );

  it.each([
    ["ftp://example.com/x", "ftp://example.com/x is neither https nor http"],
    ["file:///etc/passwd", "file:///etc/passwd is neither https nor http"],
    ["data:application/json,{}", "data://application/json,{} is neither https nor http"],
    [
      "http://user:secret@example.com/x",
      "http://example.com/x carries a user name or password; URLs must not hold credentials",
    ],
    ["nonsense", '"nonsense" is not a URL'],
    [
      `http://example.com/${"x".repeat(2_048)}`,
      `The URL http://example.com/${"x".repeat(61)}… is longer than 2048 characters`,
    ],
  ])(verifies("auth.outbound.urls", "does not fetch %s"), async (url, cause) => {
    const outbound = createOutbound({ allowLoopback: true, ownPorts: () => [] });
    closing.push(() => outbound.close());
    expect(await outbound.fetchJson(url)).toEqual({ ok: false, cause });
  });

  it("says so when an answer is not JSON", async () => {
    const base = await listen((_, response) => response.end("<html>"));
    const outbound = createOutbound({ allowLoopback: true, ownPorts: () => [] });
    closing.push(() => outbound.close());
    expect(await outbound.fetchJson(`${base}/`)).toEqual({
      ok: false,
      cause: `Could not use the answer of ${base}/: it is not JSON in UTF-8`,
    });
  });
});
