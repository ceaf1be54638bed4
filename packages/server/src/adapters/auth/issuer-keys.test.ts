import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { discoverIssuer } from "./issuer-keys.ts";

const times = { keysMaxAgeMs: 600_000, unknownKeyCooldownMs: 30_000, failureMs: 5_000 };

const discover = (discoveryUrl: string, jwks_uri: string) =>
  discoverIssuer(
    discoveryUrl,
    {
      fetchJson: async () => ({ ok: true, json: { issuer: "https://i", jwks_uri } }),
      fetch: () => Promise.reject(new Error("keys are fetched only when needed")),
    },
    times,
    () => {},
  );

it.each([
  ["https://i/d", "https://keys.example/jwks"],
  ["http://127.0.0.1:1/d", "http://127.0.0.1:1/jwks"],
  ["http://127.0.0.1:1/d", "https://keys.example/jwks"],
])(verifies("auth.jwt.discovery", "a document at %s may name keys at %s"), async (discoveryUrl, jwksUri) => {
  expect((await discover(discoveryUrl, jwksUri)).issuer).toBe("https://i");
});

it(verifies("auth.jwt.discovery", "a document that came by https may not name keys by http"), async () => {
  await expect(discover("https://i/d", "http://i/jwks")).rejects.toThrow(
    "The discovery document https://i/d came by https but names keys by http: http://i/jwks",
  );
});
