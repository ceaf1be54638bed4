/** A condition as clauses of plain English, before they are joined into a sentence. */
export type Clause = Atom | Provided | Group;

/** One statement; `not` is already in its words. */
export interface Atom {
  readonly kind: "atom";
  readonly text: string;
  /** What it says of the caller, to stand behind "users": `whose role is "clerk"`. */
  readonly who: string | undefined;
  /** Claims and arguments that it reads. */
  readonly reads: readonly string[];
  /** Whether it is true only where all that it reads is there. */
  readonly needs: boolean;
  /** Atoms of one subject that are each one value of it can be said together. */
  readonly choice: Choice | undefined;
}

interface Choice {
  readonly subject: string;
  readonly values: readonly string[];
  readonly said: (values: readonly string[]) => Pick<Atom, "text" | "who">;
}

/** That a claim or an argument is there. */
interface Provided {
  readonly kind: "provided";
  /** It, and what it is a part of. */
  readonly reads: readonly string[];
  readonly text: string;
}

export interface Group {
  readonly kind: "all" | "any";
  readonly of: readonly Clause[];
}

/** An atom of which nothing more is known than its words. */
export function atom(text: string, more: Partial<Omit<Atom, "kind" | "text">> = {}): Atom {
  return { kind: "atom", text, who: undefined, reads: [], needs: false, choice: undefined, ...more };
}

/** Flat, and one clause alone is no group. */
export function group(kind: Group["kind"], clauses: readonly Clause[]): Clause {
  const flat = clauses.flatMap((each) => (each.kind === kind ? each.of : [each]));
  const told = kind === "all" ? withoutGuards(flat) : together(flat);
  const [only] = told;
  return told.length === 1 && only !== undefined ? only : { kind, of: told };
}

/** Asking whether something is there goes without saying where the next that is said of it needs it. */
function withoutGuards(clauses: readonly Clause[]): readonly Clause[] {
  return clauses.filter((each, index) => {
    if (each.kind !== "provided") return true;
    const own = each.reads.at(-1) ?? "";
    return use(clauses.slice(index + 1), own) !== "needs";
  });
}

/** How the first of these that reads the subject does so. */
function use(clauses: readonly Clause[], subject: string): "needs" | "reads" | undefined {
  for (const each of clauses) {
    const found = useOf(each, subject);
    if (found !== undefined) return found;
  }
  return undefined;
}

function useOf(clause: Clause, subject: string): "needs" | "reads" | undefined {
  switch (clause.kind) {
    case "atom":
      if (!clause.reads.includes(subject)) return undefined;
      return clause.needs ? "needs" : "reads";
    case "provided":
      return clause.reads.includes(subject) ? "needs" : undefined;
    case "all":
      return use(clause.of, subject);
    case "any": {
      const uses = clause.of.map((each) => useOf(each, subject));
      if (uses.every((each) => each === undefined)) return undefined;
      return uses.every((each) => each === "needs") ? "needs" : "reads";
    }
  }
}

/** `x is 1 or x is 2` as `x is one of 1 or 2`. */
function together(clauses: readonly Clause[]): readonly Clause[] {
  const told: Clause[] = [];
  for (const each of clauses) {
    const choice = each.kind === "atom" ? each.choice : undefined;
    const at = told.findIndex(
      (known) => known.kind === "atom" && choice !== undefined && known.choice?.subject === choice.subject,
    );
    const known = told[at];
    if (each.kind !== "atom" || known?.kind !== "atom" || choice === undefined) {
      told.push(each);
      continue;
    }
    const values = [...new Set([...(known.choice?.values ?? []), ...choice.values])];
    told[at] = { ...each, ...choice.said(values), choice: { ...choice, values } };
  }
  return told;
}
