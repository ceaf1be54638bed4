import type { z } from "zod";
import { enumeration } from "../constraints/enumeration.ts";
import { list } from "../constraints/list.ts";
import { map } from "../constraints/map.ts";
import { notActedOn } from "../constraints/not-acted-on.ts";
import { structure } from "../constraints/structure.ts";
import { text } from "../constraints/text.ts";
import { union } from "../constraints/union.ts";
import { dotted, refuse } from "../constraints/violation.ts";

const scope = text({ min: 1, max: 255, pattern: "[\\x21\\x23-\\x5B\\x5D-\\x7E]+" });
const matchValue = text({ min: 1, max: 255, pattern: "[A-Za-z0-9_.-]+" });

/** AWS's model sets no bound; this one is Toolgate's own. */
const longestUrlOrName = 2048;

/** AWS's pattern takes any beginning; such a gateway could never verify a token. */
function isHttpUrl(value: string, context: z.core.$RefinementCtx<string>): void {
  if (/^https?:\/\//i.test(value)) return;
  refuse(
    context,
    (path) => `'${dotted(path)}' must be a URL that starts with https:// (or http:// on loopback).`,
  );
}

const customClaim = structure({
  // The model prints [A-Za-z0-9_.-:]+, whose `.-:` is a range: it holds the slash and no hyphen.
  inboundTokenClaimName: text({ min: 1, max: 255, pattern: "[A-Za-z0-9_.-:]+" }),
  inboundTokenClaimValueType: enumeration(["STRING", "STRING_ARRAY"]),
  authorizingClaimMatchValue: structure({
    claimMatchOperator: enumeration(["EQUALS", "CONTAINS", "CONTAINS_ANY"]),
    claimMatchValue: union({
      matchValueString: matchValue,
      matchValueStringList: list(matchValue, { min: 1 }),
    }),
  }),
});

/** CustomJWTAuthorizerConfiguration. */
export const jwtAuthorizer = structure({
  discoveryUrl: text({ max: longestUrlOrName, pattern: ".+/\\.well-known/openid-configuration" }).superRefine(
    isHttpUrl,
  ),
  allowedAudience: list(text({ max: longestUrlOrName }), { min: 1 }).optional(),
  allowedClients: list(text({ max: longestUrlOrName }), { min: 1 }).optional(),
  allowedScopes: list(scope, { min: 1 }).optional(),
  advertisedScopeMapping: map(text({ min: 1, max: 255 }), text({ max: longestUrlOrName }), {
    max: 50,
  }).optional(),
  customClaims: list(customClaim, { min: 1 }).optional(),
  privateEndpoint: notActedOn(),
  privateEndpointOverrides: notActedOn(),
  allowedWorkloadConfiguration: notActedOn(),
});
