import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { isMountedAt, libraryUrl } from "./request-url.ts";

it.each<readonly [string, boolean]>([
  ["/idp", true],
  ["/idp/token", true],
  ["/.well-known/oauth-authorization-server/idp", true],
  ["/.well-known/openid-configuration/idp", true],
  ["/idpx", false],
  ["/", false],
  ["/.well-known/oauth-authorization-server", false],
  ["/.well-known/oauth-authorization-server/idp/x", false],
  ["/.well-known/oauth-protected-resource/idp", false],
])(verifies("sign-in.discovery", "%s is the identity provider's: %s"), (path, owned) => {
  expect(isMountedAt("/idp", path)).toBe(owned);
});

it.each<readonly [string, string]>([
  ["/idp", "/"],
  ["/idp?x", "/?x"],
  ["/idp#x?y", "/"],
  ["/idp/token?a=b", "/token?a=b"],
  ["/idp/token?a=b#c", "/token?a=b"],
  ["/.well-known/oauth-authorization-server/idp?a", "/.well-known/oauth-authorization-server?a"],
  ["/idp/auth?client_id=a", "/auth?client_id=a&scope=toolgate"],
  ["/idp/auth", "/auth?scope=toolgate"],
  ["/idp/auth?scope=&x=1", "/auth?scope=toolgate&x=1"],
  ["/idp/auth?scope=pay%3Awrite+openid", "/auth?scope=toolgate+pay%3Awrite+openid"],
  ["/idp/auth?scope=a&scope=b", "/auth?scope=a&scope=b"],
  ["/idp/auth/uid?x", "/auth/uid?x"],
])(verifies("sign-in.authorize", "%s is %s to the library"), (url, inner) => {
  expect(libraryUrl("/idp", url)).toBe(inner);
});
