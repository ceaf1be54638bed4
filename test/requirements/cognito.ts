import type { Requirement } from "./requirement.ts";

export const cognitoRequirements = [
  {
    id: "cognito.operations",
    source: "Amazon Cognito user pools API reference",
    sentence:
      "User pools, domains, resource servers, app clients, users and groups are made, read, listed in pages, changed and deleted by AWS's own client.",
  },
  {
    id: "cognito.errors",
    source: "Amazon Cognito user pools API reference, Errors",
    sentence: "What is refused is refused with AWS's error name and words.",
  },
  {
    id: "cognito.not-acted-on",
    source: "Toolgate, safe by default",
    sentence: "A member or flow of Cognito's that Toolgate does not act on is refused by its name.",
  },
  {
    id: "cognito.passwords",
    source: "Amazon Cognito developer guide, password policies and lockout",
    sentence:
      "A pool's password policy holds, temporary passwords must be changed, and guessing is slowed down.",
  },
  {
    id: "cognito.sign-in",
    source: "Amazon Cognito user pools API reference, InitiateAuth and RespondToAuthChallenge",
    sentence:
      "Users sign in by password, as themselves or through an administrator, answer the challenge of a new password, and go on by refresh token.",
  },
  {
    id: "cognito.secret-hash",
    source: "Amazon Cognito developer guide, computing secret hash values",
    sentence: "A client with a secret is taken only with the right SECRET_HASH.",
  },
  {
    id: "cognito.token-shape",
    source: "Amazon Cognito developer guide, understanding user pool JSON web tokens",
    sentence:
      "Access and ID tokens have Cognito's claims, are signed with the pool's RS256 keys and last as long as the client's settings say.",
  },
  {
    id: "cognito.sign-out",
    source: "Amazon Cognito user pools API reference, GlobalSignOut and RevokeToken",
    sentence:
      "Tokens of a user who signed out everywhere, and those of a revoked sign-in, are no longer taken.",
  },
  {
    id: "cognito.trigger",
    source: "Amazon Cognito developer guide, pre token generation Lambda trigger",
    sentence:
      "The pre-token-generation function is asked with Cognito's V1_0, V2_0 and V3_0 events, and what it answers is in the tokens, reserved claims aside.",
  },
  {
    id: "cognito.trigger-fails",
    source: "Amazon Cognito developer guide, pre token generation Lambda trigger",
    sentence: "Without a usable answer of the pre-token-generation function there is no token.",
  },
  {
    id: "cognito.gateway",
    source: "Amazon Bedrock AgentCore developer guide, inbound authorization with Cognito",
    sentence:
      "A gateway with a pool's discovery URL on Cognito's real host takes that pool's access tokens without any network, and neither its ID tokens nor other pools' tokens.",
  },
  {
    id: "cognito.gone",
    source: "Toolgate, design of user pools",
    sentence:
      "What was deleted is gone with the answer: a pool's tokens, a domain's host name, a client's secret.",
  },
  {
    id: "cognito.token-endpoint",
    source: "Amazon Cognito developer guide, token endpoint",
    sentence:
      "The token endpoint gives tokens for client credentials, authorization codes and refresh tokens, and refuses with OAuth's errors.",
  },
  {
    id: "cognito.sign-in-page",
    source: "Amazon Cognito developer guide, authorize and login endpoints",
    sentence:
      "People sign in on a page without scripts, by authorization code with PKCE, and the app gets their tokens; forged forms and foreign addresses get nothing.",
  },
  {
    id: "cognito.hosts",
    source: "Toolgate, design of user pools",
    sentence:
      "Under Cognito's own host names the pools that live here answer, to this machine only, and nothing else of Toolgate does.",
  },
  {
    id: "cognito.off-loopback",
    source: "Toolgate, safe by default",
    sentence: "Off loopback agents' port serves no endpoint of a pool, and gateways still know the pools.",
  },
  {
    id: "cognito.secrets",
    source: "Toolgate, secrets at rest",
    sentence:
      "Passwords, client secrets, private keys and refresh tokens are nowhere in the data folder in clear.",
  },
  {
    id: "cognito.toolkit",
    source: "bedrock-agentcore-starter-toolkit, create_oauth_authorizer_with_cognito",
    sentence:
      "boto3 makes the pool, domain, resource server and client of the Python toolkit's flow, and its token opens the gateway.",
  },
] as const satisfies readonly Requirement[];
