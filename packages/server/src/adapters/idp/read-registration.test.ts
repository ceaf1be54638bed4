import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { readRegistration } from "./read-registration.ts";

const uris = { redirect_uris: ["http://127.0.0.1/"] };

it.each<readonly [string, string | undefined]>([
  ["Claude Code", "Claude Code"],
  ["  two \n lines ", "two lines"],
  ["Bank\u202Eppa", "Bankppa"],
  ["zero\u200Bwidth\u0000", "zerowidth"],
  ["😀".repeat(80), "😀".repeat(80)],
  ["😀".repeat(100), `${"😀".repeat(79)}…`],
  ["\u200B", undefined],
])(verifies("sign-in.registration", "the name %j is shown as %j"), (client_name, shown) => {
  const reading = readRegistration({ ...uris, client_name });
  expect(reading.ok && reading.registration.client_name).toBe(shown);
});

it(
  verifies("sign-in.registration", "what is left out has RFC 7591's defaults, repeated addresses count once"),
  () => {
    expect(readRegistration({ redirect_uris: ["a.b:/x", "a.b:/x"] })).toEqual({
      ok: true,
      registration: { redirect_uris: ["a.b:/x"], grant_types: ["authorization_code"] },
    });
  },
);

const people =
  "an app that registers itself signs people in: grant_types must have authorization_code and response_types code; clients with credentials of their own belong in the identities file";
it.each<readonly [unknown, string, string]>([
  [undefined, "invalid_client_metadata", "the request: Invalid input: expected object, received undefined"],
  [
    { redirect_uris: "x" },
    "invalid_redirect_uri",
    "redirect_uris: Invalid input: expected array, received string",
  ],
  [
    { redirect_uris: [] },
    "invalid_redirect_uri",
    "redirect_uris: Too small: expected array to have >=1 items",
  ],
  [
    { redirect_uris: Array.from({ length: 21 }, () => "a.b:/x") },
    "invalid_redirect_uri",
    "redirect_uris: Too big: expected array to have <=20 items",
  ],
  [
    { redirect_uris: ["a.b:/x", "http://example.com/"] },
    "invalid_redirect_uri",
    'redirect_uris.1: "http://example.com/" is http off this computer; use https, or http://127.0.0.1 with any port',
  ],
  [{ ...uris, grant_types: ["client_credentials"] }, "invalid_client_metadata", people],
  [{ ...uris, grant_types: ["refresh_token"] }, "invalid_client_metadata", people],
  [{ ...uris, response_types: ["token"] }, "invalid_client_metadata", people],
  [
    { ...uris, token_endpoint_auth_method: "private_key_jwt" },
    "invalid_client_metadata",
    'token_endpoint_auth_method: "private_key_jwt" is not supported; use none, with PKCE',
  ],
  [
    { ...uris, client_name: 7 },
    "invalid_client_metadata",
    "client_name: Invalid input: expected string, received number",
  ],
])(verifies("sign-in.registration.refuse", "%j is refused with %s: %s"), (body, error, description) => {
  expect(readRegistration(body)).toEqual({ ok: false, error, description });
});
