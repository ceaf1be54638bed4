import type { Signature } from "./signature.ts";
import type { SignatureFault } from "./signature-fault.ts";
import { headerNames, type SignedRequest } from "./signed-request.ts";

/** Its worth is checked against the access key, so it may be added after signing, as AWS's test suite has it. */
const needNoSignature: ReadonlySet<string> = new Set(["x-amz-security-token"]);

/** Whether everything is signed that AWS wants signed: `host`, and every `x-amz-` header that is there. */
export function checkCoverage(
  request: SignedRequest,
  { signedHeaders }: Signature,
): SignatureFault | undefined {
  const signed = new Set(signedHeaders);
  const present = headerNames(request);
  const incomplete = (message: string): SignatureFault => ({ kind: "mismatch", message });
  if (!signed.has("host")) return incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  const twice = present.filter((name) => name === "host").length > 1;
  if (twice) return incomplete("The request has more than one Host header.");
  const absent = signedHeaders.find((name) => !present.includes(name));
  if (absent !== undefined) {
    return incomplete(
      `The header '${absent}' is signed but did not arrive; a proxy on the way may have taken it out.`,
    );
  }
  const open = present.find(
    (name) => name.startsWith("x-amz-") && !signed.has(name) && !needNoSignature.has(name),
  );
  if (open === undefined) return undefined;
  return incomplete(
    `The header '${open.slice(0, 60)}' must be a 'SignedHeader' in the AWS Authorization; it is not signed, so it may have been added on the way.`,
  );
}
