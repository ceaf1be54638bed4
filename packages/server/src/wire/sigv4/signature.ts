import type { CredentialScope } from "./signing-key.ts";

/** A signature as it came with a request, its form checked and nothing else. */
export interface Signature {
  readonly form: "header" | "query";
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** In lower case, as they are listed. */
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly digest: string;
  /** When the request was signed: the text (`20150830T123600Z`) and milliseconds. */
  readonly timestamp: string;
  readonly signedAt: number;
  /** Seconds that a presigned request is good for. */
  readonly expiresAfter: number | undefined;
  readonly sessionToken: string | undefined;
}
