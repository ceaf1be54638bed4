/** What the OAuth endpoints of a pool refuse (RFC 6749, 5.2): the error's name, and a sentence that says what to do. */
export class OAuthFault extends Error {
  override readonly name = "OAuthFault";
  readonly error: string;
  readonly status: number;

  constructor(error: string, description: string, status = 400) {
    super(description);
    this.error = error;
    this.status = status;
  }
}
