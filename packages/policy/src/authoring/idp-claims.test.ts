import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { idpClaims } from "./idp-claims.ts";

describe("claims that a text names", () => {
  it.each<[string, string, readonly string[]]>([
    ['Allow x <idp_claims>["desk", "scope"]</idp_claims>.', `Allow x ${" ".repeat(42)}.`, ["desk", "scope"]],
    ["Allow x <idp_claims>['desk']</idp_claims>", `Allow x ${" ".repeat(33)}`, ["desk"]],
    ["Allow x <idp_claims>[desk]</idp_claims>", "Allow x <idp_claims>[desk]</idp_claims>", []],
    ['Allow x <idp_claims>["a b"]</idp_claims>', 'Allow x <idp_claims>["a b"]</idp_claims>', []],
    ["Allow x", "Allow x", []],
  ])(verifies("authoring.claims-hint", "%s"), (written, text, claims) => {
    expect(idpClaims(written)).toEqual({ text, claims });
  });
});
