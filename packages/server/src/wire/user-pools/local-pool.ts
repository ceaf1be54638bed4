import { isLoopbackHost } from "../../loopback-host.ts";
import type { PoolDirectory, PoolIssuer } from "../../services/cognito/pool-directory.ts";

/**
 * The pool that a discovery URL belongs to, if it lives here: on Cognito's own host, or below one of our own addresses
 * (`http://127.0.0.1:4100/cognito/`). What is found here is never asked for over the network.
 */
export function localPool(
  directory: PoolDirectory,
  ownUrls: readonly string[],
  discoveryUrl: string,
): PoolIssuer | undefined {
  const known = directory.byDiscoveryUrl(discoveryUrl);
  if (known !== undefined || !URL.canParse(discoveryUrl)) return known;
  const given = new URL(discoveryUrl);
  const [, poolId = ""] =
    /\/cognito\/([\w-]{1,55})\/\.well-known\/openid-configuration$/.exec(given.pathname) ?? [];
  const isOurs = ownUrls.some((own) => {
    const expected = new URL(`${own}${poolId}/.well-known/openid-configuration`);
    const sameHost =
      given.hostname === expected.hostname ||
      (isLoopbackHost(given.hostname) && isLoopbackHost(expected.hostname));
    return (
      sameHost &&
      given.protocol === expected.protocol &&
      given.port === expected.port &&
      given.pathname === expected.pathname &&
      given.search === ""
    );
  });
  return isOurs ? directory.byId(poolId) : undefined;
}
