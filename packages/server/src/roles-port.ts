/** What IAM knows of roles and access keys, as the rest of the server reads it. */
import type { PolicyDocument, PolicySource } from "@toolgate/iam";

/** A role that exists. */
export interface KnownRole {
  readonly arn: string;
  /** `AROA…`; a role made again under the same name has another. */
  readonly id: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  /** Every policy that counts for it, inline and attached. */
  readonly sources: readonly PolicySource[];
  readonly tags: Readonly<Record<string, string>>;
  /** Seconds that a session of it may last. */
  readonly maxSessionDuration: number;
}

/** Roles by ARN. */
export interface Roles {
  /** A role that was deleted is remembered; undefined is one that was never known. */
  find(roleArn: string): Promise<KnownRole | "deleted" | undefined>;
}

/** Whom an access key speaks for. */
export interface KeyPrincipal {
  readonly kind: "user" | "role-session" | "root";
  /** Of the user, of the session (`arn:aws:sts::…:assumed-role/…`), or of the account's root. */
  readonly arn: string;
  /** What IAM calls the unique id: `AIDA…`, `AROA…:session`, or the account. */
  readonly userId: string;
  /** The role of a session. */
  readonly roleArn?: string;
  /** Root has none, and may do everything. */
  readonly sources: readonly PolicySource[];
  /** The condition keys that describe the principal, such as `aws:username` and `aws:PrincipalTag/…`. */
  readonly context: Readonly<Record<string, string>>;
}

/** An access key that may sign requests. */
export interface KnownAccessKey {
  readonly secret: string;
  readonly principal: KeyPrincipal;
  readonly active: boolean;
  /** Of temporary credentials: an instant, after which they are refused. */
  readonly expiresAt?: string;
  /** Of temporary credentials: what must be sent and signed with each request. */
  readonly sessionToken?: string;
}

/** Access keys by id. */
export interface AccessKeys {
  /** @throws SealBroken when the secret does not open with the server's key. */
  find(accessKeyId: string): Promise<KnownAccessKey | undefined>;
  /** Remembers that a user's key signed a request, to within a quarter of an hour. */
  used(accessKeyId: string, request: { readonly service: string; readonly region: string }): Promise<void>;
}
