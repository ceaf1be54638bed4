/** What is wrong with a signature, apart from how a protocol names it. */
export interface SignatureFault {
  readonly kind: FaultKind;
  /** For the caller: holds nothing that they did not send, and no token of theirs. */
  readonly message: string;
}

type FaultKind =
  /** No signature at all. */
  | "missing"
  /** Parts of it are missing, twice there, or not readable. */
  | "incomplete"
  /** It does not fit the request, the secret, the time or the scope. */
  | "mismatch"
  /** No such key, or one that is switched off; or its session token is not the one that was given out. */
  | "unrecognized"
  /** The session is over. */
  | "session-expired"
  /** A presigned request that is past its time. */
  | "request-expired";

/** AWS's families of protocols; each names the same faults in its own way. */
export type AwsProtocol = "rest-json" | "aws-json" | "aws-query";

interface FaultName {
  readonly name: string;
  readonly status: number;
}

const names: Readonly<Record<FaultKind, { readonly json: string; readonly query: string }>> = {
  missing: { json: "MissingAuthenticationTokenException", query: "MissingAuthenticationToken" },
  incomplete: { json: "IncompleteSignatureException", query: "IncompleteSignature" },
  mismatch: { json: "InvalidSignatureException", query: "SignatureDoesNotMatch" },
  unrecognized: { json: "UnrecognizedClientException", query: "InvalidClientTokenId" },
  "session-expired": { json: "ExpiredTokenException", query: "ExpiredToken" },
  "request-expired": { json: "RequestExpired", query: "RequestExpired" },
};

/** The error's name and HTTP status in a protocol. Source: the Common Errors pages of IAM, STS, Cognito and AgentCore. */
export function nameFault({ kind }: SignatureFault, protocol: AwsProtocol): FaultName {
  const { json, query } = names[kind];
  const status = protocol === "aws-json" || kind === "request-expired" ? 400 : 403;
  return { name: protocol === "aws-query" ? query : json, status };
}
