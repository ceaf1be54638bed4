import { type Check, fails, holds, skipped, unknown } from "../check.ts";
import { type Facts, knownValue } from "../facts.ts";

const document = "the discovery document of the callers' issuer can be read";
const keySet = "the issuer's keys can be read";

/** Who issues the callers' tokens, and the keys to check them by. */
export function checkIssuer({ gateway, issuer }: Facts): readonly Check[] {
  const known = knownValue(gateway);
  if (known === undefined) return [skipped("discovery", document, "no gateway")];
  if (known.jwt === undefined) {
    const callers =
      known.authorizerType === "AWS_IAM" ? "callers sign, and bring no tokens" : "callers prove nothing";
    return [skipped("discovery", document, `${known.authorizerType}: ${callers}`)];
  }
  const { discoveryUrl } = known.jwt;
  if (issuer.kind === "unknown") return [unknown("discovery", document, issuer.why)];
  if (issuer.kind === "absent") {
    const say = `Have ${discoveryUrl} answer from where the gateway runs; or name another discoveryUrl with UpdateGateway.`;
    const cause = `The discovery document of the callers' issuer cannot be read, so every token is refused: ${issuer.why}`;
    const cures = [{ say, command: `curl -sS '${discoveryUrl.replaceAll("'", "%27")}'` }];
    return [
      fails("discovery", document, { evidence: issuer.why, cause, cures }),
      skipped("keys", keySet, "no discovery document"),
    ];
  }
  const { jwksUri, keyIds } = issuer.value;
  const found = holds("discovery", document, discoveryUrl);
  if (keyIds.kind === "known" && keyIds.value.length > 0) {
    return [found, holds("keys", keySet, `${keyIds.value.length} at ${jwksUri}`)];
  }
  const why = keyIds.kind === "known" ? `${jwksUri} has no keys` : keyIds.why;
  const cause = `The keys of the callers' issuer cannot be used, so every token is refused: ${why}`;
  const cures = [{ say: `Have ${jwksUri} answer the issuer's keys as a JSON Web Key Set.` }];
  return [found, fails("keys", keySet, { evidence: why, cause, cures })];
}
