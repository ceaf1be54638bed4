import type { Requirement } from "./requirement.ts";

export const signInRequirements = [
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
    source: "DESIGN 3; RFC 7519, 4.1.4",
    sentence: "A verified token is kept for at most 60 seconds and never past its exp",
  },
  {
    id: "sign-in.cache.forget",
    source: "DESIGN 4.10",
    sentence: "UpdateGateway empties the verified tokens, those under way included",
  },
  {
    id: "sign-in.cache.keys",
    source: "RFC 7517, 5; DESIGN 3",
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
