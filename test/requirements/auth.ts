import type { Requirement } from "./requirement.ts";

export const authRequirements = [
  {
    id: "auth.outbound.addresses",
    source: "DESIGN 3",
    sentence: "Addresses are told apart by what they are for, IPv4 inside IPv6 included",
  },
  {
    id: "auth.outbound.rules",
    source: "DESIGN 3",
    sentence:
      "Only public addresses are fetched from; loopback while Toolgate listens there, and never Toolgate's own ports",
  },
  {
    id: "auth.guard",
    source: "DESIGN 3; MCP 2025-11-25, Streamable HTTP, security warning",
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
    source: "DESIGN 3",
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
] as const satisfies readonly Requirement[];
