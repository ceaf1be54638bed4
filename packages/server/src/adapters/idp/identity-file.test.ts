import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readIdentities } from "./identity-file.ts";

const client = { client_id: "refund-agent", client_secret: "s" };
const fromEnv = (name: string) => `$\{${name}}`;
const user = { username: "alice", password: "p" };

it(
  verifies("auth.idp.file", "clients and users carry any claims, and secrets may come from the environment"),
  () => {
    const data = {
      clients: [
        {
          ...client,
          client_secret: fromEnv("SECRET"),
          scopes: ["pay:write"],
          claims: { role: "manager", sub: "x" },
        },
      ],
      users: [{ ...user, claims: { "cognito:groups": ["eng"], tier: 3 } }],
    };
    expect(readIdentities(data, { SECRET: "from-env" })).toEqual({
      clients: [
        {
          client_id: "refund-agent",
          client_secret: "from-env",
          scopes: ["pay:write"],
          audience: "toolgate",
          claims: { role: "manager", sub: "x" },
        },
      ],
      users: [
        { username: "alice", password: "p", scopes: [], claims: { "cognito:groups": ["eng"], tier: 3 } },
      ],
    });
    expect(readIdentities({}, {})).toEqual({ clients: [], users: [] });
  },
);

const own = "the identity provider sets this claim itself";
it.each<readonly [unknown, string]>([
  [{ clients: [{ ...client, claims: { iss: "x" } }] }, `clients.0.claims.iss: ${own}`],
  [{ clients: [{ ...client, claims: { aud: "x" } }] }, `clients.0.claims.aud: ${own}; set audience`],
  [{ users: [{ ...user, claims: { scope: "x" } }] }, `users.0.claims.scope: ${own}; set scopes`],
  [{ users: [{ ...user, claims: { exp: 1 } }] }, `users.0.claims.exp: ${own}`],
  [{ users: [{ ...user, claims: { client_id: "x" } }] }, `users.0.claims.client_id: ${own}`],
  [{ users: [{ ...user, claims: { sub: 1 } }] }, "users.0.claims.sub: sub must be a string"],
  [{ clients: [client, client] }, "clients.1.client_id: refund-agent is there twice"],
  [{ users: [user, user] }, "users.1.username: alice is there twice"],
  [{ clients: [{ ...client, secret: "x" }] }, 'clients.0: Unrecognized key: "secret"'],
  [
    { users: [{ ...user, claims: { x: "y".repeat(8_192) } }] },
    "users.0.claims: claims are limited to 8,192 characters, for they travel in a header",
  ],
])(verifies("auth.idp.file", "the identities %j are refused: %s"), (data, problem) => {
  expect(() => readIdentities(data, {})).toThrow(`The identities cannot be used. ${problem}`);
});

it(verifies("auth.idp.file", "a variable that is not set is named"), () => {
  expect(() => readIdentities({ clients: [{ ...client, client_secret: fromEnv("NOPE") }] }, {})).toThrow(
    "The client_secret of refund-agent is taken from the environment variable NOPE, which is not set; set it.",
  );
});
