import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { pageOriginProblem } from "./page-origin.ts";

describe("an origin whose pages are to be let in", () => {
  it.each<readonly [string, string | undefined]>([
    ["http://localhost:6274", undefined],
    ["http://127.0.0.1:6274", undefined],
    ["http://[::1]:6274", undefined],
    ["http://localhost", undefined],
    ["https://chat.example.com", undefined],
    ["https://chat.example.com:8443", undefined],
    ["*", '"*" would let in more than one origin; name each, such as http://localhost:6274'],
    [
      "https://*.example.com",
      '"https://*.example.com" would let in more than one origin; name each, such as http://localhost:6274',
    ],
    ["", '"" is not the origin of a web page; write one such as http://localhost:6274'],
    ["null", '"null" is not the origin of a web page; write one such as http://localhost:6274'],
    [
      "localhost:6274",
      '"localhost:6274" is not the origin of a web page; write one such as http://localhost:6274',
    ],
    [
      "chrome-extension://abcdef",
      '"chrome-extension://abcdef" is not the origin of a web page; write one such as http://localhost:6274',
    ],
    [
      "http://chat.example.com",
      '"http://chat.example.com" is http off this computer, where others can change the page on its way; use https',
    ],
    [
      "http://localhost.evil.example",
      '"http://localhost.evil.example" is http off this computer, where others can change the page on its way; use https',
    ],
    [
      "http://localhost:6274/",
      '"http://localhost:6274/" is not what browsers send as the origin; write http://localhost:6274',
    ],
    [
      "https://Chat.example.com:443/app",
      '"https://Chat.example.com:443/app" is not what browsers send as the origin; write https://chat.example.com',
    ],
    [
      "https://me:secret@chat.example.com",
      '"https://me:secret@chat.example.com" is not what browsers send as the origin; write https://chat.example.com',
    ],
  ])(verifies("pages.setting", "%j: %s"), (text, problem) => {
    expect(pageOriginProblem(text)).toBe(problem);
  });
});
