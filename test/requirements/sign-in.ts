import type { Requirement } from "./requirement.ts";

export const signInRequirements = [
  {
    id: "sign-in.clients",
    source: "MCP 2025-11-25, Authorization",
    sentence:
      "MCP clients sign a person in from the gateway's address alone, and that person's claims decide",
  },
  {
    id: "sign-in.discovery",
    source: "RFC 8414, 3.1; MCP 2025-11-25, Authorization",
    sentence: "The authorization server's metadata is at every address where MCP clients look for it",
  },
  {
    id: "sign-in.registration",
    source: "RFC 7591, 3",
    sentence: "An app registers itself and gets an id, with what it asked for as far as it is supported",
  },
  {
    id: "sign-in.registration.refuse",
    source: "RFC 7591, 3.2.2",
    sentence: "A registration that would bring nothing useful or safe is refused with the member at fault",
  },
  {
    id: "sign-in.registration.no-claims",
    source: "Toolgate, safe by default",
    sentence: "Dynamic registration never yields claims: an app has no token of its own, only people's",
  },
  {
    id: "sign-in.registration.kept",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "Apps that registered are known after a restart",
  },
  {
    id: "sign-in.registration.bounded",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "The number of registered apps is bounded, and those that people use stay longest",
  },
  {
    id: "sign-in.limits",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "Registrations and wrong passwords are limited by the minute",
  },
  {
    id: "sign-in.authorize",
    source: "RFC 7636, 4.4.1; OAuth 2.1, 4.1.1; RFC 9207",
    sentence:
      "An authorization request needs PKCE by S256; what is wrong is told to the app, with the issuer",
  },
  {
    id: "sign-in.redirect",
    source: "RFC 8252, 7; OAuth 2.1, 2.3",
    sentence:
      "Nobody is sent anywhere but to what the app registered: loopback on any port, https, or an app's own scheme",
  },
  {
    id: "sign-in.code",
    source: "OAuth 2.1, 4.1.3",
    sentence: "A code works once, for its app, redirect URI, gateway and verifier",
  },
  {
    id: "sign-in.refresh",
    source: "OAuth 2.1, 4.3.1",
    sentence: "Refresh tokens are replaced with every use; a used one ends them all",
  },
  {
    id: "sign-in.page",
    source: "docs/decisions/0010-sign-in.md",
    sentence:
      "The pages work without scripts and without anything from elsewhere, say who asks for what, and cannot be framed",
  },
  {
    id: "sign-in.password",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "The password is asked for every time, and a wrong one does not tell who exists",
  },
  {
    id: "sign-in.cancel",
    source: "RFC 6749, 4.1.2.1",
    sentence: "A person who cancels is sent back without a code",
  },
  {
    id: "sign-in.csrf",
    source: "OAuth 2.1, 7.12",
    sentence: "A form counts only from the browser and the step that it was shown in",
  },
  {
    id: "sign-in.origin",
    source: "Toolgate, safe by default",
    sentence:
      "Pages of other origins that were not let in cannot send forms, register apps or ask for tokens",
  },
  {
    id: "sign-in.parallel",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "Two apps can sign in at once in one browser",
  },
  {
    id: "sign-in.audience",
    source: "RFC 8707; RFC 9068, 3",
    sentence: "A token is for the gateway that the app named and for the shared audience",
  },
  {
    id: "sign-in.scopes",
    source: "RFC 6749, 3.3",
    sentence: "A token has the scopes that the app asked for and the person holds",
  },
  {
    id: "sign-in.id-token",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "No ID tokens are issued, since one could pass for an access token",
  },
  {
    id: "sign-in.cache",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "A token that was verified is not verified again with every call",
  },
  {
    id: "sign-in.cache.key",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "What was verified holds for one gateway, one authorizer configuration and one whole token",
  },
  {
    id: "sign-in.cache.age",
    source: "Toolgate, safe by default; RFC 7519, 4.1.4",
    sentence: "A verified token is kept for at most 60 seconds and never past its exp",
  },
  {
    id: "sign-in.cache.forget",
    source: "Toolgate, consistency",
    sentence: "UpdateGateway empties the verified tokens, those under way included",
  },
  {
    id: "sign-in.cache.keys",
    source: "RFC 7517, 5; Toolgate, safe by default",
    sentence: "A change of an issuer's keys empties what was verified with the old ones",
  },
  {
    id: "sign-in.cache.bounded",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "The number of verified tokens kept is bounded",
  },
  {
    id: "sign-in.cache.failures",
    source: "docs/decisions/0010-sign-in.md",
    sentence: "A refused token is never kept",
  },
] as const satisfies readonly Requirement[];
