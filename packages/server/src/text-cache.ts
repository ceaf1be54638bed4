/** Remembers what was made of texts, up to so many characters of them in all; what was asked for longest ago goes first. */
export class TextCache<Value extends object> {
  readonly #mostCharacters: number;
  readonly #kept = new Map<string, Value>();
  #characters = 0;

  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  /** What is remembered of the text; otherwise it is made, and remembered. */
  get(text: string, make: () => Value): Value {
    const before = this.#kept.get(text);
    const value = before ?? make();
    if (before === undefined) this.#characters += text.length;
    else this.#kept.delete(text);
    this.#kept.set(text, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#characters <= this.#mostCharacters) break;
      this.#kept.delete(oldest);
      this.#characters -= oldest.length;
    }
    return value;
  }
}
