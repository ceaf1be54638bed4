import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { redirectTarget, redirectUriProblem } from "./redirect-uri.ts";

it.each([
  "http://127.0.0.1/callback",
  "http://127.0.0.1:33418/",
  "http://[::1]:8080/callback?client=1",
  "http://localhost:6274/oauth/callback",
  "https://vscode.dev/redirect",
  "https://claude.ai/api/mcp/auth_callback",
  "cursor://anysphere.cursor-mcp/oauth/callback",
  "com.example.app:/oauth2redirect",
  "vscode-insiders://publisher.extension/callback",
])(verifies("sign-in.redirect", "%s may be registered"), (uri) => {
  expect(redirectUriProblem(uri)).toBeUndefined();
});

const elsewhere = "is http off this computer; use https, or http://127.0.0.1 with any port";
it.each<readonly [string, string]>([
  ["", "has characters that no URI has"],
  ["/callback", "is not an absolute URI"],
  ["127.0.0.1:8080", "is not an absolute URI"],
  ["https://example.com/a b", "has characters that no URI has"],
  ["https://example.com/\n", "has characters that no URI has"],
  ["https://exämple.com/", "has characters that no URI has"],
  ["https://example.com/#here", "has a fragment"],
  ["http://127.0.0.1/#", "has a fragment"],
  ["https://user@example.com/", "has a user name or a password in it"],
  ["https://127.0.0.1:4100@example.com/", "has a user name or a password in it"],
  ["http://example.com/", elsewhere],
  ["http://127.0.0.1.example.com/", elsewhere],
  ["http://localhost.example.com/", elsewhere],
  ["http://127.0.0.2/", elsewhere],
  ["http://0.0.0.0/", elsewhere],
  ["http://10.0.0.1/", elsewhere],
  ["https://localhost/", "is loopback by https; use http"],
  ["javascript:alert(1)", "has the scheme javascript: which belongs to no app"],
  ["JavaScript://x/%0aalert(1)", "has the scheme javascript: which belongs to no app"],
  ["data:text/html,x", "has the scheme data: which belongs to no app"],
  ["file:///etc/passwd", "has the scheme file: which belongs to no app"],
  ["blob:https://example.com/1", "has the scheme blob: which belongs to no app"],
  ["mailto:a@example.com", "has the scheme mailto: which belongs to no app"],
  ["ms-msdt:/id", "has the scheme ms-msdt: which belongs to no app"],
  ["c:/windows", "has the scheme c: which belongs to no app"],
  [`https://example.com/${"x".repeat(2_048)}`, "is longer than 2,048 characters"],
])(verifies("sign-in.redirect", "%j may not be registered: it %s"), (uri, problem) => {
  expect(redirectUriProblem(uri)).toBe(problem);
});

it.each([
  ["http://127.0.0.1:33418/x", { kind: "loopback", host: "127.0.0.1:33418" }],
  ["https://vscode.dev/redirect", { kind: "website", host: "vscode.dev" }],
  ["cursor://anysphere.cursor-mcp/oauth", { kind: "app", scheme: "cursor" }],
])(verifies("sign-in.page", "the person is told where %s leads"), (uri, target) => {
  expect(redirectTarget(uri)).toEqual(target);
});
