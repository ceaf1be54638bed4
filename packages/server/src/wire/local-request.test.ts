import { expect, it } from "vitest";
import { isLocalRequest } from "./local-request.ts";

it.each<[readonly string[], boolean]>([
  [["Host", "127.0.0.1:4100"], true],
  [["accept", "*/*", "host", "localhost:4100"], true],
  [["Host", "[::1]:4100"], true],
  [["Host", "tools.example.com"], false],
  [["Host", "localhost.example.com"], false],
  [[], false],
  [["Host", "127.0.0.1:4100", "X-Forwarded-For", "203.0.113.7"], false],
  [["Host", "127.0.0.1:4100", "x-forwarded-proto", "https"], false],
  [["Forwarded", "for=203.0.113.7", "Host", "127.0.0.1:4100"], false],
  [["Host", "127.0.0.1:4100", "Via", "1.1 proxy"], false],
  [["Host", "127.0.0.1:4100", "X-Real-IP", "203.0.113.7"], false],
])("%j is a local request: %s", (rawHeaders, local) => {
  expect(isLocalRequest({ rawHeaders })).toBe(local);
});
