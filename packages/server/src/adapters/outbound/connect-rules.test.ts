import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { refusalOf } from "./connect-rules.ts";

const onLoopback = { allowLoopback: true, ownPorts: () => [4100] };
const offLoopback = { allowLoopback: false, ownPorts: () => [4100] };
const onlyPublic = "only public addresses are fetched from";

it.each([
  ["8.8.8.8", 443, undefined],
  ["8.8.8.8", 4100, undefined],
  ["127.0.0.1", 9000, undefined],
  [
    "127.0.0.1",
    4100,
    "127.0.0.1 port 4100 is Toolgate's own; it does not fetch from itself on someone's word",
  ],
  [
    "127.9.9.9",
    4100,
    "127.9.9.9 port 4100 is Toolgate's own; it does not fetch from itself on someone's word",
  ],
  ["::1", 4100, "::1 port 4100 is Toolgate's own; it does not fetch from itself on someone's word"],
  [
    "::ffff:127.0.0.1",
    4100,
    "::ffff:127.0.0.1 port 4100 is Toolgate's own; it does not fetch from itself on someone's word",
  ],
  ["10.1.2.3", 443, `10.1.2.3 is of the class private; ${onlyPublic}`],
  ["fd00::1", 443, `fd00::1 is of the class unique-local; ${onlyPublic}`],
  ["169.254.169.254", 80, `169.254.169.254 is of the class metadata; ${onlyPublic}`],
  ["0.0.0.0", 4100, `0.0.0.0 is of the class unspecified; ${onlyPublic}`],
  ["nonsense", 80, '"nonsense" is not an IP address'],
])(verifies("auth.outbound.rules", "on loopback, %s port %s is judged: %s"), (address, port, expected) => {
  expect(refusalOf(address, port, onLoopback)).toBe(expected);
});

it.each(["127.0.0.1", "::1", "::ffff:7f00:1"])(
  verifies("auth.outbound.rules", "off loopback, the loopback address %s is refused"),
  (address) => {
    expect(refusalOf(address, 9000, offLoopback)).toBe(
      `${address} is a loopback address, allowed only while Toolgate itself listens on loopback`,
    );
  },
);
