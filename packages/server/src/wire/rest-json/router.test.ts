import { type OperationName, operations } from "@toolgate/api";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { matchRoute } from "./router.ts";

const value = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/a b%";
const names = Object.keys(operations) as OperationName[];

describe("routes of the control plane", () => {
  it.each(names)(verifies("wire.routes", "%s is found with and without the trailing slash"), (name) => {
    const { method, uri } = operations[name];
    const path = uri.replaceAll(/\{\w+\}/g, encodeURIComponent(value));
    const labels = Object.fromEntries([...uri.matchAll(/\{(\w+)\}/g)].map(([, label]) => [label, value]));
    const bare = path.replace(/\/$/, "");
    expect(matchRoute(method, bare)).toEqual({ kind: "operation", name, labels });
    expect(matchRoute(method, `${bare}/`)).toEqual({ kind: "operation", name, labels });
  });

  it("the batch of rate limits is not taken for a rate limit of that name", () => {
    expect(matchRoute("PUT", "/gateways/a-0123456789/rate-limits/batch")).toMatchObject({
      name: "BatchPutGatewayRateLimits",
    });
    expect(matchRoute("GET", "/gateways/a-0123456789/rate-limits/batch")).toMatchObject({
      name: "GetGatewayRateLimit",
      labels: { rateLimitId: "batch" },
    });
  });

  it.each([
    ["GET", "/"],
    ["GET", "/healthz"],
    ["POST", "/runtimes/x/invocations"],
    ["POST", "/gateways/a-0123456789/mcp"],
    ["GET", "/gateways/a-0123456789/mcp/"],
    ["GET", "/gateways/a-0123456789/.well-known/oauth-protected-resource"],
    ["POST", "/2015-03-31/functions/f/invocations"],
  ])("%s %s belongs to someone else", (method, path) => {
    expect(matchRoute(method, path)).toEqual({ kind: "foreign" });
  });

  it.each([
    ["GET", "/gateways//"],
    ["GET", "/gateways/a//targets/"],
    ["GET", "/policy-engines/a/rules"],
    ["POST", "/identities/UnknownCredentialProvider"],
    ["GET", "/tags/arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/a"],
    ["GET", "/tags/"],
  ])("%s %s is no operation", (method, path) => {
    expect(matchRoute(method, path)).toEqual({ kind: "unknown" });
  });

  it.each([
    ["PATCH", "/gateways/a-0123456789/", ["GET", "PUT", "DELETE"]],
    ["PUT", "/policy-engines", ["POST", "GET"]],
    ["get", "/policy-engines", ["POST", "GET"]],
    ["GET", "/identities/GetWorkloadIdentity", ["POST"]],
  ])("%s %s is told which methods there are", (method, path, allowed) => {
    expect(matchRoute(method, path)).toEqual({ kind: "wrong-method", allowed });
  });

  it("a label that is not percent-encoded UTF-8 is refused", () => {
    expect(() => matchRoute("GET", "/gateways/%E0%A4%A/")).toThrow(
      "'gatewayIdentifier' in the path is not percent-encoded UTF-8; encode the whole value once.",
    );
  });
});
