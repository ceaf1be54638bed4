import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { anonymousPrincipal, principalFromClaims } from "./principal.ts";

describe("principalFromClaims", () => {
  it(verifies("policy.principal.claims", "makes every claim a tag"), () => {
    const claims = {
      sub: "user-1",
      scope: "payment:process payment:read",
      "cognito:groups": ["admin", "eng"],
      address: { country: "DE" },
      exp: 1_790_000_000,
      admin: false,
      nothing: null,
    };
    expect(principalFromClaims(claims)).toEqual({
      ok: true,
      principal: {
        type: "AgentCore::OAuthUser",
        id: "user-1",
        tags: {
          sub: "user-1",
          scope: "payment:process payment:read",
          "cognito:groups": '["admin","eng"]',
          address: '{"country":"DE"}',
          exp: "1790000000",
          admin: "false",
        },
      },
    });
  });

  it("makes a claim called __proto__ an ordinary tag", () => {
    const result = principalFromClaims(JSON.parse('{"sub":"a","__proto__":"x"}'));
    expect(result.ok && Object.entries(result.principal.tags)).toEqual([
      ["sub", "a"],
      ["__proto__", "x"],
    ]);
  });

  it.each([[{}], [{ sub: "" }], [{ sub: 7 }], [{ sub: null }], [Object.create({ sub: "inherited" })]])(
    verifies("policy.principal.subject", "refuses a token without a subject: %j"),
    (claims) => {
      expect(principalFromClaims(claims)).toEqual({
        ok: false,
        message:
          "The token has no claim 'sub' that is a non-empty string, so the caller has no name for policies",
      });
    },
  );

  it("refuses half of a surrogate pair, which Cedar could not tell from another", () => {
    expect(principalFromClaims({ sub: "a", role: "\ud800" })).toEqual({
      ok: false,
      message: "A claim of the token holds half of a surrogate pair, which is no character",
    });
  });
});

it("a caller without a token is Anonymous and has no tags", () => {
  expect(anonymousPrincipal).toEqual({ type: "AgentCore::Anonymous", id: "anonymous", tags: {} });
});
