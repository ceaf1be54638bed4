import { hostOf, parseHost } from "../host-header.ts";
import type { PoolAddress } from "./pool-address.ts";

/**
 * A pool's discovery document (OpenID Connect Discovery 1.0). The issuer is Cognito's, since tokens name it; the endpoints
 * are where the request came in, so that whoever reads it can reach them.
 */
export function discoveryDocument({ pool, mount, host, scheme }: PoolAddress, hostHeader: string): object {
  const parsed = parseHost(hostHeader);
  const port = parsed?.port === undefined ? "" : `:${parsed.port}`;
  const own = `${scheme}//${parsed === undefined ? hostHeader : hostOf(scheme, parsed)}${mount}`;
  const domainHost = `${pool.domain}.auth.${pool.region}.amazoncognito.com${port}`;
  const endpoints = host === "issuer" ? pool.domain && `${scheme}//${domainHost}` : own;
  return {
    issuer: pool.issuer,
    jwks_uri: `${own}/.well-known/jwks.json`,
    ...(endpoints === undefined
      ? {}
      : {
          authorization_endpoint: `${endpoints}/oauth2/authorize`,
          token_endpoint: `${endpoints}/oauth2/token`,
          userinfo_endpoint: `${endpoints}/oauth2/userInfo`,
          revocation_endpoint: `${endpoints}/oauth2/revoke`,
          end_session_endpoint: `${endpoints}/logout`,
        }),
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "client_credentials", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
  };
}
