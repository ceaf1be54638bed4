/** The pools that live here, in memory: who signs what is asked with every token and every host name. */
import type { Store } from "../../store-port.ts";
import type { PublicSigningKey } from "../../user-pool-crypto-port.ts";
import { domains, issuerOf, pools } from "./cognito-model.ts";
import { every } from "./paged-list.ts";

/** A pool as an issuer of tokens. */
export interface PoolIssuer {
  readonly poolId: string;
  readonly region: string;
  readonly issuer: string;
  readonly domain: string | undefined;
  /** The same object for as long as the pool stays what it is. */
  jwks(): Promise<{ keys: PublicSigningKey[] }>;
}

export interface PoolDirectory {
  byId(poolId: string): PoolIssuer | undefined;
  /** By a domain's host name, e.g. `my-app.auth.us-west-2.amazoncognito.com`. */
  byDomainHost(host: string): PoolIssuer | undefined;
  /** Whether pools of that Region live here, by Cognito's host name for it. */
  hasRegionHost(host: string): boolean;
  /** The pool that a discovery URL on Cognito's own host belongs to. */
  byDiscoveryUrl(url: string): PoolIssuer | undefined;
  /** Reads the pools anew, after a change. */
  reload(): Promise<void>;
}

const discovery =
  /^https:\/\/cognito-idp\.([a-z0-9-]+)\.amazonaws\.com\/([\w-]+)\/\.well-known\/openid-configuration$/;

/** Opens the directory with what is in the store. */
export async function openPoolDirectory(store: Pick<Store, "read">): Promise<PoolDirectory> {
  let byId = new Map<string, PoolIssuer>();
  let byHost = new Map<string, PoolIssuer>();
  let regionHosts = new Set<string>();

  async function reload(): Promise<void> {
    const [read, hosts] = await store.read(async (view) => {
      const issuers = new Map<string, PoolIssuer>();
      for await (const { body } of every(view, pools)) {
        const { id, region, domain, keys } = body;
        const known = byId.get(id);
        const made: PoolIssuer = {
          poolId: id,
          region,
          issuer: issuerOf(body),
          domain,
          jwks: async () => ({ keys: keys.map((key) => ({ ...key })) }),
        };
        issuers.set(id, known !== undefined && known.domain === domain ? known : made);
      }
      const named = new Map<string, PoolIssuer>();
      for await (const { body } of every(view, domains)) {
        const issuer = issuers.get(body.poolId);
        if (issuer !== undefined) named.set(`${body.domain}.auth.${body.region}.amazoncognito.com`, issuer);
      }
      return [issuers, named] as const;
    });
    byId = read;
    byHost = hosts;
    regionHosts = new Set([...read.values()].map(({ region }) => `cognito-idp.${region}.amazonaws.com`));
  }

  // One after the other, so that an older reading never replaces a newer one.
  let last = Promise.resolve();
  const reloadInTurn = () => {
    last = last.then(reload, reload);
    return last;
  };

  await reload();
  return {
    byId: (poolId) => byId.get(poolId),
    byDomainHost: (host) => byHost.get(host),
    hasRegionHost: (host) => regionHosts.has(host),
    byDiscoveryUrl(url) {
      const [, region, poolId = ""] = discovery.exec(url) ?? [];
      const issuer = byId.get(poolId);
      return issuer?.region === region ? issuer : undefined;
    },
    reload: reloadInTurn,
  };
}
