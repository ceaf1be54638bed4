import { networkInterfaces } from "node:os";
import { classifyAddress, destinationOf } from "./address-class.ts";

/** What the outbound client may connect to, beyond public addresses. */
export interface ConnectRules {
  /** True only while Toolgate itself listens on loopback. */
  readonly allowLoopback: boolean;
  /** Toolgate's own ports at this moment; refused on every address of this machine. */
  readonly ownPorts: () => readonly number[];
}

/** Says why a connection to this address and port is refused, or undefined when it may be made. */
export function refusalOf(address: string, port: number, rules: ConnectRules): string | undefined {
  const addressClass = classifyAddress(address);
  switch (addressClass) {
    case "public":
      return rules.ownPorts().includes(port) && isOwnAddress(address)
        ? ownPortRefusal(address, port)
        : undefined;
    case "loopback":
      if (!rules.allowLoopback) {
        return `${address} is a loopback address, allowed only while Toolgate itself listens on loopback`;
      }
      return rules.ownPorts().includes(port) ? ownPortRefusal(address, port) : undefined;
    case "invalid":
      return `${JSON.stringify(address)} is not an IP address`;
    default:
      return `${address} is of the class ${addressClass}; only public addresses are fetched from`;
  }
}

function ownPortRefusal(address: string, port: number): string {
  return `${address} port ${port} is Toolgate's own; it does not fetch from itself on someone's word`;
}

function isOwnAddress(address: string): boolean {
  const destination = destinationOf(address);
  return Object.values(networkInterfaces()).some((own) =>
    own?.some((entry) => destinationOf(entry.address) === destination),
  );
}
