import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { createGuard } from "./guard.ts";
import { createPageAccess } from "./page-access.ts";

const onLoopback = createGuard({ ownOrigins: () => ["http://127.0.0.1:4100"] });
const behindProxy = createGuard({
  publicUrl: "https://tools.example.com/base",
  ownOrigins: () => ["http://127.0.0.1:4100"],
});
const offLoopback = createGuard({ ownOrigins: () => ["http://192.0.2.7:4100"] });
const onEveryAddress = createGuard({ ownOrigins: () => ["http://0.0.0.0:4100", "http://[::]:4100"] });
const guards = { onLoopback, behindProxy, offLoopback, onEveryAddress };

type Row = readonly [
  guard: keyof typeof guards,
  host: string,
  origin: string | undefined,
  403 | 421 | undefined,
];

const rows: readonly Row[] = [
  ["onLoopback", "127.0.0.1:4100", undefined, undefined],
  ["onLoopback", "127.0.0.1", undefined, undefined],
  ["onLoopback", "127.0.0.2:9999", undefined, undefined],
  ["onLoopback", "localhost:4100", undefined, undefined],
  ["onLoopback", "LOCALHOST:4100", undefined, undefined],
  ["onLoopback", "[::1]:4100", undefined, undefined],
  ["onLoopback", "[0:0:0:0:0:0:0:1]:4100", undefined, undefined],
  ["onLoopback", "evil.example", undefined, 421],
  ["onLoopback", "evil.example:4100", undefined, 421],
  ["onLoopback", "127.0.0.1.evil.example:4100", undefined, 421],
  ["onLoopback", "localhost.evil.example:4100", undefined, 421],
  ["onLoopback", "evil.localhost:4100", undefined, 421],
  ["onLoopback", "localhost.:4100", undefined, 421],
  ["onLoopback", "127.1:4100", undefined, 421],
  ["onLoopback", "0x7f000001:4100", undefined, 421],
  ["onLoopback", "2130706433:4100", undefined, 421],
  ["onLoopback", "0177.0.0.1:4100", undefined, 421],
  ["onLoopback", "0.0.0.0:4100", undefined, 421],
  ["onLoopback", "[::]:4100", undefined, 421],
  ["onLoopback", "[::ffff:7f00:1]:4100", undefined, 421],
  ["onLoopback", "10.0.0.1:4100", undefined, 421],
  ["onLoopback", "169.254.169.254", undefined, 421],
  ["onLoopback", "", undefined, 421],
  ["onLoopback", "localhost:4100@evil.example", undefined, 421],
  ["onLoopback", "evil.example@localhost:4100", undefined, 421],
  ["onLoopback", "localhost:4100/evil", undefined, 421],
  ["onLoopback", "localhost:4100, evil.example", undefined, 421],
  ["onLoopback", "localhost:99999", undefined, 421],
  ["onLoopback", "localhost:", undefined, 421],
  ["onLoopback", " localhost", undefined, 421],
  ["onLoopback", "127.0.0.1:4100", "http://127.0.0.1:4100", undefined],
  ["onLoopback", "localhost:4100", "http://localhost:4100", undefined],
  ["onLoopback", "[::1]:4100", "http://[::1]:4100", undefined],
  ["onLoopback", "127.0.0.1:4100", "http://localhost:4100", undefined],
  ["onLoopback", "127.0.0.1:4100", "https://127.0.0.1:4100", 403],
  ["onLoopback", "127.0.0.1:4100", "http://127.0.0.1:3000", 403],
  ["onLoopback", "127.0.0.1:4100", "http://127.0.0.1", 403],
  ["onLoopback", "127.0.0.1:4100", "http://127.0.0.2:4100", 403],
  ["onLoopback", "127.0.0.1:4100", "http://localhost:4100/", 403],
  ["onLoopback", "127.0.0.1:4100", "http://evil.example", 403],
  ["onLoopback", "127.0.0.1:4100", "http://127.0.0.1:4100.evil.example", 403],
  ["onLoopback", "127.0.0.1:4100", "null", 403],
  ["onLoopback", "127.0.0.1:4100", "", 403],
  ["onLoopback", "127.0.0.1:4100", "chrome-extension://abcdef", 403],
  ["onLoopback", "127.0.0.1:4100", "file://", 403],
  ["onLoopback", "evil.example", "http://127.0.0.1:4100", 421],
  ["onLoopback", "tools.example.com", undefined, 421],
  ["behindProxy", "tools.example.com", undefined, undefined],
  ["behindProxy", "Tools.Example.com", undefined, undefined],
  ["behindProxy", "tools.example.com:443", undefined, undefined],
  ["behindProxy", "tools.example.com:80", undefined, 421],
  ["behindProxy", "tools.example.com:4100", undefined, 421],
  ["behindProxy", "127.0.0.1:4100", undefined, undefined],
  ["behindProxy", "other.example.com", undefined, 421],
  ["behindProxy", "tools.example.com", "https://tools.example.com", undefined],
  ["behindProxy", "tools.example.com", "http://tools.example.com", 403],
  ["behindProxy", "tools.example.com", "https://tools.example.com:8443", 403],
  ["behindProxy", "tools.example.com", "https://evil.example", 403],
  ["offLoopback", "192.0.2.7:4100", undefined, undefined],
  ["offLoopback", "192.0.2.7", undefined, 421],
  ["offLoopback", "192.0.2.8:4100", undefined, 421],
  ["offLoopback", "192.0.2.7:4100", "http://192.0.2.7:4100", undefined],
  ["offLoopback", "192.0.2.7:4100", "http://localhost:4100", 403],
  ["onEveryAddress", "0.0.0.0:4100", undefined, 421],
  ["onEveryAddress", "[::]:4100", undefined, 421],
  ["onEveryAddress", "127.0.0.1:4100", undefined, undefined],
  ["onEveryAddress", "127.0.0.1:4100", "http://0.0.0.0:4100", 403],
  ["onEveryAddress", "127.0.0.1:4100", "http://127.0.0.1:4100", undefined],
];

describe("the guard", () => {
  it.each(rows)(
    verifies("auth.guard", "a server %s that is asked as Host %j from Origin %j answers %s"),
    (guard, host, origin, status) => {
      const rawHeaders = ["Host", host, ...(origin === undefined ? [] : ["Origin", origin])];
      expect(guards[guard]({ url: "/x", rawHeaders })?.status).toBe(status);
    },
  );

  it.each([
    ["/x", undefined],
    ["*", undefined],
    ["http://127.0.0.1:4100/x", undefined],
    ["HTTP://127.0.0.1:4100/x", undefined],
    ["http://evil.example/x", 421],
    ["http://localhost:4100/x", 421],
    ["http://user@127.0.0.1:4100/x", 421],
    ["https://127.0.0.1/x", 421],
    ["127.0.0.1:4100", 421],
    ["x", 421],
  ])(verifies("auth.guard.target", "the request target %s is answered with %s"), (url, status) => {
    expect(onLoopback({ url, rawHeaders: ["host", "127.0.0.1:4100"] })?.status).toBe(status);
  });

  it.each([
    [[], 400],
    [["Host", "127.0.0.1:4100", "HOST", "127.0.0.1:4100"], 400],
    [["Host", "127.0.0.1:4100", "host", "evil.example"], 400],
    [["Host", "127.0.0.1:4100", "Authorization", "Bearer a", "authorization", "Bearer b"], 400],
    [["Host", "127.0.0.1:4100", "Content-Type", "application/json", "content-type", "text/plain"], 400],
    [["Host", "127.0.0.1:4100", "Origin", "http://127.0.0.1:4100", "ORIGIN", "http://evil.example"], 403],
    [["X-Note", "host", "Host", "127.0.0.1:4100", "Accept", "origin"], undefined],
  ])(verifies("auth.guard.duplicates", "the raw headers %j are answered with %s"), (rawHeaders, status) => {
    expect(onLoopback({ url: "/", rawHeaders })?.status).toBe(status);
  });

  it(verifies("auth.guard.message", "a refusal names the value and what to do"), () => {
    expect(onLoopback({ url: "/", rawHeaders: ["host", "evil.example"] })).toEqual({
      status: 421,
      message:
        'The Host "evil.example" is not a name of this server. Use http://127.0.0.1:4100, or start Toolgate with --public-url set to the address that callers use.',
    });
    const origin = behindProxy({ url: "/", rawHeaders: ["host", "localhost", "origin", 'x"\n'] });
    expect(origin?.message).toBe(
      'Requests from web pages of the Origin "x\\"\\n" are refused; only http://127.0.0.1:4100 or https://tools.example.com may call from a browser.',
    );
  });

  it(verifies("pages.told", "a refused page is told of, with the setting only where it would help"), () => {
    const told: object[] = [];
    const pages = createPageAccess({ allowedOrigins: ["http://localhost:1"], elsewhere: () => undefined });
    const guard = createGuard({
      ownOrigins: () => ["http://127.0.0.1:4100"],
      pages,
      onRefusedPage: (refused) => told.push(refused),
    });
    const ask = (url: string, origin: string) =>
      guard({ url, rawHeaders: ["Host", "127.0.0.1:4100", "Origin", origin] })?.message;
    const hint =
      "To let an MCP client in that runs in this page, start Toolgate with --allow-origin http://localhost:6274";
    const refused =
      'Requests from web pages of the Origin "http://localhost:6274" are refused; only http://127.0.0.1:4100 may call from a browser.';
    expect(ask("/gateways/a/mcp?x=/metrics", "http://localhost:1")).toBeUndefined();
    expect(ask("/gateways/a/mcp", "http://localhost:6274")).toBe(`${refused} ${hint}.`);
    expect(ask("/metrics?x=/gateways/a/mcp", "http://localhost:6274")).toBe(refused);
    expect(ask("/gateways/a/mcp", "null")).toContain('"null" are refused; only http://127.0.0.1:4100 may');
    expect(told).toEqual([
      { origin: "http://localhost:6274", hint },
      { origin: "http://localhost:6274", hint: undefined },
      { origin: "null", hint: undefined },
    ]);
  });

  it("a public URL that is none is refused when the guard is made", () => {
    const make = () => createGuard({ publicUrl: "tools.example.com", ownOrigins: () => [] });
    expect(make).toThrow(
      '"tools.example.com" is not an http or https URL; give one such as https://tools.example.com',
    );
  });
});
