import type { Requirement } from "./requirement.ts";

export const authRequirements = [
  {
    id: "auth.outbound.addresses",
    source: "DESIGN 3",
    sentence: "Addresses are told apart by what they are for, IPv4 inside IPv6 included",
  },
] as const satisfies readonly Requirement[];
