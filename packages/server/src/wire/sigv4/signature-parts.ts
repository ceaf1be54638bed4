/** The parts of a signature that its header form and its query form have in common. */
import { parseAmzDate } from "./amz-date.ts";
import type { Signature } from "./signature.ts";

const algorithm = "AWS4-HMAC-SHA256";
const mostSignedHeaders = 100;

/** A signature that cannot be read; the message is for the caller. */
export class IncompleteSignature extends Error {
  override readonly name = "IncompleteSignature";
}

/** Throws IncompleteSignature for any algorithm but the one that AWS signs with. */
export function requireAlgorithm(given: string): void {
  if (given === algorithm) return;
  throw new IncompleteSignature(`Only ${algorithm} signs requests here, and not ${quoted(given)}.`);
}

/** Reads `KEY/DATE/REGION/SERVICE/aws4_request`; throws IncompleteSignature. */
export function readCredential(text: string): Pick<Signature, "accessKeyId" | "scope"> {
  const parts = text.split("/");
  const [accessKeyId = "", date = "", region = "", service = "", terminator = ""] = parts;
  if (parts.length !== 5) {
    throw new IncompleteSignature(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, and has ${parts.length}.`,
    );
  }
  if (terminator !== "aws4_request") {
    throw new IncompleteSignature(
      `Credential should be scoped with a valid terminator: 'aws4_request', not ${quoted(terminator)}.`,
    );
  }
  const readable =
    /^[\w+=.@-]{1,128}$/.test(accessKeyId) &&
    /^\d{8}$/.test(date) &&
    [region, service].every((part) => /^[\w.-]{1,64}$/.test(part));
  if (!readable) {
    throw new IncompleteSignature(
      "Credential must be of the form ACCESS_KEY_ID/YYYYMMDD/REGION/SERVICE/aws4_request.",
    );
  }
  return { accessKeyId, scope: { date, region, service } };
}

/** Reads the list of signed headers and the signature itself; throws IncompleteSignature. */
export function readSigned(list: string, digest: string): Pick<Signature, "signedHeaders" | "digest"> {
  const signedHeaders = list.split(";");
  if (signedHeaders.length > mostSignedHeaders) {
    throw new IncompleteSignature(
      `SignedHeaders names ${signedHeaders.length} headers; at most ${mostSignedHeaders}.`,
    );
  }
  const odd = signedHeaders.find((name) => !/^[a-z0-9!#$%&'*+.^_`|~-]{1,256}$/.test(name));
  if (odd !== undefined) {
    throw new IncompleteSignature(
      `SignedHeaders must be names in lower case with semicolons between, and ${quoted(odd)} is none.`,
    );
  }
  if (new Set(signedHeaders).size < signedHeaders.length) {
    throw new IncompleteSignature("SignedHeaders names a header more than once.");
  }
  if (!/^[0-9a-f]{64}$/.test(digest)) {
    throw new IncompleteSignature("Signature must be 64 hexadecimal digits in lower case.");
  }
  return { signedHeaders, digest };
}

/** Reads when it was signed; throws IncompleteSignature. */
export function instantOf(text: string): Pick<Signature, "timestamp" | "signedAt"> {
  const signedAt = parseAmzDate(text);
  if (signedAt !== undefined) return { timestamp: text, signedAt };
  throw new IncompleteSignature(
    `Date must be in ISO-8601 'basic format' such as 20150830T123600Z, and ${quoted(text)} is not.`,
  );
}

/** Short, and escaped, so that what a stranger sent cannot break a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 40));
}
