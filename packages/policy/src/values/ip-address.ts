import { IpValue } from "./value.ts";

/** An IPv6 address written in full, with its prefix. */
const longest = 43;
const bits = { 4: 32, 6: 128 } as const;
const group = /^[0-9a-fA-F]{1,4}$/;
const byte = /^(?:0|[1-9]\d{0,2})$/;
const loopback = { 4: new IpValue(4, 0x7f000000n, 8), 6: new IpValue(6, 1n, 128) };
const multicast = { 4: new IpValue(4, 0xe0000000n, 4), 6: new IpValue(6, 0xffn << 120n, 8) };

/** The address, or the range with `/prefix`, that the text writes; undefined for anything else, IPv4 within IPv6 included. */
export function parseIp(text: string): IpValue | undefined {
  if (text.length > longest || (text.includes(".") && text.includes(":"))) return undefined;
  const slash = text.indexOf("/");
  const addressText = slash < 0 ? text : text.slice(0, slash);
  const version = addressText.includes(":") ? 6 : 4;
  const address = version === 6 ? parseIpv6(addressText) : parseIpv4(addressText);
  const prefix = slash < 0 ? bits[version] : parsePrefix(text.slice(slash + 1), bits[version]);
  return address === undefined || prefix === undefined ? undefined : new IpValue(version, address, prefix);
}

/** The address as `ip("…")` reads it. */
export function formatIp({ version, address, prefix }: IpValue): string {
  const suffix = prefix === bits[version] ? "" : `/${prefix}`;
  return version === 4 ? `${pieces(address, 4, 8n, 10).join(".")}${suffix}` : formatIpv6(address, suffix);
}

/** Whether every address of `ip` is one of `range`. */
export function isInRange(ip: IpValue, range: IpValue): boolean {
  if (ip.version !== range.version || ip.prefix < range.prefix) return false;
  const host = BigInt(bits[range.version] - range.prefix);
  return ip.address >> host === range.address >> host;
}

/** Whether every address is one of the machine's own: `127.0.0.0/8`, `::1`. */
export function isLoopback(ip: IpValue): boolean {
  return isInRange(ip, loopback[ip.version]);
}

/** Whether every address is one of groups: `224.0.0.0/4`, `ff00::/8`. */
export function isMulticast(ip: IpValue): boolean {
  return isInRange(ip, multicast[ip.version]);
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => byte.test(part) && Number(part) <= 255)) return undefined;
  return joined(parts.map(BigInt), 8n);
}

function parseIpv6(text: string): bigint | undefined {
  const [head = "", tail, more] = text.split("::");
  if (more !== undefined) return undefined;
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  // `::` stands for one group at least
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<string>(missing).fill("0"), ...after];
  return groups.every((part) => group.test(part))
    ? joined(
        groups.map((part) => BigInt(`0x${part}`)),
        16n,
      )
    : undefined;
}

function parsePrefix(text: string, most: number): number | undefined {
  return byte.test(text) && Number(text) <= most ? Number(text) : undefined;
}

function joined(parts: readonly bigint[], size: bigint): bigint {
  return parts.reduce((sum, part) => (sum << size) | part, 0n);
}

function pieces(address: bigint, count: number, size: bigint, radix: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    BigInt.asUintN(Number(size), address >> (BigInt(count - 1 - index) * size)).toString(radix),
  );
}

/** Written out in full, which may be as long as the longest text that is read. */
function formatIpv6(address: bigint, suffix: string): string {
  return `${pieces(address, 8, 16n, 16).join(":")}${suffix}`;
}
