import { expect, it } from "vitest";
import { withOverrides, withScopes } from "./claim-overrides.ts";

const access = {
  sub: "11111111-2222-3333-4444-555555555555",
  client_id: "app",
  token_use: "access",
  username: "ana",
  scope: "openid",
};

it.each([
  ["sub", "x"],
  ["iss", "https://elsewhere.example"],
  ["exp", 9_999_999_999],
  ["client_id", "other"],
  ["token_use", "id"],
  ["username", "root"],
  ["scope", "admin"],
  ["version", 3],
  ["cognito:groups", ["admin"]],
  ["dev:x", "y"],
  ["aud", "somebody-else"],
])("keeps the claim %s of an access token as it is", (name, value) => {
  expect(withOverrides("access", access, { claimsToAddOrOverride: { [name]: value } })).toEqual(access);
  expect(withOverrides("access", access, { claimsToSuppress: [name] })).toEqual(access);
});

it("adds claims of every JSON type, and suppresses what may be", () => {
  const given = {
    claimsToAddOrOverride: { role: "manager", limits: [1, 2], org: { id: 7 }, vip: true, aud: "app" },
    claimsToSuppress: ["vip", "nothing"],
  };
  expect(withOverrides("access", access, given)).toEqual({
    ...access,
    role: "manager",
    limits: [1, 2],
    org: { id: 7 },
    aud: "app",
  });
});

it("lets a username be added to the token that a client has of its own", () => {
  const own = { sub: "app", client_id: "app", token_use: "access" };
  expect(withOverrides("access", own, { claimsToAddOrOverride: { username: "refund-agent" } })).toEqual({
    ...own,
    username: "refund-agent",
  });
});

it("lets an ID token's attributes be changed, and not whom it is for", () => {
  const id = { sub: "1", aud: "app", "cognito:username": "ana", email: "ana@example.com" };
  const given = {
    claimsToAddOrOverride: { email: "hidden", aud: "other", "cognito:username": "root", "custom:a": "b" },
    claimsToSuppress: ["aud", "cognito:username"],
  };
  expect(withOverrides("id", id, given)).toEqual({ ...id, email: "hidden", "custom:a": "b" });
});

it("is not led to the prototype", () => {
  const changed = withOverrides(
    "access",
    access,
    JSON.parse('{"claimsToAddOrOverride":{"__proto__":{"x":1}}}'),
  );
  expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
  expect("x" in changed).toBe(false);
});

it("adds and suppresses scopes, but none of Cognito's own and none with a space", () => {
  expect(
    withScopes(["openid", "email"], {
      scopesToAdd: ["gw/invoke", "openid", "aws.cognito.signin.user.admin", "a b"],
      scopesToSuppress: ["email"],
    }),
  ).toEqual(["openid", "gw/invoke"]);
});
