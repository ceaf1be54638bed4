/** One step of a pattern: a text to the letter, any run of characters, or any one; colons among them or not. */
export type PatternStep =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "run"; readonly colons: boolean }
  | { readonly kind: "one"; readonly colons: boolean };

/**
 * Whether the whole text fits. The places of the text that a step may end at are the bits of one number, bit n for the
 * place before character n, so that no pattern can hang its reader: time is the product of both lengths by 64 at worst.
 */
export function fits(steps: readonly PatternStep[], text: string): boolean {
  const places = new Places(text);
  let reached = 1n;
  for (const step of steps) {
    switch (step.kind) {
      case "text":
        for (const character of step.text) reached = (reached & places.of(character)) << 1n;
        break;
      case "one":
        reached = (reached & (step.colons ? places.any : places.any & ~places.of(":"))) << 1n;
        break;
      case "run":
        reached = step.colons ? fromLowest(reached, places.all) : places.withinParts(reached);
    }
    if (reached === 0n) return false;
  }
  return (reached & places.end) !== 0n;
}

/** Every place from the lowest one on. */
function fromLowest(reached: bigint, among: bigint): bigint {
  return among & -(reached & -reached);
}

class Places {
  readonly #characters: readonly string[];
  readonly #known = new Map<string, bigint>();
  /** Before each character. */
  readonly any: bigint;
  /** Behind the last character. */
  readonly end: bigint;
  readonly all: bigint;

  constructor(text: string) {
    this.#characters = Array.from(text);
    this.end = 1n << BigInt(this.#characters.length);
    this.any = this.end - 1n;
    this.all = this.any | this.end;
  }

  /** Before each such character. */
  of(character: string): bigint {
    const known = this.#known.get(character);
    if (known !== undefined) return known;
    const digits = this.#characters.map((found) => (found === character ? "1" : "0")).reverse();
    const places = BigInt(`0b0${digits.join("")}`);
    this.#known.set(character, places);
    return places;
  }

  /** Every place that is reached without passing a colon. */
  withinParts(reached: bigint): bigint {
    let colons = this.of(":") | this.end;
    let from = this.all;
    let found = 0n;
    while (colons !== 0n) {
      const upTo = colons & -colons;
      const part = from & ((upTo << 1n) - 1n);
      const begun = reached & part;
      if (begun !== 0n) found |= fromLowest(begun, part);
      from &= ~part;
      colons &= ~upTo;
    }
    return found;
  }
}
