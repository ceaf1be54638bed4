/** Keeps secrets unreadable at rest. */
export interface Sealer {
  /** Text that only this Toolgate's key opens; it differs with every sealing. `purpose` must be said again to open it. */
  seal(secret: string, purpose: string): string;
  /** @throws SealBroken when the text was altered, was sealed for another purpose, or by another key. */
  open(sealed: string, purpose: string): string;
}

/** Sealed text that this key does not open. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}
