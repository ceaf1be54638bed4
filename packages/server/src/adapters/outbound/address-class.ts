import { BlockList, isIPv4, isIPv6 } from "node:net";

/** What an IP address is for; Toolgate fetches from `public` ones, and from `loopback` when told so. */
export type AddressClass =
  | "public"
  | "loopback"
  | "private"
  | "link-local"
  | "unique-local"
  | "shared"
  | "metadata"
  | "multicast"
  | "unspecified"
  | "reserved"
  | "invalid";

type Rule = readonly [AddressClass, ...networks: string[]];

/** First match wins. IANA special-purpose registries (RFC 6890), plus the metadata addresses of the large clouds. */
const ipv4Rules: readonly Rule[] = [
  // Azure's wire server and Oracle's endpoint lie in ranges that would pass or be named otherwise.
  [
    "metadata",
    "169.254.169.254/32",
    "169.254.170.2/32",
    "100.100.100.200/32",
    "168.63.129.16/32",
    "192.0.0.192/32",
  ],
  ["unspecified", "0.0.0.0/8"],
  ["loopback", "127.0.0.0/8"],
  ["private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"],
  ["link-local", "169.254.0.0/16"],
  ["shared", "100.64.0.0/10"],
  ["multicast", "224.0.0.0/4"],
  ["reserved", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24"],
  ["reserved", "203.0.113.0/24", "240.0.0.0/4"],
];

const ipv6Rules: readonly Rule[] = [
  ["metadata", "fd00:ec2::254/128", "fd20:ce::254/128"],
  ["unspecified", "::/128"],
  ["loopback", "::1/128"],
  ["link-local", "fe80::/10"],
  ["unique-local", "fc00::/7", "fec0::/10"],
  ["multicast", "ff00::/8"],
  // 2001::/23 holds Teredo, whose packets leave to an address that this check would not see.
  ["reserved", "2001::/23", "2001:db8::/32", "3fff::/20"],
];

/** IPv6 prefixes that carry an IPv4 address, and the group in which it starts: the packet goes to that address. */
const embeddings: readonly { readonly network: string; readonly group: number }[] = [
  { network: "::ffff:0:0/96", group: 6 },
  { network: "::ffff:0:0:0/96", group: 6 },
  { network: "64:ff9b::/96", group: 6 },
  { network: "2002::/16", group: 1 },
];

function blockListOf(type: "ipv4" | "ipv6", networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", bits] = network.split("/");
    list.addSubnet(address, Number(bits), type);
  }
  return list;
}

const compile = (type: "ipv4" | "ipv6", rules: readonly Rule[]) =>
  rules.map(([addressClass, ...networks]) => ({ addressClass, list: blockListOf(type, networks) }));

const ipv4Lists = compile("ipv4", ipv4Rules);
const ipv6Lists = compile("ipv6", ipv6Rules);
const embeddingLists = embeddings.map(({ network, group }) => ({
  group,
  list: blockListOf("ipv6", [network]),
}));
const globalUnicast = blockListOf("ipv6", ["2000::/3"]);

/** Classifies an IPv4 or IPv6 literal (no brackets); IPv4 inside IPv6 (mapped, translated, NAT64, 6to4) counts as that IPv4. */
export function classifyAddress(address: string): AddressClass {
  // A zone ("%eth0") names one of our own links.
  if (address.includes("%")) return isIPv6(address) ? "link-local" : "invalid";
  const destination = destinationOf(address);
  if (isIPv4(destination)) {
    return ipv4Lists.find(({ list }) => list.check(destination, "ipv4"))?.addressClass ?? "public";
  }
  if (!isIPv6(destination)) return "invalid";
  const rule = ipv6Lists.find(({ list }) => list.check(destination, "ipv6"));
  if (rule !== undefined) return rule.addressClass;
  return globalUnicast.check(destination, "ipv6") ? "public" : "reserved";
}

/** Where packets to a literal end up, in one spelling: the IPv4 inside an IPv6 address, or the compressed IPv6 form. */
export function destinationOf(address: string): string {
  if (!isIPv6(address) || address.includes("%")) return address;
  const embedding = embeddingLists.find(({ list }) => list.check(address, "ipv6"));
  if (embedding !== undefined) return embeddedIpv4(address, embedding.group);
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function embeddedIpv4(address: string, group: number): string {
  const groups = ipv6Groups(address);
  const high = groups[group] ?? 0;
  const low = groups[group + 1] ?? 0;
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}

/** The eight 16-bit groups of a valid IPv6 literal; URL does the parsing, dotted endings included. */
function ipv6Groups(address: string): readonly number[] {
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const parse = (part: string) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const left = parse(head);
  if (tail === undefined) return left;
  const right = parse(tail);
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
