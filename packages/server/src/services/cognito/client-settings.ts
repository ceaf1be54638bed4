import { isLoopbackHost } from "../../loopback-host.ts";
import { ServiceFault } from "../service.ts";
import type { ClientSettings } from "./client-input.ts";
import { invalidParameter } from "./cognito-faults.ts";
import type { PoolClient, ResourceServer, UserPool } from "./cognito-model.ts";
import { requireGoodValidity } from "./token-validity.ts";

/** What scopes may be asked for without a resource server. */
const standardScopes: readonly string[] = [
  "openid",
  "email",
  "phone",
  "profile",
  "aws.cognito.signin.user.admin",
];

/** What of a client can be changed after it was made. */
export type ClientRules = Omit<PoolClient, "poolId" | "clientId" | "name" | "createdAt" | "modifiedAt">;

/**
 * A client's rules from the members that say them; what is left out is AWS's default.
 * @throws ServiceFault for rules that AWS does not let stand together
 */
export function clientRules(
  input: ClientSettings,
  about: {
    readonly pool: UserPool;
    readonly servers: readonly ResourceServer[];
    readonly hasSecret: boolean;
  },
): ClientRules {
  const rules: ClientRules = {
    refreshTokenValidity: input.RefreshTokenValidity || 30,
    accessTokenValidity: input.AccessTokenValidity,
    idTokenValidity: input.IdTokenValidity,
    units: input.TokenValidityUnits,
    readAttributes: input.ReadAttributes,
    writeAttributes: input.WriteAttributes,
    authFlows: input.ExplicitAuthFlows,
    identityProviders: input.SupportedIdentityProviders,
    callbackUrls: input.CallbackURLs,
    logoutUrls: input.LogoutURLs,
    defaultRedirectUri: input.DefaultRedirectURI,
    oauthFlows: input.AllowedOAuthFlows,
    oauthScopes: input.AllowedOAuthScopes,
    oauth: input.AllowedOAuthFlowsUserPoolClient ?? false,
    hidesUnknownUsers: input.PreventUserExistenceErrors === "ENABLED",
    tokenRevocation: input.EnableTokenRevocation ?? true,
    sessionValidity: input.AuthSessionValidity ?? 3,
  };
  requireGoodValidity(rules);
  requireGoodFlows(rules, about.hasSecret);
  requireKnownScopes(rules, about.servers);
  requireKnownAttributes(rules, about.pool);
  for (const url of [...(rules.callbackUrls ?? []), ...(rules.logoutUrls ?? [])]) requireGoodRedirect(url);
  const { defaultRedirectUri: fallback } = rules;
  if (fallback !== undefined && !rules.callbackUrls?.includes(fallback))
    throw invalidParameter(`DefaultRedirectURI ${fallback} must be one of CallbackURLs.`);
  return rules;
}

function requireGoodFlows(
  { oauth, oauthFlows = [], oauthScopes = [], ...rules }: ClientRules,
  hasSecret: boolean,
) {
  const wrong = (message: string) => new ServiceFault("InvalidOAuthFlowException", message);
  const { authFlows: flows = [] } = rules;
  if (flows.some((flow) => flow.startsWith("ALLOW_")) && flows.some((flow) => !flow.startsWith("ALLOW_")))
    throw invalidParameter(
      "The ALLOW_ prefix cannot be used together with the old names of ExplicitAuthFlows.",
    );
  if (!oauth) return;
  if (oauthFlows.length === 0 || oauthScopes.length === 0)
    throw wrong(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  if (!oauthFlows.includes("client_credentials")) {
    if ((rules.callbackUrls ?? []).length > 0) return;
    throw wrong("The code flow needs CallbackURLs to send people back to.");
  }
  if (oauthFlows.length > 1)
    throw wrong("client_credentials flow can not be selected along with code flow or implicit flow.");
  if (!hasSecret)
    throw wrong("client_credentials flow can not be selected if client does not have a client secret.");
  const ofUsers = oauthScopes.find((scope) => standardScopes.includes(scope));
  if (ofUsers !== undefined) throw wrong(`${ofUsers} is not supported with client_credentials flow.`);
}

function requireKnownScopes({ oauthScopes = [] }: ClientRules, servers: readonly ResourceServer[]): void {
  const own = servers.flatMap(({ identifier, scopes }) =>
    scopes.map(({ ScopeName }) => `${identifier}/${ScopeName}`),
  );
  const unknown = oauthScopes.find((scope) => !standardScopes.includes(scope) && !own.includes(scope));
  if (unknown === undefined) return;
  const known =
    own.length === 0 ? "there is no resource server yet" : `there are ${own.slice(0, 10).join(", ")}`;
  throw new ServiceFault("ScopeDoesNotExistException", `Invalid scope requested: ${unknown} (${known}).`);
}

function requireKnownAttributes(
  { readAttributes, writeAttributes }: ClientRules,
  { schema }: UserPool,
): void {
  for (const [what, names] of [
    ["readable", readAttributes],
    ["writable", writeAttributes],
  ] as const) {
    const unknown = names?.find((name) => schema.every(({ Name }) => Name !== name));
    if (unknown !== undefined)
      throw invalidParameter(`Invalid ${what} attributes specified while creating a client: ${unknown}.`);
  }
}

/** https, http on this machine, or an app's own scheme; never a fragment. */
function requireGoodRedirect(text: string): void {
  const wrong = (why: string) =>
    invalidParameter(`cannot use ${JSON.stringify(text.slice(0, 200))}: ${why}.`);
  if (!URL.canParse(text)) throw wrong("it is not an absolute URI");
  const { protocol, hostname, username, password } = new URL(text);
  if (text.includes("#")) throw wrong("it has a fragment");
  if (username !== "" || password !== "") throw wrong("it has a user name or a password in it");
  if (protocol === "http:" && !isLoopbackHost(hostname))
    throw wrong("http is for this machine only; use https, or http://localhost");
  if (/^(?:javascript|data|vbscript|blob|file|about):$/.test(protocol)) throw wrong("its scheme is no app's");
}
