import { type LookupAddress, type LookupOptions, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import type { buildConnector } from "undici";
import { type ConnectRules, refusalOf } from "./connect-rules.ts";

/** Resolves a host name to every address it has, as node:dns does with `all`. */
export type ResolveAll = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A connection that the rules do not allow; the message names host, address and rule. */
export class ConnectionRefusedByRule extends Error {
  override readonly name = "ConnectionRefusedByRule";
}

/** A connector for undici that checks the very addresses it then connects to, so a name cannot change in between. */
export function checkedConnector(
  undici: { readonly buildConnector: typeof buildConnector },
  rules: ConnectRules,
  connectTimeoutMs: number,
  resolveAll: ResolveAll = systemLookup,
): buildConnector.connector {
  return function connectChecked(options, callback) {
    const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
    // node:net asks no lookup about an IP literal.
    if (isIP(options.hostname) !== 0) throwIfRefused(options.hostname, options.hostname, port, rules);
    const lookup: LookupFunction = (hostname, lookupOptions, done) => {
      resolveAll(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
        if (error !== null) return done(error, []);
        try {
          // One bad address spoils the name: an honest one has no business pointing inside.
          for (const { address } of addresses) throwIfRefused(hostname, address, port, rules);
        } catch (refusal) {
          return done(refusal as ConnectionRefusedByRule, []);
        }
        const first = addresses[0];
        if (lookupOptions.all === true || first === undefined) return done(null, addresses);
        return done(null, first.address, first.family);
      });
    };
    undici.buildConnector({ lookup, timeout: connectTimeoutMs, port })(options, callback);
  };
}

function throwIfRefused(hostname: string, address: string, port: number, rules: ConnectRules): void {
  const refusal = refusalOf(address, port, rules);
  if (refusal === undefined) return;
  const resolved = hostname === address ? "" : `${hostname} resolves to ${address}: `;
  throw new ConnectionRefusedByRule(`${resolved}${refusal}`);
}
