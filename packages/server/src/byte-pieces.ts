/** Bytes that come in pieces, most often in one. */
export class BytePieces {
  #first: Buffer | undefined;
  #others: Buffer[] | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#first === undefined) this.#first = piece;
    else if (this.#others === undefined) this.#others = [piece];
    else this.#others.push(piece);
  }

  /** All of them; the very piece where there is one only. */
  joined(): Buffer {
    if (this.#first === undefined) return Buffer.alloc(0);
    return this.#others === undefined
      ? this.#first
      : Buffer.concat([this.#first, ...this.#others], this.#length);
  }

  clear(): void {
    this.#first = undefined;
    this.#others = undefined;
    this.#length = 0;
  }
}
