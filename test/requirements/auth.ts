import type { Requirement } from "./requirement.ts";

export const authRequirements = [
  {
    id: "auth.outbound.addresses",
    source: "Toolgate, safe by default",
    sentence: "Addresses are told apart by what they are for, IPv4 inside IPv6 included",
  },
  {
    id: "auth.outbound.rules",
    source: "Toolgate, safe by default",
    sentence:
      "Only public addresses are fetched from; loopback while Toolgate listens there, and never Toolgate's own ports",
  },
  {
    id: "auth.guard",
    source: "Toolgate, safe by default; MCP 2025-11-25, Streamable HTTP, security warning",
    sentence: "A request whose Host or Origin is not ours is refused before routing",
  },
  {
    id: "auth.guard.target",
    source: "RFC 9112, 3.2",
    sentence: "A request target that names another host than the Host header is refused",
  },
  {
    id: "auth.guard.duplicates",
    source: "RFC 9112, 3.2",
    sentence: "A request without a Host, or with two Hosts or Origins, is refused",
  },
  {
    id: "auth.guard.message",
    source: "Toolgate, safe by default",
    sentence: "A refused Host or Origin is named, with what to do",
  },
  {
    id: "auth.metadata",
    source: "RFC 9728, 2; AWS guide: inbound authorization",
    sentence:
      "A gateway's protected resource metadata names the gateway, its issuer and the advertised scopes",
  },
  {
    id: "auth.metadata.url",
    source: "RFC 9728, 3.1",
    sentence: "The metadata is at the path-suffixed well-known address",
  },
  {
    id: "auth.challenge",
    source: "RFC 6750, 3; RFC 9728, 5.1",
    sentence: "A 401 or 403 points to the metadata, and names the error and the scopes",
  },
  {
    id: "auth.outbound.limits",
    source: "Toolgate, safe by default",
    sentence: "The outbound client follows no redirect and takes no answer that is too slow or too large",
  },
  {
    id: "auth.outbound.rebinding",
    source: "Toolgate, safe by default",
    sentence: "A name is resolved once, and only the addresses that were checked are connected to",
  },
  {
    id: "auth.outbound.urls",
    source: "Toolgate, safe by default",
    sentence: "Only http and https URLs without credentials are fetched",
  },
  {
    id: "auth.jwt.accept",
    source: "AWS guide: inbound authorization, CUSTOM_JWT",
    sentence: "A token that meets everything configured is accepted, and its claims are handed on",
  },
  {
    id: "auth.jwt.checks",
    source: "AWS guide: inbound authorization, CUSTOM_JWT; RFC 7519, 4.1",
    sentence: "Issuer, expiry, begin, audience, client and scope are checked; only a missing scope is a 403",
  },
  {
    id: "auth.jwt.signature",
    source: "RFC 8725, 3",
    sentence: "Only asymmetric signatures by the issuer's own keys on a token meant for access count",
  },
  {
    id: "auth.jwt.claims",
    source: "AWS API reference: CustomJWTAuthorizerConfiguration",
    sentence: "Every one of allowedAudience, allowedClients and allowedScopes that is configured must hold",
  },
  {
    id: "auth.jwt.custom-claims",
    source: "AWS API reference: CustomClaimValidationType",
    sentence: "customClaims compare by EQUALS, CONTAINS and CONTAINS_ANY, and all of them must hold",
  },
  {
    id: "auth.jwt.why",
    source: "Toolgate, safe by default",
    sentence: "The log says which claim failed which rule",
  },
  {
    id: "auth.jwt.rotation",
    source: "AWS guide: inbound authorization, CUSTOM_JWT",
    sentence: "Keys are kept, found anew when an unknown one appears, and given up when they are gone",
  },
  {
    id: "auth.jwt.discovery",
    source: "OpenID Connect Discovery 1.0, 3",
    sentence: "A discovery document that names no issuer or no keys accepts nothing",
  },
  {
    id: "auth.jwt.discovery-cache",
    source: "OpenID Connect Discovery 1.0, 4",
    sentence:
      "Discovery is shared, kept for a bounded time and number, and failures are kept for a moment only",
  },
  {
    id: "auth.jwt.local",
    source: "Toolgate, safe by default",
    sentence: "An issuer inside Toolgate is asked without a network hop",
  },
  {
    id: "auth.idp.file",
    source: "Toolgate, safe by default",
    sentence:
      "Clients and users of the built-in identity provider carry any claims but those that say who vouches for a token, for whom and how long",
  },
  {
    id: "auth.idp.discovery",
    source: "OpenID Connect Discovery 1.0, 4",
    sentence: "The built-in identity provider is discovered below its issuer",
  },
  {
    id: "auth.idp.client",
    source: "RFC 6749, 4.4; RFC 9068",
    sentence: "Client credentials bring a signed JWT access token with the client's claims",
  },
  {
    id: "auth.idp.password",
    source: "RFC 6749, 4.3",
    sentence: "A user's name and password bring a signed JWT access token with the user's claims",
  },
  {
    id: "auth.idp.refuse",
    source: "RFC 6749, 5.2",
    sentence: "Wrong secrets, passwords, scopes and grants bring nothing",
  },
  {
    id: "auth.idp.keys",
    source: "Toolgate, safe by default",
    sentence:
      "The identity provider's keys and secrets are random per data folder, kept, and readable by their owner only",
  },
  {
    id: "auth.idp.loopback",
    source: "Toolgate, safe by default",
    sentence: "The identity provider never answers off loopback",
  },
  {
    id: "auth.idp.quiet",
    source: "Toolgate, safe by default",
    sentence: "The identity provider prints nothing on the server's output",
  },
] as const satisfies readonly Requirement[];
