import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { advertisedScopes, challenge, metadataUrl, resourceMetadata } from "./resource-metadata.ts";

const discoveryUrl = "https://idp.example.com/.well-known/openid-configuration";

it(
  verifies("auth.metadata", "a gateway's metadata names it, its issuer and the scopes as advertised"),
  () => {
    const authorizer = {
      discoveryUrl,
      allowedScopes: ["refund", "read", "constructor"],
      advertisedScopeMapping: { refund: "api://tools/refund" },
    };
    const resource = "http://127.0.0.1:4100/gateways/g-0123456789/mcp/";
    expect(resourceMetadata({ resource, issuer: "https://idp.example.com", authorizer })).toEqual({
      resource: "http://127.0.0.1:4100/gateways/g-0123456789/mcp",
      authorization_servers: ["https://idp.example.com"],
      bearer_methods_supported: ["header"],
      scopes_supported: ["api://tools/refund", "read", "constructor"],
    });
  },
);

it(verifies("auth.metadata", "without allowedScopes no scopes are advertised"), () => {
  const resource = "http://127.0.0.1:4100/gateways/g/mcp";
  expect(resourceMetadata({ resource, issuer: "https://i", authorizer: { discoveryUrl } })).toEqual({
    resource,
    authorization_servers: ["https://i"],
    bearer_methods_supported: ["header"],
  });
  expect(advertisedScopes({ discoveryUrl })).toBeUndefined();
});

it.each([
  ["http://127.0.0.1:4100", "http://127.0.0.1:4100/.well-known/oauth-protected-resource/gateways/g-1/mcp"],
  [
    "https://tools.example.com/",
    "https://tools.example.com/.well-known/oauth-protected-resource/gateways/g-1/mcp",
  ],
  [
    "https://example.com/tools",
    "https://example.com/tools/gateways/g-1/.well-known/oauth-protected-resource",
  ],
])(verifies("auth.metadata.url", "under %s the metadata is at %s"), (base, expected) => {
  expect(metadataUrl(base, "g-1")).toBe(expected);
});

it.each([
  [{}, 'Bearer resource_metadata="http://m"'],
  [
    { error: "invalid_token", scopes: ["a", "b:c"] },
    'Bearer error="invalid_token", scope="a b:c", resource_metadata="http://m"',
  ],
  [
    { error: "insufficient_scope", scopes: ["a"] },
    'Bearer error="insufficient_scope", scope="a", resource_metadata="http://m"',
  ],
  [{ scopes: ['a"b', "c d", "e\r\n", ""] }, 'Bearer resource_metadata="http://m"'],
] as const)(verifies("auth.challenge", "the challenge for %j is %s"), (parts, expected) => {
  expect(challenge({ metadataUrl: "http://m", ...parts })).toBe(expected);
});
