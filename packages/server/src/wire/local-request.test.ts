import { expect, it } from "vitest";
import { isFromThisMachine, isLocalRequest } from "./local-request.ts";

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

it.each<[readonly string[], boolean]>([
  [[], true],
  [["Forwarded", "for=127.0.0.1"], true],
  [["Forwarded", 'proto=https; For="127.0.0.1:1234";by=x'], true],
  [["Forwarded", 'for="[::1]:1234"'], true],
  [["Forwarded", "for=127.0.0.1, for=203.0.113.7"], false],
  [["Forwarded", "for=203.0.113.7;for=127.0.0.1"], false],
  [["Forwarded", 'for="127.0.0.1, for=203.0.113.7"'], false],
  [["Forwarded", "proto=https"], false],
  [["Forwarded", "for=127.0.0.1", "X-Forwarded-For", "203.0.113.7"], false],
  [["X-Forwarded-For", "127.0.0.1"], true],
  [["X-Forwarded-For", "127.0.0.1, 203.0.113.7"], false],
  [["X-Forwarded-Proto", "https"], false],
  [["Via", "1.1 proxy"], false],
])("%j comes from this machine: %s", (rawHeaders, ours) => {
  expect(isFromThisMachine({ rawHeaders })).toBe(ours);
});

it("a long header of blanks is read once, and not again from each of them", () => {
  const rawHeaders = ["Forwarded", `for=a${" ".repeat(2_000_000)}x`];
  expect(isFromThisMachine({ rawHeaders })).toBe(false);
});
