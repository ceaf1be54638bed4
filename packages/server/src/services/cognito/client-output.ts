import type { PoolClient } from "./cognito-model.ts";

/** A client as AWS describes it; the secret is with whoever may describe it, as there. */
export function clientOutput(client: PoolClient, secret: string | undefined): object {
  return {
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.clientId,
    ClientSecret: secret,
    LastModifiedDate: client.modifiedAt,
    CreationDate: client.createdAt,
    RefreshTokenValidity: client.refreshTokenValidity,
    AccessTokenValidity: client.accessTokenValidity,
    IdTokenValidity: client.idTokenValidity,
    TokenValidityUnits: client.units ?? {},
    ReadAttributes: client.readAttributes,
    WriteAttributes: client.writeAttributes,
    ExplicitAuthFlows: client.authFlows,
    SupportedIdentityProviders: client.identityProviders,
    CallbackURLs: client.callbackUrls,
    LogoutURLs: client.logoutUrls,
    DefaultRedirectURI: client.defaultRedirectUri,
    AllowedOAuthFlows: client.oauthFlows,
    AllowedOAuthScopes: client.oauthScopes,
    AllowedOAuthFlowsUserPoolClient: client.oauth,
    PreventUserExistenceErrors: client.hidesUnknownUsers ? "ENABLED" : "LEGACY",
    EnableTokenRevocation: client.tokenRevocation,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: client.sessionValidity,
  };
}
