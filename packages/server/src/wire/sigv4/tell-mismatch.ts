import { type CanonicalParts, canonicalRequest } from "./canonical-request.ts";
import type { SignedRequest } from "./signed-request.ts";

const longestShown = 2_000;

/** AWS's sentences for a signature that does not fit, and the mistake where one of the common ones explains it. */
export function tellMismatch(
  request: SignedRequest,
  parts: CanonicalParts,
  isOf: (changed: Partial<CanonicalParts>, from?: SignedRequest) => boolean,
): string {
  const cause = commonMistake(request, isOf) ?? "Check your AWS Secret Access Key and signing method.";
  const shown = canonicalRequest(withoutToken(request), parts).slice(0, longestShown);
  return `The request signature we calculated does not match the signature you provided. ${cause}\n\nThe Canonical String for this request should have been\n'${shown}'`;
}

/** Only who holds the secret gets such an answer: for all others none of these fits either. */
function commonMistake(
  request: SignedRequest,
  isOf: (changed: Partial<CanonicalParts>, from?: SignedRequest) => boolean,
): string | undefined {
  if (isOf({ pathStyle: "s3" })) {
    return "It is of the path encoded once, as for S3; for this service the path is encoded once more.";
  }
  if (isOf({ payloadHash: "UNSIGNED-PAYLOAD" })) {
    return "It is of UNSIGNED-PAYLOAD; for this service the body is signed.";
  }
  if (
    isOf(
      {},
      withHost(request, (host) => host.replace(/:\d+$/, "")),
    )
  ) {
    return "It is of the Host without its port; sign the Host header as it is sent.";
  }
  return undefined;
}

function withHost(request: SignedRequest, change: (host: string) => string): SignedRequest {
  return withValues(request, (name, value) => (name === "host" ? change(value) : value));
}

/** Answers end up in logs of callers; a session token is as good as a secret there. */
function withoutToken(request: SignedRequest): SignedRequest {
  const shown = withValues(request, (name, value) =>
    name === "x-amz-security-token" ? "(not shown)" : value,
  );
  const target = request.target.replace(/(x-amz-security-token=)[^&]*/gi, "$1(not-shown)");
  return { ...shown, target };
}

function withValues(request: SignedRequest, change: (name: string, value: string) => string): SignedRequest {
  const { rawHeaders } = request;
  return {
    ...request,
    rawHeaders: rawHeaders.map((text, index) =>
      index % 2 === 0 ? text : change(rawHeaders[index - 1]?.toLowerCase() ?? "", text),
    ),
  };
}
