import { createJwtVerifier } from "../adapters/auth/jwt-verifier.ts";
import { createVerifiedTokenCache } from "../adapters/auth/verified-token-cache.ts";
import { readIdentities } from "../adapters/idp/identity-file.ts";
import { createIdentityProvider } from "../adapters/idp/identity-provider.ts";
import { type Config, ConfigError } from "../config.ts";
import { allKeys, rememberedKeys } from "../control/known-keys.ts";
import { createOperatorKeys } from "../control/operator-keys.ts";
import { isSameOnLoopback } from "../loopback-host.ts";
import { openPoolDirectory } from "../services/cognito/pool-directory.ts";
import { keptAccessKeys } from "../services/iam/kept-access-keys.ts";
import { createCallers } from "../wire/callers.ts";
import { gatewayAt } from "../wire/mcp/gateway-at.ts";
import { localPool } from "../wire/user-pools/local-pool.ts";
import type { LiveParts } from "./live-parts.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { type Surroundings, systemClock } from "./surroundings.ts";

/** Who callers are: the issuers that live here, tokens, and access keys. */
export type CallerParts = Awaited<ReturnType<typeof identifyCallers>>;

export async function identifyCallers(
  { config, log, url, controlUrl, origins, loopback, controlOffLoopback }: Surroundings,
  { folder, store, sealer }: Storage,
  { outbound }: Outside,
  { gateways, gatewayUrl }: LiveParts,
) {
  const clock = systemClock;
  if (!config.idp && config.identities !== undefined) {
    log.warn({}, "the configuration has identities, but the identity provider is off: start with --idp");
  }
  const idp = config.idp
    ? await createIdentityProvider({
        issuer: `${loopback ? origins[0] : controlUrl}/idp`,
        identities: readIdentities(config.identities ?? {}, process.env),
        dataFolder: folder.path,
        sealer,
        gatewayAt: (resource) => gatewayAt(resource, gateways, gatewayUrl),
        clock,
        onError: (error) => log.error({ err: error }, "the identity provider failed"),
      })
    : undefined;
  const poolDirectory = await openPoolDirectory(store);
  const poolUrls = [`${url}/cognito/`, `${controlUrl}/cognito/`];
  const verifier = createVerifiedTokenCache({
    verifier: createJwtVerifier({
      outbound,
      clock,
      localIssuers: (discoveryUrl) =>
        isSameOnLoopback(discoveryUrl, idp?.discoveryUrl)
          ? idp
          : localPool(poolDirectory, poolUrls, discoveryUrl),
    }),
    clock,
  });

  const home = { accountId: config.account, region: config.region };
  const iamKeys = keptAccessKeys(store, sealer, clock);
  const operatorKeys = createOperatorKeys({
    store,
    sealer,
    clock,
    accountId: config.account,
    signedAlways: controlOffLoopback,
    others: () => iamKeys.any(),
  });
  const keys = allKeys([operatorKeys, iamKeys]);
  if (controlOffLoopback && !(await keys.any())) throw unsigned(config);
  const callers = createCallers({ keys, clock, home, signedAlways: controlOffLoopback });
  const signingKeys = rememberedKeys(keys, clock);
  return { idp, poolDirectory, verifier, operatorKeys, callers, signingKeys };
}

function unsigned({ controlHost, data }: Config): ConfigError {
  return new ConfigError(
    `--control-host ${controlHost}: the control plane is for this machine alone until callers have to sign, and there is no ` +
      `access key yet. Make one first with npx toolgate keys create --data ${data}, or leave --control-host out.`,
  );
}
