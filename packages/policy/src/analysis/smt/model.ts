import type { ModelValue } from "./read-answer.ts";
import type { Term } from "./term.ts";

const loneSurrogate = /\p{Surrogate}/u;

/** What a solver says of the terms that it was asked for; those it was not asked for have their sort's default. */
export class Model {
  private readonly values: ReadonlyMap<string, ModelValue>;

  constructor(terms: readonly Term[], values: readonly ModelValue[]) {
    this.values = new Map(
      terms.flatMap(({ text }, index) => {
        const value = values[index];
        return value === undefined ? [] : [[text, value]];
      }),
    );
  }

  /** Whether no text holds half of a surrogate pair. */
  isWellFormed(): boolean {
    return [...this.values.values()].every(
      (value) => typeof value !== "string" || !loneSurrogate.test(value),
    );
  }

  value(term: Term): ModelValue | undefined {
    return term.constant ?? this.values.get(term.text);
  }

  truth(term: Term | undefined): boolean {
    return term !== undefined && this.value(term) === true;
  }

  integer(term: Term | undefined): bigint {
    const value = term === undefined ? undefined : this.value(term);
    return typeof value === "bigint" ? value : 0n;
  }

  text(term: Term | undefined): string {
    const value = term === undefined ? undefined : this.value(term);
    return typeof value === "string" ? value : "";
  }
}
