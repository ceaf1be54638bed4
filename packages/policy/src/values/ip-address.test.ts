import { describe, expect, it } from "vitest";
import { formatIp, isInRange, isLoopback, isMulticast, parseIp } from "./ip-address.ts";
import type { IpValue } from "./value.ts";

function ip(text: string): IpValue {
  const value = parseIp(text);
  if (value === undefined) throw new Error(text);
  return value;
}

describe("ip", () => {
  it.each([
    ["127.0.0.1", "127.0.0.1"],
    ["10.1.2.3/8", "10.1.2.3/8"],
    ["1.2.3.4/32", "1.2.3.4"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::", "0:0:0:0:0:0:0:0"],
    ["::1", "0:0:0:0:0:0:0:1"],
    ["1::", "1:0:0:0:0:0:0:0"],
    ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
    ["::2:3:4:5:6:7:8/64", "0:2:3:4:5:6:7:8/64"],
    ["ABCD:0:0::00ef/128", "abcd:0:0:0:0:0:0:ef"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/100", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/100"],
  ])("reads %j as %s", (text, formatted) => {
    expect(formatIp(ip(text))).toBe(formatted);
    expect(ip(formatted)).toEqual(ip(text));
  });

  it.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "1.2.3.256",
    "01.2.3.4",
    "1.2.3.4/33",
    "1.2.3.4/",
    "1.2.3.4/08",
    "1.2.3.4/-1",
    "1.2.3.4/8/8",
    "1.2.3.",
    " 1.2.3.4",
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7::8",
    ":1:2:3:4:5:6:7",
    "12345::",
    "g::",
    "::/129",
    "::/0128",
    "::ffff:1.2.3.4",
    "fe80::1%eth0",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/1000",
  ])("does not read %j", (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  it.each([
    ["10.1.2.3", "10.0.0.0/8", true],
    ["10.1.2.3/8", "10.0.0.0/8", true],
    ["10.0.0.0/7", "10.0.0.0/8", false],
    ["11.0.0.1", "10.0.0.0/8", false],
    ["1.2.3.4", "0.0.0.0/0", true],
    ["1.2.3.4", "1.2.3.4", true],
    ["::1", "0.0.0.0/0", false],
    ["2001:db8::1", "2001:db8::/32", true],
    ["2001:db9::1", "2001:db8::/32", false],
  ])("%s in the range %s: %s", (address, range, expected) => {
    expect(isInRange(ip(address), ip(range))).toBe(expected);
  });

  it.each([
    ["127.0.0.1", true, false],
    ["127.255.0.0/16", true, false],
    ["127.0.0.0/7", false, false],
    ["128.0.0.1", false, false],
    ["::1", true, false],
    ["::1/127", false, false],
    ["::2", false, false],
    ["224.0.0.1", false, true],
    ["239.255.255.255/4", false, true],
    ["224.0.0.0/3", false, false],
    ["223.255.255.255", false, false],
    ["ff02::1", false, true],
    ["ff00::/7", false, false],
    ["fe00::1", false, false],
  ])("%s: loopback %s, multicast %s", (address, loopback, multicast) => {
    expect([isLoopback(ip(address)), isMulticast(ip(address))]).toEqual([loopback, multicast]);
  });
});
