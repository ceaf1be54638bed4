/** Source: AWS IAM user guide, "Create a signed AWS API request", steps 2 to 4. */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** For what a key is good: one day, one Region, one service. */
export interface CredentialScope {
  /** YYYYMMDD. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** The signature, in hex, of a canonical request at an instant (`20150830T123600Z`). Header values in it are bytes, as node:http gives them. */
export function signatureOf(
  secret: string,
  scope: CredentialScope,
  timestamp: string,
  canonical: string,
): string {
  const { date, region, service } = scope;
  const parts = [date, region, service, "aws4_request"];
  const key = parts.reduce<Buffer>((so, part) => hmac(so, part), Buffer.from(`AWS4${secret}`, "utf8"));
  const text = [
    "AWS4-HMAC-SHA256",
    timestamp,
    parts.join("/"),
    sha256Hex(Buffer.from(canonical, "latin1")),
  ].join("\n");
  return hmac(key, text).toString("hex");
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text, "utf8").digest();
}
