import { type Check, type Cure, fails, holds, skipped, unknown } from "../check.ts";
import { type ClockFact, type Facts, type IssuerFact, knownValue } from "../facts.ts";
import type { TokenFact } from "../token-fact.ts";
import { duration, tolerated } from "./clock.ts";

const accepted = "the gateway accepts the token";

/** The token against issuer, keys, time and the gateway's settings; the first that fails is told. */
export function checkToken(facts: Facts): readonly Check[] {
  const { token, clock } = facts;
  const gateway = knownValue(facts.gateway);
  if (gateway === undefined) return [];
  if (gateway.jwt === undefined) {
    return token === undefined ? [] : [skipped("token", accepted, "callers of this gateway bring no tokens")];
  }
  if (token === undefined)
    return [skipped("token", accepted, "none is given: add --token TOKEN or --token @FILE")];
  const issuer = knownValue(facts.issuer);
  if (issuer === undefined) return [skipped("token", accepted, "the issuer's keys are not known")];
  if ("why" in token.read) return [refused("token", token.read.why, [fresh])];
  const { read, signature, settings } = token;
  if (read.issuer !== issuer.issuer) {
    const why = `its issuer (iss) is ${JSON.stringify(read.issuer ?? null)}, and the gateway's is ${JSON.stringify(issuer.issuer)}`;
    return [
      refused("token.issuer", why, [
        {
          say: "Get a token from the gateway's issuer, or name this issuer's discoveryUrl with UpdateGateway.",
        },
      ]),
    ];
  }
  const unknownKey = keyRefusal(read.kid, issuer);
  if (unknownKey !== undefined) return [refused("token.key", unknownKey, [fresh])];
  const time = timeRefusal(read, clock);
  if (time !== undefined) return [refused("token.time", time.why, time.cures)];
  if (signature === undefined) return [unknown("token", accepted, "its signature could not be checked")];
  if (!signature.ok) return [refused("token.signature", signature.why, [fresh])];
  if (settings?.ok === false)
    return [refused("token.settings", settings.why, settingsCures(facts, signature.claims))];
  return [holds("token", accepted, "issuer, key, time, signature and the gateway's settings")];
}

const fresh: Cure = {
  say: "Get a new token from the gateway's issuer; no setting of the gateway mends this one.",
};

function refused(id: string, why: string, cures: readonly Cure[]): Check {
  return fails(id, accepted, { evidence: why, cause: `The gateway refuses the token: ${why}.`, cures });
}

function keyRefusal(kid: string | undefined, { keyIds, jwksUri }: IssuerFact): string | undefined {
  const ids = knownValue(keyIds);
  if (ids === undefined || kid === undefined || ids.includes(kid)) return undefined;
  const shown = ids
    .slice(0, 10)
    .map((id) => JSON.stringify(id))
    .join(", ");
  return `it is signed with the key ${JSON.stringify(kid.slice(0, 200))}, which the issuer does not have any more, or never had: ${jwksUri} has ${shown}`;
}

function timeRefusal(
  { expires, notBefore }: Exclude<TokenFact["read"], { why: string }>,
  { serverNow, ahead }: ClockFact,
): { why: string; cures: readonly Cure[] } | undefined {
  const at = (seconds: number) => new Date(seconds * 1_000).toISOString();
  const outside = (now: number) => {
    if (notBefore !== undefined && notBefore * 1_000 > now + tolerated) return "early";
    return expires !== undefined && expires * 1_000 <= now - tolerated ? "late" : undefined;
  };
  const when = outside(serverNow);
  if (when === undefined) return undefined;
  const limit = (when === "early" ? notBefore : expires) ?? 0;
  const says = `and the server's clock says ${new Date(serverNow).toISOString()}`;
  const why =
    when === "early" ? `it is not valid before ${at(limit)}, ${says}` : `it expired at ${at(limit)}, ${says}`;
  if (Math.abs(ahead) <= tolerated) {
    const say =
      when === "early"
        ? "Set the clock of the issuer, or of the server, whichever is wrong; then get a new token."
        : "Get a new token; when a new one fails too, a clock is wrong: the issuer's or the server's.";
    return { why, cures: [{ say }] };
  }
  const ours = outside(serverNow + ahead) === undefined ? ", and by this machine's clock it is valid" : "";
  const apart = `${why}; this machine's clock is ${duration(ahead)} ${ahead > 0 ? "ahead of" : "behind"} the server's${ours}`;
  const say = "Set the clock that is wrong, best by a time service.";
  return { why: apart, cures: [{ say, command: "sudo timedatectl set-ntp true" }] };
}

/** Whom the gateway lets in is for people to widen, so none of it is done by `--fix`. */
function settingsCures({ gateway }: Facts, claims: Readonly<Record<string, unknown>>): readonly Cure[] {
  const jwt = knownValue(gateway)?.jwt;
  const audiences = [claims.aud].flat().filter((one) => typeof one === "string");
  const isAudience =
    jwt?.allowedAudience !== undefined && !audiences.some((one) => jwt.allowedAudience?.includes(one));
  const say =
    "Have the token issued as the gateway wants it. If such callers are meant to be let in, say so with UpdateGateway; --fix does not.";
  if (jwt === undefined || !isAudience || audiences.length === 0) return [{ say }];
  const widened = { ...jwt, allowedAudience: [...(jwt.allowedAudience ?? []), ...audiences] };
  const paste = `"authorizerConfiguration": ${JSON.stringify({ customJWTAuthorizer: widened }, undefined, 2)}`;
  return [{ say, paste }];
}
