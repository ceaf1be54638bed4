import { formatAmzDate } from "./amz-date.ts";
import { canonicalRequest } from "./canonical-request.ts";
import { sha256Hex, signatureOf } from "./signing-key.ts";

/** Who signs. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A request to sign; `now` in milliseconds since the epoch. */
export interface RequestToSign {
  readonly method: string;
  readonly url: URL;
  readonly body?: string | undefined;
  readonly service: string;
  readonly region: string;
  readonly now: number;
}

/** The headers that a request is to have beside its own for Signature Version 4: authorization, date, hash of the body. */
export function signatureHeaders(
  { method, url, body = "", service, region, now }: RequestToSign,
  { accessKeyId, secretAccessKey, sessionToken }: SigningCredentials,
): Record<string, string> {
  const timestamp = formatAmzDate(now);
  const payloadHash = sha256Hex(Buffer.from(body, "utf8"));
  const signed: readonly (readonly [string, string])[] = [
    ["host", url.host],
    ["x-amz-content-sha256", payloadHash],
    ["x-amz-date", timestamp],
    ...(sessionToken === undefined ? [] : [["x-amz-security-token", sessionToken] as const]),
  ];
  const signedHeaders = signed.map(([name]) => name);
  const request = { method, target: `${url.pathname}${url.search}`, rawHeaders: signed.flat() };
  const scope = { date: timestamp.slice(0, 8), region, service };
  const canonical = canonicalRequest(request, { signedHeaders, payloadHash, pathStyle: "normalized" });
  const signature = signatureOf(secretAccessKey, scope, timestamp, canonical);
  const credential = `${accessKeyId}/${scope.date}/${region}/${service}/aws4_request`;
  return {
    ...Object.fromEntries(signed.filter(([name]) => name !== "host")),
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`,
  };
}
