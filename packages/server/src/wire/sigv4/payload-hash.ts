import { queryParameters } from "./query-parameters.ts";
import type { Signature } from "./signature.ts";
import type { SignatureFault } from "./signature-fault.ts";
import { headerValues, type SignedRequest, splitTarget } from "./signed-request.ts";

/** What the signer says of the body: its hash, nothing, or something that cannot be accepted. */
export type DeclaredPayload =
  | { readonly kind: "hash"; readonly hash: string }
  | { readonly kind: "none" }
  | { readonly kind: "unsigned" }
  | { readonly kind: "refused"; readonly fault: SignatureFault };

/** Reads `x-amz-content-sha256`. A body that nobody signed is taken for S3 only, as AWS does. */
export function declaredPayload(request: SignedRequest, { scope }: Signature): DeclaredPayload {
  const inQuery = queryParameters(splitTarget(request.target).query)
    .filter(({ name }) => name === "X-Amz-Content-Sha256")
    .map(({ value }) => value);
  const [value, ...more] = [...headerValues(request, "x-amz-content-sha256"), ...inQuery];
  if (value === undefined) return { kind: "none" };
  if (more.length > 0) return refused("incomplete", "The request has more than one x-amz-content-sha256.");
  if (/^[0-9a-f]{64}$/.test(value)) return { kind: "hash", hash: value };
  if (value === "UNSIGNED-PAYLOAD" && scope.service === "s3") return { kind: "unsigned" };
  return refused(
    "mismatch",
    `The x-amz-content-sha256 ${JSON.stringify(value.slice(0, 70))} cannot be accepted for ${scope.service}: it must be the SHA-256 of the body as 64 hexadecimal digits.`,
  );
}

function refused(kind: SignatureFault["kind"], message: string): DeclaredPayload {
  return { kind: "refused", fault: { kind, message } };
}
