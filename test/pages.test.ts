import { CreateGatewayCommand } from "@aws-sdk/client-bedrock-agentcore-control";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "./raw-request.ts";
import { type RunningToolgate, runToolgate } from "./running-toolgate.ts";
import { verifies } from "./verifies.ts";

/** What web pages of other origins get, request by request. */

const page = "http://localhost:6274";
const mcp = "/gateways/pages-gateway/mcp";
const open: readonly (readonly [path: string, methods: string])[] = [
  [mcp, "GET, POST, DELETE"],
  [`/.well-known/oauth-protected-resource${mcp}`, "GET"],
  ["/gateways/pages-gateway/.well-known/oauth-protected-resource", "GET"],
  ["/.well-known/oauth-authorization-server/idp", "GET"],
  ["/.well-known/openid-configuration/idp", "GET"],
  ["/idp/.well-known/oauth-authorization-server", "GET"],
  ["/idp/.well-known/openid-configuration", "GET"],
  ["/idp/reg", "POST"],
  ["/idp/token", "POST"],
];
const closed: readonly string[] = [
  "/policy-engines",
  "/gateways/",
  "/gateways/pages-gateway/",
  "/gateways/pages-gateway/targets/",
  "/metrics",
  "/healthz",
  "/readyz",
  "/console",
  "/toolgate/v1/status",
  "/toolgate/v1/decisions",
  "/toolgate/v1/changes",
  "/idp/auth",
  "/idp/auth/x",
  "/idp/interaction/x",
  "/idp/jwks",
  "/idp/reg/x",
  "/idp/token/",
  "/idp/%74oken",
  "//idp/token",
  `${mcp}/x`,
  "/.well-known/oauth-protected-resource",
  "/",
];

let running: RunningToolgate;
const at = (path: string) => `${running.toolgate.url}${path}`;
const ask = (path: string, method: string, headers: Record<string, string> = {}, body?: string) =>
  rawRequest(at(path), { method, headers, ...(body === undefined ? {} : { body }) });
const preflight = (path: string, origin: string, headers: Record<string, string> = {}) =>
  ask(path, "OPTIONS", { origin, "access-control-request-method": "POST", ...headers });
const corsOf = (headers: object) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-")));

beforeAll(async () => {
  running = await runToolgate({ idp: true, allowOrigin: [page, "https://chat.example.com"] });
});

afterAll(() => running.close());

describe("a page of an origin that is let in", () => {
  it.each(open)(
    verifies("pages.preflight", "is told what it may send to %s, and to send no cookies"),
    async (path, methods) => {
      const { status, headers } = await preflight(path, page);
      expect([status, headers.vary]).toEqual([204, "Origin"]);
      expect(corsOf(headers)).toEqual({
        "access-control-allow-origin": page,
        "access-control-allow-methods": methods,
        "access-control-allow-headers": "authorization, content-type, last-event-id",
        "access-control-max-age": "600",
      });
    },
  );

  it.each<readonly [asked: string, more: string]>([
    ["authorization,content-type,mcp-protocol-version", ", mcp-protocol-version"],
    ["mcp-method, mcp-name, mcp-param-region", ", mcp-method, mcp-name, mcp-param-region"],
    ["x-amz-target, cookie, x-forwarded-for, x-mcp-name, mcp-", ""],
    ["*", ""],
  ])(verifies("pages.preflight", "that asks for %s may send MCP's headers alone"), async (asked, more) => {
    const { headers } = await preflight(mcp, page, { "access-control-request-headers": asked });
    expect(headers["access-control-allow-headers"]).toBe(`authorization, content-type, last-event-id${more}`);
  });

  it(verifies("pages.access", "reads answers, refusals included, and gets no cookie"), async () => {
    const { gatewayUrl } = await running.createGateway(
      "asks",
      {},
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: `${running.toolgate.issuer}/.well-known/openid-configuration`,
          },
        },
      },
    );
    const { pathname } = new URL(String(gatewayUrl));
    const json = { "content-type": "application/json" };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    const answers = [
      [401, await ask(pathname, "POST", { ...json, origin: page }, list)],
      [405, await ask(pathname, "GET", { origin: page })],
      [200, await ask(`/.well-known/oauth-protected-resource${pathname}`, "GET", { origin: page })],
      [200, await ask("/.well-known/oauth-authorization-server/idp", "GET", { origin: page })],
      [
        201,
        await ask("/idp/reg", "POST", { ...json, origin: page }, '{"redirect_uris":["http://localhost/"]}'),
      ],
      [
        401,
        await ask("/idp/token", "POST", { ...form, origin: page }, "grant_type=refresh_token&client_id=x"),
      ],
    ] as const;
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status);
      expect([answer.headers.vary, answer.headers["set-cookie"]]).toEqual(["Origin", undefined]);
      expect(corsOf(answer.headers)).toEqual({
        "access-control-allow-origin": page,
        "access-control-expose-headers":
          "WWW-Authenticate, Mcp-Session-Id, MCP-Protocol-Version, Retry-After, X-Amzn-RequestId",
      });
    }
  });

  it.each(closed)(verifies("pages.access", "does not reach %s"), async (path) => {
    for (const method of ["GET", "POST", "OPTIONS"]) {
      const answer = await ask(path, method, {
        origin: page,
        authorization: "any",
        "access-control-request-method": "POST",
      });
      expect([answer.status, corsOf(answer.headers)]).toEqual([403, {}]);
      expect(answer.text).not.toContain("--allow-origin");
    }
  });
});

describe("a page of any other origin", () => {
  it.each<readonly [origin: string, hint: boolean]>([
    ["http://localhost:6275", true],
    ["http://127.0.0.1:6274", true],
    ["https://localhost:6274", true],
    ["https://chat.example.com.evil.example", true],
    ["https://evil.example", true],
    ["http://chat.example.com", false],
    ["http://localhost:6274/", false],
    ["HTTP://LOCALHOST:6274", false],
    ["null", false],
    ["*", false],
    ["chrome-extension://abcdef", false],
  ])(verifies("pages.told", "%s is refused everywhere; told how to be let in: %s"), async (origin, hint) => {
    for (const [path] of open) {
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const answer = await ask(path, method, { origin, "access-control-request-method": "POST" });
        expect([answer.status, corsOf(answer.headers)]).toEqual([403, {}]);
        expect(answer.text.includes(`start Toolgate with --allow-origin ${origin}.`)).toBe(hint);
      }
    }
  });

  it(
    verifies("pages.access", "calls no gateway that asks for no token; one that is let in does"),
    async () => {
      const gateway = await running.aws.send(
        new CreateGatewayCommand({
          name: "no-token",
          roleArn: "arn:aws:iam::123456789012:role/GatewayRole",
          protocolType: "MCP",
          authorizerType: "NONE",
        }),
      );
      const { pathname } = new URL(String(gateway.gatewayUrl));
      const call = (origin: string, type: string) =>
        ask(
          pathname,
          "POST",
          { origin, "content-type": type },
          '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
        );
      expect((await call("https://evil.example", "application/json")).status).toBe(403);
      // Browsers send that without asking first.
      expect((await call("https://evil.example", "text/plain")).status).toBe(403);
      expect((await call(page, "application/json")).status).toBe(200);
    },
  );
});

it(verifies("pages.access", "the port of the control plane lets no page in"), async () => {
  const apart = await runToolgate({ host: "0.0.0.0", allowOrigin: [page] });
  try {
    const { port } = new URL(apart.toolgate.url);
    for (const [path] of open.slice(0, 3)) {
      const options = {
        method: "OPTIONS",
        headers: { origin: page, "access-control-request-method": "POST" },
      };
      expect((await rawRequest(`http://127.0.0.1:${port}${path}`, options)).status).toBe(204);
      expect((await rawRequest(`${apart.toolgate.controlUrl}${path}`, options)).status).toBe(403);
    }
  } finally {
    await apart.close();
  }
});
