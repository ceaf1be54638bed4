/** Whether an address lies in an address or CIDR block; undefined when one of them is none. IPv4 inside IPv6 is IPv4. */
export function inIpRange(range: string, address: string): boolean | undefined {
  const [base = "", bits, ...more] = range.split("/");
  const low = parseIp(base);
  const given = parseIp(address);
  if (!low || !given || more.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const written = bits === undefined ? low.written : Number(bits);
  if (written > low.written) return undefined;
  const prefix = written - (low.written - low.width);
  if (low.width !== given.width || prefix < 0) return false;
  const free = BigInt(low.width - prefix);
  return low.value >> free === given.value >> free;
}

interface Ip {
  readonly value: bigint;
  /** Bits of the address; 32 for an IPv4 address written inside IPv6. */
  readonly width: number;
  /** Bits of the address as written, which a prefix counts. */
  readonly written: number;
}

function parseIp(text: string): Ip | undefined {
  const four = parseIpv4(text);
  if (four !== undefined) return { value: four, width: 32, written: 32 };
  const six = parseIpv6(text);
  if (six === undefined) return undefined;
  if (six >> 32n === 0xffffn) return { value: six & 0xffffffffn, width: 32, written: 128 };
  return { value: six, width: 128, written: 128 };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const dotted = text.lastIndexOf(":") + 1;
  const tail = text.slice(dotted);
  if (tail.includes(".")) {
    const four = parseIpv4(tail);
    if (four === undefined) return undefined;
    return parseIpv6(
      `${text.slice(0, dotted)}${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`,
    );
  }
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [left = [], right] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - left.length - (right?.length ?? 0);
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...(right ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
