import { describe, expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { CustomClaim, JwtAuthorizer } from "../../model.ts";
import { type Claims, refusalOfClaims } from "./claim-rules.ts";

const status = (claims: Claims, rules: Partial<JwtAuthorizer>) =>
  refusalOfClaims(claims, { discoveryUrl: "https://i/.well-known/openid-configuration", ...rules })?.status;

function custom(
  type: CustomClaim["inboundTokenClaimValueType"],
  operator: CustomClaim["authorizingClaimMatchValue"]["claimMatchOperator"],
  value: string | readonly string[],
): CustomClaim {
  return {
    inboundTokenClaimName: "groups",
    inboundTokenClaimValueType: type,
    authorizingClaimMatchValue: {
      claimMatchOperator: operator,
      claimMatchValue:
        typeof value === "string" ? { matchValueString: value } : { matchValueStringList: value },
    },
  };
}

describe("allowedAudience, allowedClients and allowedScopes", () => {
  it.each<readonly [Claims, Partial<JwtAuthorizer>, 401 | 403 | undefined]>([
    [{}, {}, undefined],
    [{ aud: "a" }, { allowedAudience: ["a"] }, undefined],
    [{ aud: ["x", "a"] }, { allowedAudience: ["a", "b"] }, undefined],
    [{ aud: "b" }, { allowedAudience: ["a"] }, 401],
    [{ aud: ["x"] }, { allowedAudience: ["a"] }, 401],
    [{ aud: [["a"]] }, { allowedAudience: ["a"] }, 401],
    [{ aud: "a b" }, { allowedAudience: ["a"] }, 401],
    [{}, { allowedAudience: ["a"] }, 401],
    [{ aud: "a" }, { allowedAudience: [] }, 401],
    [{ client_id: "c" }, { allowedClients: ["c"] }, undefined],
    [{ azp: "c" }, { allowedClients: ["c"] }, undefined],
    [{ client_id: "x", azp: "c" }, { allowedClients: ["c"] }, 401],
    [{ client_id: null, azp: "c" }, { allowedClients: ["c"] }, 401],
    [{ client_id: ["c"] }, { allowedClients: ["c"] }, 401],
    [{ cid: "c" }, { allowedClients: ["c"] }, 401],
    [{ aud: "a", client_id: "x" }, { allowedAudience: ["a"], allowedClients: ["c"] }, 401],
    [{ aud: "x", client_id: "c" }, { allowedAudience: ["a"], allowedClients: ["c"] }, 401],
    [{ scope: "a b" }, { allowedScopes: ["b", "c"] }, undefined],
    [{ scope: "b-readonly" }, { allowedScopes: ["b"] }, 403],
    [{ scope: "" }, { allowedScopes: ["b"] }, 403],
    [{}, { allowedScopes: ["b"] }, 403],
    [{ scope: ["a", "b"] }, { allowedScopes: ["b"] }, undefined],
    [{ scp: ["b"] }, { allowedScopes: ["b"] }, undefined],
    [{ scp: "a b" }, { allowedScopes: ["b"] }, undefined],
    [{ scope: "a", scp: "b" }, { allowedScopes: ["b"] }, 403],
    [{ scope: "a", client_id: "x" }, { allowedScopes: ["b"], allowedClients: ["c"] }, 401],
    [{ token_use: "id", aud: "a" }, { allowedAudience: ["a"] }, 401],
    [{ token_use: "id" }, { allowedScopes: ["b"] }, 403],
    [{ token_use: "access" }, {}, undefined],
  ])(
    verifies("auth.jwt.claims", "the claims %j under %j are answered with %s"),
    (claims, rules, expected) => {
      expect(status(claims, rules)).toBe(expected);
    },
  );
});

describe("customClaims", () => {
  it.each<readonly [unknown, CustomClaim, 401 | undefined]>([
    ["eng", custom("STRING", "EQUALS", "eng"), undefined],
    ["Eng", custom("STRING", "EQUALS", "eng"), 401],
    ["engineering", custom("STRING", "EQUALS", "eng"), 401],
    [["eng"], custom("STRING", "EQUALS", "eng"), 401],
    [true, custom("STRING", "EQUALS", "true"), 401],
    [undefined, custom("STRING", "EQUALS", "eng"), 401],
    ["eng", custom("STRING_ARRAY", "EQUALS", "eng"), 401],
    ["eng", custom("STRING", "EQUALS", ["eng"]), 401],
    [["ops", "eng"], custom("STRING_ARRAY", "CONTAINS", "eng"), undefined],
    [["engineering"], custom("STRING_ARRAY", "CONTAINS", "eng"), 401],
    [[], custom("STRING_ARRAY", "CONTAINS", "eng"), 401],
    ["engineering", custom("STRING_ARRAY", "CONTAINS", "eng"), 401],
    ["engineering", custom("STRING", "CONTAINS", "eng"), 401],
    [["eng"], custom("STRING_ARRAY", "CONTAINS", ["eng"]), 401],
    [["ops", "eng"], custom("STRING_ARRAY", "CONTAINS_ANY", ["eng", "hr"]), undefined],
    [["ops"], custom("STRING_ARRAY", "CONTAINS_ANY", ["eng", "hr"]), 401],
    ["eng", custom("STRING_ARRAY", "CONTAINS_ANY", ["eng"]), 401],
    [["eng"], custom("STRING_ARRAY", "CONTAINS_ANY", "eng"), 401],
    [["eng"], custom("STRING_ARRAY", "CONTAINS_ANY", []), 401],
  ])(
    verifies("auth.jwt.custom-claims", "the claim %j under %j is answered with %s"),
    (claim, rule, expected) => {
      expect(status(claim === undefined ? {} : { groups: claim }, { customClaims: [rule] })).toBe(expected);
    },
  );

  it(
    verifies("auth.jwt.custom-claims", "all of several rules must hold, and inherited names are no claims"),
    () => {
      const both = [
        custom("STRING", "EQUALS", "eng"),
        { ...custom("STRING", "EQUALS", "b"), inboundTokenClaimName: "toString" },
      ];
      expect(status({ groups: "eng" }, { customClaims: both })).toBe(401);
      expect(
        status({ groups: "eng", toString: "b" } as unknown as Claims, { customClaims: both }),
      ).toBeUndefined();
    },
  );
});

it(verifies("auth.jwt.why", "a refusal says which claim and which rule, shortened"), () => {
  const rules = { discoveryUrl: "https://i", allowedClients: ["refund-agent"] };
  expect(refusalOfClaims({ client_id: "x\n".repeat(200) }, rules)?.why).toMatch(
    /^the client \(client_id\) "x\\nx.{190,200}… is not one of allowedClients \["refund-agent"\]$/,
  );
});
