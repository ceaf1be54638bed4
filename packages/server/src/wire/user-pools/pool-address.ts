import type { PoolDirectory, PoolIssuer } from "../../services/cognito/pool-directory.ts";
import { parseHost } from "../host-header.ts";

/** Where a request for a pool came in. */
export interface PoolAddress {
  readonly pool: PoolIssuer;
  /** What comes before the pool's own paths: `/cognito/<poolId>`, `/<poolId>`, or nothing. */
  readonly mount: string;
  /** The pool's own path: `/oauth2/token`. */
  readonly path: string;
  /** Under Cognito's own names a pool answers at two hosts, each with its own paths. */
  readonly host: "toolgate" | "issuer" | "domain";
  readonly scheme: "http:" | "https:";
}

const byPath = /^(\/cognito\/([\w-]{1,55}))(\/.*)$/s;
const byPoolId = /^(\/([\w-]{1,55}))(\/\.well-known\/.*)$/s;

/** Whether the host is one of Cognito's names for pools that live here. */
export function isPoolHost(directory: PoolDirectory, host: string): boolean {
  const name = parseHost(host)?.hostname;
  return name !== undefined && (directory.hasRegionHost(name) || directory.byDomainHost(name) !== undefined);
}

/** Whether the path on Toolgate's own hosts belongs to pools. */
export function isPoolPath(path: string): boolean {
  return path.startsWith("/cognito/");
}

/** Which pool a request is for; undefined for none that lives here. */
export function poolAddress(directory: PoolDirectory, host: string, path: string): PoolAddress | undefined {
  const { hostname: name = "", port } = parseHost(host) ?? {};
  // Under Cognito's names without a port, something before us ends TLS.
  const scheme = port === undefined ? "https:" : "http:";
  const ofDomain = directory.byDomainHost(name);
  if (ofDomain !== undefined) return { pool: ofDomain, mount: "", path, host: "domain", scheme };
  const isIssuer = directory.hasRegionHost(name);
  const [, mount, poolId = "", rest = "/"] = (isIssuer ? byPoolId : byPath).exec(path) ?? [];
  const pool = directory.byId(poolId);
  if (mount === undefined || pool === undefined) return undefined;
  if (isIssuer && name !== `cognito-idp.${pool.region}.amazonaws.com`) return undefined;
  return isIssuer
    ? { pool, mount, path: rest, host: "issuer", scheme }
    : { pool, mount, path: rest, host: "toolgate", scheme: "http:" };
}
