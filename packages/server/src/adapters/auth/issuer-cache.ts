import type { IssuerKeys } from "./issuer-keys.ts";

export interface IssuerCacheOptions {
  readonly load: (discoveryUrl: string) => Promise<IssuerKeys>;
  /** How long a document is used, in milliseconds. */
  readonly maxAgeMs: number;
  /** How long a failure stands before the next try, in milliseconds. */
  readonly failureMs: number;
  /** Most documents kept; the one loaded longest ago goes first. */
  readonly maxEntries: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

interface Entry {
  readonly issuer: Promise<IssuerKeys>;
  expiresAt: number;
}

/** Keeps issuers by discovery URL; requests that arrive while one is being loaded share that load. */
export function createIssuerCache(
  options: IssuerCacheOptions,
): (discoveryUrl: string) => Promise<IssuerKeys> {
  const entries = new Map<string, Entry>();
  return function issuerOf(discoveryUrl) {
    const known = entries.get(discoveryUrl);
    if (known !== undefined && options.now() < known.expiresAt) return known.issuer;
    const issuer = options.load(discoveryUrl);
    const entry: Entry = { issuer, expiresAt: Number.POSITIVE_INFINITY };
    entries.delete(discoveryUrl);
    entries.set(discoveryUrl, entry);
    const [oldest] = entries.keys();
    if (entries.size > options.maxEntries && oldest !== undefined) entries.delete(oldest);
    issuer.then(
      () => {
        entry.expiresAt = options.now() + options.maxAgeMs;
      },
      () => {
        entry.expiresAt = options.now() + options.failureMs;
      },
    );
    return issuer;
  };
}
