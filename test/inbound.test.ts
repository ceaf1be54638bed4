import { networkInterfaces } from "node:os";
import {
  type CreateGatewayCommandOutput,
  type CustomJWTAuthorizerConfiguration,
  UpdateGatewayCommand,
} from "@aws-sdk/client-bedrock-agentcore-control";
import { createLog, readConfig, startToolgate } from "@toolgate/server";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, rpc, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

let running: RunningToolgate;
let gateway: CreateGatewayCommandOutput;
let url: string;

beforeAll(async () => {
  running = await runToolgate({ idp: true });
  gateway = await running.createGateway("inbound", {});
  url = String(gateway.gatewayUrl);
});

afterAll(() => running.close());

/** Replaces the gateway's authorizer. */
async function authorizer(more: Partial<CustomJWTAuthorizerConfiguration>): Promise<void> {
  await running.aws.send(
    new UpdateGatewayCommand({
      gatewayIdentifier: gateway.gatewayId,
      name: gateway.name,
      roleArn: gateway.roleArn,
      authorizerType: "CUSTOM_JWT",
      authorizerConfiguration: {
        customJWTAuthorizer: { discoveryUrl: running.issuer.discoveryUrl, ...more },
      },
    }),
  );
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = () => ({
  iss: running.issuer.url,
  sub: "mallory",
  exp: Math.floor(Date.now() / 1_000) + 600,
});

describe("a caller who is not let in", () => {
  const refused: [string, string, () => Promise<string | undefined>][] = [
    ["no Authorization header", "Missing Bearer token", async () => undefined],
    ["another scheme", "Missing Bearer token", async () => "Basic dXNlcjpwYXNz"],
    ["no token after Bearer", "Invalid Bearer token", async () => "Bearer"],
    ["what is no token", "Invalid Bearer token", async () => "Bearer abc"],
    [
      "an unsigned token",
      "Invalid Bearer token",
      async () => `Bearer ${base64({ alg: "none" })}.${base64(claims())}.`,
    ],
    [
      "a token signed with a shared secret",
      "Invalid Bearer token",
      async () =>
        `Bearer ${await new SignJWT(claims())
          .setProtectedHeader({ alg: "HS256", kid: "test-key" })
          .sign(new TextEncoder().encode("a secret of thirty-two characters"))}`,
    ],
    [
      "an expired token",
      "Invalid Bearer token",
      async () => `Bearer ${await running.issuer.token({}, "1h ago")}`,
    ],
    [
      "a token whose claims were changed",
      "Invalid Bearer token",
      async () => {
        const [header, , signature] = (await running.issuer.token({})).split(".");
        return `Bearer ${header}.${base64(claims())}.${signature}`;
      },
    ],
    [
      "a token of another issuer",
      "Invalid Bearer token",
      async () => `Bearer ${await running.issuer.token({ iss: "x" }).then(() => tokenOfAnother())}`,
    ],
  ];

  async function tokenOfAnother(): Promise<string> {
    const other = await runToolgate();
    try {
      return await other.issuer.token({});
    } finally {
      await other.close();
    }
  }

  it.each(refused)(
    verifies("gateway.inbound.unauthorized", "with %s is answered with 401 and: %s"),
    async (_, message, header) => {
      const authorization = await header();
      const answer = await rawRequest(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: '{"jsonrpc":"2.0","id":7,"method":"tools/list"}',
      });
      const error = message === "Missing Bearer token" ? "" : 'error="invalid_token", ';
      expect([answer.status, answer.text, answer.headers["www-authenticate"]]).toEqual([
        401,
        `{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"${message}"}}`,
        `Bearer ${error}resource_metadata="${running.toolgate.url}/.well-known/oauth-protected-resource/gateways/${gateway.gatewayId}/mcp"`,
      ]);
      expect(answer.headers["content-type"]).toBe("application/json");
      expect(answer.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it(verifies("gateway.inbound.scope", "without an allowed scope is answered with 403"), async () => {
    await authorizer({ allowedScopes: ["refund", "read"] });
    const answer = await rpc(url, await running.issuer.token({ scope: "write" }), "tools/list");
    expect([answer.status, answer.text, answer.headers.get("www-authenticate")]).toEqual([
      403,
      '{"jsonrpc":"2.0","id":null,"error":{"code":-32001,"message":"Insufficient scope: the token is valid but lacks what this gateway asks for"}}',
      `Bearer error="insufficient_scope", scope="refund read", resource_metadata="${running.toolgate.url}/.well-known/oauth-protected-resource/gateways/${gateway.gatewayId}/mcp"`,
    ]);
    await authorizer({});
  });
});

describe("a gateway's metadata", () => {
  it(verifies("gateway.inbound.metadata", "is at both addresses, and the challenge names one"), async () => {
    await authorizer({ allowedScopes: ["refund"], advertisedScopeMapping: { refund: "api://refund" } });
    const id = String(gateway.gatewayId);
    for (const path of [
      `/.well-known/oauth-protected-resource/gateways/${id}/mcp`,
      `/gateways/${id}/.well-known/oauth-protected-resource`,
    ]) {
      const response = await fetch(`${running.toolgate.url}${path}`);
      expect([response.status, await response.json()]).toEqual([
        200,
        {
          resource: url,
          authorization_servers: [running.issuer.url],
          bearer_methods_supported: ["header"],
          scopes_supported: ["api://refund"],
        },
      ]);
    }
    await authorizer({});
    const absent = await fetch(
      `${running.toolgate.url}/.well-known/oauth-protected-resource/gateways/absent/mcp`,
    );
    expect([absent.status, await absent.json()]).toEqual([
      404,
      { message: "There is no gateway with the id absent." },
    ]);
  });
});

describe("a change of the authorizer is in force when UpdateGateway returns", () => {
  const role = (operator: "EQUALS" | "CONTAINS_ANY", value: object) => ({
    inboundTokenClaimName: "role",
    inboundTokenClaimValueType: operator === "EQUALS" ? ("STRING" as const) : ("STRING_ARRAY" as const),
    authorizingClaimMatchValue: { claimMatchOperator: operator, claimMatchValue: value },
  });

  it.each<[Partial<CustomJWTAuthorizerConfiguration>, object, object, number]>([
    [{ allowedAudience: ["api"] }, { aud: "api" }, { aud: "other" }, 401],
    [{ allowedAudience: ["api"] }, { aud: ["x", "api"] }, {}, 401],
    [{ allowedClients: ["c1", "c2"] }, { client_id: "c2" }, { client_id: "c3" }, 401],
    [{ allowedScopes: ["a", "b"] }, { scope: "x b" }, { scope: "x" }, 403],
    [{ allowedScopes: ["a"] }, { scope: "a" }, {}, 403],
    [
      {
        customClaims: [
          role("EQUALS", { matchValueString: "admin" }),
        ] as CustomJWTAuthorizerConfiguration["customClaims"],
      },
      { role: "admin" },
      { role: "clerk" },
      401,
    ],
    [
      {
        customClaims: [
          role("CONTAINS_ANY", { matchValueStringList: ["admin", "chief"] }),
        ] as CustomJWTAuthorizerConfiguration["customClaims"],
      },
      { role: ["chief"] },
      { role: ["clerk"] },
      401,
    ],
    [
      { allowedAudience: ["api"], allowedScopes: ["a"] },
      { aud: "api", scope: "a" },
      { aud: "x", scope: "a" },
      401,
    ],
  ])(
    verifies("gateway.inbound.update", "with %j a token of %j is accepted, and one of %j answered with %i"),
    async (rules, good, bad, status) => {
      const accepted = await running.issuer.token({ ...good });
      const refused = await running.issuer.token({ ...bad });
      const statuses = async () =>
        Promise.all([accepted, refused].map(async (token) => (await rpc(url, token, "ping")).status));
      expect(await statuses()).toEqual([200, 200]);
      await authorizer(rules);
      expect(await statuses()).toEqual([200, status]);
      await authorizer({});
      expect(await statuses()).toEqual([200, 200]);
    },
  );
});

describe("every door", () => {
  const paths = [
    "/gateways/inbound-0000000000/mcp",
    "/policy-engines",
    "/gateways/",
    "/idp/.well-known/openid-configuration",
    "/metrics",
    "/healthz",
    "/toolgate/v1/status",
    "/nothing",
  ];
  const doors = paths.flatMap((path) => ["GET", "POST", "OPTIONS"].map((method) => [method, path] as const));

  it.each(doors)(
    verifies("gateway.doors", "%s %s refuses names that are not ours and pages that are not ours"),
    async (method, path) => {
      const { port } = new URL(running.toolgate.url);
      const address = `${running.toolgate.url}${path}`;
      const headers = { authorization: "Toolgate test", "content-type": "application/json" };
      for (const host of ["evil.example", `evil.example:${port}`, `127.0.0.1.evil.example:${port}`]) {
        const answer = await rawRequest(address, { method, headers: { ...headers, host } });
        expect([answer.status, answer.text]).toEqual([421, expect.stringContaining(host)]);
      }
      for (const origin of ["https://evil.example", "http://127.0.0.1:1", "null"]) {
        const answer = await rawRequest(address, { method, headers: { ...headers, origin } });
        expect([answer.status, answer.text]).toEqual([403, expect.stringContaining(origin)]);
      }
      const preflight = {
        ...headers,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      };
      for (const origin of [undefined, running.toolgate.url, `http://localhost:${port}`]) {
        const answer = await rawRequest(address, {
          method,
          headers: { ...preflight, ...(origin === undefined ? {} : { origin }) },
        });
        expect([403, 421]).not.toContain(answer.status);
        // The identity provider's library allows pages to read its public documents; only ours get this far.
        if (path.startsWith("/idp/")) continue;
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
        if (method === "OPTIONS" && path !== "/healthz") expect(answer.status).toBeGreaterThanOrEqual(400);
      }
    },
  );

  it.each([
    ["GET", "/policy-engines"],
    ["POST", "/policy-engines"],
    ["POST", "/gateways/"],
    ["DELETE", "/gateways/inbound-0000000000/"],
    ["GET", "/toolgate/v1/status"],
    ["GET", "/toolgate/v1/decisions"],
  ])(
    verifies("gateway.control-authorization", "%s %s without an Authorization header is refused"),
    async (method, path) => {
      const response = await fetch(`${running.toolgate.url}${path}`, { method });
      expect([response.status, response.headers.get("x-amzn-errortype")]).toEqual([
        403,
        "MissingAuthenticationTokenException",
      ]);
      expect(await response.json()).toHaveProperty("message");
    },
  );
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === "IPv4" && !address.internal)?.address;

describe("off loopback", () => {
  // Without an address of its own to the outside, a machine still has all of them.
  const host = outside ?? "0.0.0.0";

  it(
    verifies("gateway.off-loopback", "the public port serves agents only, and the rest stays on loopback"),
    async () => {
      const own = await runToolgate({ host, unknownRoles: "trust" });
      try {
        const { port } = new URL(own.toolgate.url);
        const name = outside ?? "127.0.0.1";
        const reach = (path: string, method = "GET") =>
          rawRequest(`http://${name}:${port}${path}`, {
            method,
            headers: { authorization: "Toolgate test" },
          });
        expect(new URL(own.toolgate.controlUrl).hostname).toBe("127.0.0.1");
        expect(new URL(own.toolgate.controlUrl).port).not.toBe(port);
        const made = await own.createGateway("outside", {});
        const id = String(made.gatewayId);
        expect(made.gatewayUrl).toBe(`${own.toolgate.url}/gateways/${id}/mcp`);

        expect((await reach("/healthz")).text).toBe('{"status":"ok"}');
        expect((await reach(`/gateways/${id}/mcp`, "POST")).status).toBe(401);
        // Off loopback an issuer on loopback is not asked, so the metadata says that it cannot be read.
        for (const path of [
          `/.well-known/oauth-protected-resource/gateways/${id}/mcp`,
          `/gateways/${id}/.well-known/oauth-protected-resource`,
        ]) {
          expect((await reach(path)).status).toBe(503);
        }
        for (const [method, path] of [
          ["GET", "/metrics"],
          ["GET", "/readyz"],
          ["GET", "/console"],
          ["GET", "/toolgate/v1/status"],
          ["GET", "/toolgate/v1/decisions"],
          ["POST", "/policy-engines"],
          ["GET", `/gateways/${id}/`],
          ["DELETE", `/gateways/${id}/`],
          ["GET", "/idp/.well-known/openid-configuration"],
        ] as const) {
          const answer = await reach(path, method);
          expect([path, answer.status, answer.text]).toEqual([
            path,
            404,
            `{"message":"There is nothing at ${method} ${path}."}`,
          ]);
        }
        const control = (path: string, method = "GET") =>
          rawRequest(`${own.toolgate.controlUrl}${path}`, {
            method,
            headers: { authorization: "Toolgate test" },
          });
        expect((await control("/metrics")).status).toBe(200);
        expect((await control(`/gateways/${id}/`)).status).toBe(200);
        // Agents have one door.
        expect((await control(`/gateways/${id}/mcp`, "POST")).status).toBe(404);
      } finally {
        await own.close();
      }
    },
  );

  it.each([host, "0.0.0.0", "::", "192.0.2.1"])(
    verifies("gateway.off-loopback", "--idp with --host %s is refused before anything listens"),
    async (address) => {
      const config = { ...readConfig({ flags: { host: address, idp: true } }), data: running.data };
      await expect(startToolgate(config, createLog("silent"))).rejects.toThrow(
        `--idp: the built-in identity provider listens on loopback only, and --host is ${address}.`,
      );
    },
  );
});
