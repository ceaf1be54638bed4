import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import type { Credentials } from "./credentials.ts";

/** A request before it is signed; `query` holds decoded names and values. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  /** Percent-encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

/** Whom and where a signature is for. */
export interface SigningScope {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The request's headers with AWS's Signature Version 4 among them. Source: IAM user guide, SigV4. */
export async function signRequest(
  request: PlainRequest,
  scope: SigningScope,
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = scope.credentials;
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) },
    region: scope.region,
    service: scope.service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: request.url.protocol,
      hostname: request.url.hostname,
      path: request.path,
      query: Object.fromEntries(
        Object.entries(request.query).map(([name, value]) => [
          name,
          typeof value === "string" ? value : [...value],
        ]),
      ),
      headers: { ...request.headers, host: request.url.host },
      body: request.body,
    },
    { signingDate: new Date(scope.now) },
  );
  // The platform sets the host itself, and a page may not.
  const { host: _, ...headers } = signed.headers;
  return headers;
}
