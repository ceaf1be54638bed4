/** The cryptography of user pools: signing keys, tokens, passwords. */

/** A public key as a JWKS shows it (RFC 7517). */
export interface PublicSigningKey {
  readonly kty: string;
  readonly kid: string;
  readonly alg: string;
  readonly use: string;
  readonly n: string;
  readonly e: string;
}

/** A new key; `privateKey` is JSON text of the whole JWK. */
interface NewSigningKey {
  readonly publicKey: PublicSigningKey;
  readonly privateKey: string;
}

export interface UserPoolCrypto {
  /** RS256 with 2048 bits. */
  newSigningKey(): Promise<NewSigningKey>;
  /** A signed token (RFC 7519) of the claims. */
  sign(claims: Readonly<Record<string, unknown>>, privateKey: string): Promise<string>;
  /** The claims of a token that one of the keys signed; undefined for any other. Times are not judged. */
  verify(
    token: string,
    keys: readonly PublicSigningKey[],
  ): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** A salted hash to keep in place of the password. */
  hashPassword(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash. */
  passwordMatches(password: string, hash: string | undefined): Promise<boolean>;
  /** HMAC-SHA-256 in base64: Cognito's SECRET_HASH. */
  secretHash(secret: string, text: string): string;
  /** Without telling by its time how much is the same. */
  isSame(given: string, wanted: string): boolean;
  /** base64url of SHA-256: PKCE's challenge (RFC 7636). */
  sha256(text: string): string;
  uuid(): string;
  /** Random characters of the alphabet. */
  randomText(length: number, alphabet: string): string;
}
