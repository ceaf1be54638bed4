import { type Bool, type Sort, symbol, type Term, yes } from "./term.ts";

/** Longer terms get a name where they are used more than once, so that a script grows with its policies and no faster. */
const shortTerm = 60;

/** Declarations, definitions and assertions in the order in which they are made. */
export class Script {
  /** The constants, in the order of their declaration. */
  readonly declared: Term[] = [];
  private readonly lines: string[] = [];
  private readonly names = new Map<string, string>();
  private count = 0;

  get text(): string {
    return this.lines.join("\n");
  }

  /** A new constant. */
  declare<S extends Sort>(sort: S): Term<S> {
    const name = this.next("c");
    this.lines.push(`(declare-const ${name} ${sort})`);
    const term = symbol(sort, name);
    this.declared.push(term);
    return term;
  }

  /** A new predicate on arguments of these sorts; its name. */
  declarePredicate(sorts: readonly Sort[]): string {
    const name = this.next("p");
    this.lines.push(`(declare-fun ${name} (${sorts.join(" ")}) Bool)`);
    return name;
  }

  /** The same term under a short name. */
  name<S extends Sort>(term: Term<S>): Term<S> {
    if (term.text.length <= shortTerm || term.constant !== undefined) return term;
    const known = this.names.get(term.text);
    const name = known ?? this.next("d");
    if (known === undefined) {
      this.names.set(term.text, name);
      this.lines.push(`(define-fun ${name} () ${term.sort} ${term.text})`);
    }
    return symbol(term.sort, name);
  }

  assert(term: Bool): void {
    if (term !== yes) this.lines.push(`(assert ${term.text})`);
  }

  private next(prefix: string): string {
    this.count += 1;
    return `${prefix}${this.count}`;
  }
}
