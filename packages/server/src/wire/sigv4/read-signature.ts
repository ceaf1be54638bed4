/** Finds a request's signature, in its Authorization header or its query, and reads its parts. */
import { percentDecoded } from "./percent-encoding.ts";
import { queryParameters } from "./query-parameters.ts";
import type { Signature } from "./signature.ts";
import type { SignatureFault } from "./signature-fault.ts";
import {
  IncompleteSignature,
  instantOf,
  quoted,
  readCredential,
  readSigned,
  requireAlgorithm,
} from "./signature-parts.ts";
import { headerValues, type SignedRequest, splitTarget } from "./signed-request.ts";

export type SignatureReading =
  | { readonly ok: true; readonly signature: Signature }
  | { readonly ok: false; readonly fault: SignatureFault };

/** Seconds: AWS lets a presigned request live for a week. */
const longestLife = 604_800;
const longestToken = 16_384;

/** Reads it, or says what is missing. A bearer token or other scheme is no signature. */
export function readSignature(request: SignedRequest): SignatureReading {
  try {
    const signature = readEither(request);
    if (signature !== undefined) return { ok: true, signature };
    const message =
      "Missing Authentication Token: sign the request with Signature Version 4, as the AWS SDKs do when they have an access key.";
    return { ok: false, fault: { kind: "missing", message } };
  } catch (error) {
    if (!(error instanceof IncompleteSignature)) throw error;
    return { ok: false, fault: { kind: "incomplete", message: error.message } };
  }
}

function readEither(request: SignedRequest): Signature | undefined {
  const query = presignedParameters(request);
  const authorizations = headerValues(request, "authorization");
  const [authorization] = authorizations;
  if (authorizations.length > 1)
    throw new IncompleteSignature("The request has more than one Authorization header.");
  if (query === undefined) {
    return authorization === undefined || !/^AWS4-/i.test(authorization)
      ? undefined
      : readHeader(request, authorization);
  }
  if (authorization !== undefined) {
    throw new IncompleteSignature(
      "The request is signed in its Authorization header and in its query: send one of them.",
    );
  }
  return readQuery(request, query);
}

function readHeader(request: SignedRequest, authorization: string): Signature {
  const [scheme = "", ...rest] = authorization.trim().split(" ");
  requireAlgorithm(scheme);
  const parts = new Map<string, string>();
  for (const part of rest.join(" ").split(",")) {
    const at = part.indexOf("=");
    const name = part.slice(0, at).trim();
    if (at === -1 || !["Credential", "SignedHeaders", "Signature"].includes(name)) {
      throw new IncompleteSignature(
        `${quoted(part.trim())} is none of Credential=, SignedHeaders= and Signature= in the Authorization header.`,
      );
    }
    if (parts.has(name))
      throw new IncompleteSignature(`The Authorization header has '${name}' more than once.`);
    parts.set(name, part.slice(at + 1).trim());
  }
  const part = (name: string): string => {
    const value = parts.get(name);
    if (value === undefined || value === "") {
      throw new IncompleteSignature(`Authorization header requires '${name}' parameter.`);
    }
    return value;
  };
  return {
    form: "header",
    ...readCredential(part("Credential")),
    ...readSigned(part("SignedHeaders"), part("Signature")),
    ...readDate(request),
    expiresAfter: undefined,
    sessionToken: tokenWithinBounds(only(request, "x-amz-security-token")),
  };
}

function readQuery(request: SignedRequest, query: ReadonlyMap<string, string>): Signature {
  const part = (name: string): string => {
    const value = query.get(name);
    if (value === undefined || value === "") {
      throw new IncompleteSignature(`AWS query-string parameters must include '${name}'.`);
    }
    return value;
  };
  requireAlgorithm(part("X-Amz-Algorithm"));
  for (const name of ["x-amz-date", "x-amz-security-token"]) {
    if (headerValues(request, name).length > 0) {
      throw new IncompleteSignature(
        `A presigned request has its ${name} in the query, and this one as a header.`,
      );
    }
  }
  const expires = part("X-Amz-Expires");
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > longestLife) {
    throw new IncompleteSignature(
      `X-Amz-Expires must be a whole number of seconds from 1 to ${longestLife} (a week), and ${quoted(expires)} is not.`,
    );
  }
  return {
    form: "query",
    ...readCredential(part("X-Amz-Credential")),
    ...readSigned(part("X-Amz-SignedHeaders"), part("X-Amz-Signature")),
    ...instantOf(part("X-Amz-Date")),
    expiresAfter: seconds,
    sessionToken: tokenWithinBounds(query.get("X-Amz-Security-Token")),
  };
}

/** The query's X-Amz- parameters, decoded, where it is signed there. */
function presignedParameters({ target }: SignedRequest): ReadonlyMap<string, string> | undefined {
  const own = queryParameters(splitTarget(target).query).filter(({ name }) => /^x-amz-/i.test(name));
  if (!own.some(({ name }) => /^x-amz-(?:algorithm|credential|signature)$/i.test(name))) return undefined;
  const found = new Map<string, string>();
  for (const { name, value } of own) {
    if (found.has(name))
      throw new IncompleteSignature(`The query has '${name.slice(0, 60)}' more than once.`);
    found.set(name, Buffer.from(percentDecoded(value)).toString("utf8"));
  }
  return found;
}

function readDate(request: SignedRequest): Pick<Signature, "timestamp" | "signedAt"> {
  const text = only(request, "x-amz-date") ?? only(request, "date");
  if (text === undefined) {
    throw new IncompleteSignature(
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    );
  }
  return instantOf(text);
}

function only(request: SignedRequest, name: string): string | undefined {
  const values = headerValues(request, name);
  if (values.length > 1)
    throw new IncompleteSignature(`The request has more than one ${name} header; send one.`);
  return values[0]?.trim();
}

function tokenWithinBounds(token: string | undefined): string | undefined {
  if (token === undefined || token.length <= longestToken) return token;
  throw new IncompleteSignature(`The security token is longer than ${longestToken} characters.`);
}
