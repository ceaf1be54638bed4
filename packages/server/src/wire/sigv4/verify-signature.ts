/** Verifies Signature Version 4 as AWS does. Source: AWS IAM user guide, "AWS Signature Version 4 for API requests". */
import { type CanonicalParts, canonicalRequest, type PathStyle } from "./canonical-request.ts";
import { checkCoverage } from "./check-coverage.ts";
import { checkTime } from "./check-time.ts";
import { declaredPayload } from "./payload-hash.ts";
import type { Signature } from "./signature.ts";
import type { SignatureFault } from "./signature-fault.ts";
import type { SignedRequest } from "./signed-request.ts";
import { sameText, signatureOf } from "./signing-key.ts";
import { tellMismatch } from "./tell-mismatch.ts";

/** What is known of the access key that a signature names. */
export interface SigningSecret {
  readonly secret: string;
  readonly active: boolean;
  /** An instant (ISO-8601); of a session's key. */
  readonly expiresAt?: string | undefined;
  readonly sessionToken?: string | undefined;
}

export interface SignatureCheck {
  readonly request: SignedRequest;
  readonly signature: Signature;
  /** Undefined where no such key is known. */
  readonly key: SigningSecret | undefined;
  /** The service that the scope must name. */
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly pathStyle?: PathStyle | undefined;
}

/**
 * What is wrong as far as it can be told before the body is read; no answer is no proof yet. A forged signature over a
 * declared hash is found here, so that a stranger cannot make the server read a body.
 */
export function screenSignature(check: SignatureCheck): SignatureFault | undefined {
  const fault = surroundings(check);
  if (fault !== undefined) return fault;
  const declared = declaredPayload(check.request, check.signature);
  switch (declared.kind) {
    case "refused":
      return declared.fault;
    case "none":
      return undefined;
    case "unsigned":
      return digestFault(check, "UNSIGNED-PAYLOAD");
    case "hash":
      return digestFault(check, declared.hash);
  }
}

/** What is wrong with a request whose body has come; undefined: the holder of the key sent exactly this. `bodyHash` is its SHA-256 in hex. */
export function verifySignature(check: SignatureCheck, bodyHash: string): SignatureFault | undefined {
  const fault = surroundings(check);
  if (fault !== undefined) return fault;
  const declared = declaredPayload(check.request, check.signature);
  if (declared.kind === "refused") return declared.fault;
  if (declared.kind === "hash" && !sameText(declared.hash, bodyHash)) {
    const message = `The x-amz-content-sha256 ${declared.hash} is not that of the body that arrived, which is ${bodyHash}: the body was changed on the way, or the hash is of another.`;
    return { kind: "mismatch", message };
  }
  return digestFault(check, declared.kind === "unsigned" ? "UNSIGNED-PAYLOAD" : bodyHash);
}

function surroundings({ request, signature, key, service, now }: SignatureCheck): SignatureFault | undefined {
  if (signature.scope.service !== service) {
    const message = `Credential should be scoped to correct service: '${service}', not '${signature.scope.service}'.`;
    return { kind: "mismatch", message };
  }
  return checkTime(signature, now) ?? checkCoverage(request, signature) ?? keyFault(signature, key, now);
}

function keyFault(
  { accessKeyId, sessionToken = "" }: Signature,
  key: SigningSecret | undefined,
  now: number,
): SignatureFault | undefined {
  const unrecognized = (hint: string): SignatureFault => ({
    kind: "unrecognized",
    message: `The security token included in the request is invalid. ${hint}`,
  });
  // One and the same for both: who guesses key ids learns nothing of those that are switched off.
  if (key === undefined || !key.active) {
    return unrecognized(
      `No active access key has the id ${accessKeyId}. Who has none that may make another stops Toolgate and runs npx toolgate keys create --admin --data FOLDER.`,
    );
  }
  if (!sameText(key.sessionToken ?? "", sessionToken)) {
    return unrecognized(
      key.sessionToken === undefined
        ? "This access key is no session's, so it goes without a session token."
        : "This access key is a session's: send the session token that came with it.",
    );
  }
  if (key.expiresAt === undefined || now < Date.parse(key.expiresAt)) return undefined;
  return {
    kind: "session-expired",
    message: `The security token included in the request is expired: its session ended at ${key.expiresAt}.`,
  };
}

function digestFault(check: SignatureCheck, payloadHash: string): SignatureFault | undefined {
  const { request, signature, key, pathStyle } = check;
  if (key === undefined) return keyFault(signature, key, check.now);
  const usual: PathStyle = signature.scope.service === "s3" ? "s3" : "normalized";
  const parts: CanonicalParts = {
    signedHeaders: signature.signedHeaders,
    payloadHash,
    pathStyle: pathStyle ?? usual,
  };
  const isOf = (changed: Partial<CanonicalParts>, from = request): boolean =>
    sameText(
      signatureOf(
        key.secret,
        signature.scope,
        signature.timestamp,
        canonicalRequest(from, { ...parts, ...changed }),
      ),
      signature.digest,
    );
  if (isOf({})) return undefined;
  return { kind: "mismatch", message: tellMismatch(request, parts, isOf) };
}
