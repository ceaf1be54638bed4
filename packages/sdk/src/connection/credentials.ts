/** An access key. What `@aws-sdk/credential-providers` gives fits as it is. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** An access key, or a function that is asked for one before each request is signed. */
export type CredentialSource = Credentials | (() => Promise<Credentials>);
