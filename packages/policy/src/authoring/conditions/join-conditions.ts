import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";

/** A condition of a list, and what stands before it. */
export interface JoinedTerm {
  readonly term: Condition;
  /** Undefined for the first one and behind a mere comma. */
  readonly join: "all" | "any" | undefined;
  readonly comma: boolean;
  /** Whether "when" or "if" is said again: "…, or when …" begins a condition of its own. */
  readonly restarts: boolean;
}

const grouping = 'Group with parentheses or "either … or", or write separate sentences.';

/** One condition of several with and/or between them, where they can be read in one way only; throws otherwise. */
export function joinConditions(terms: readonly JoinedTerm[], span: TextSpan): Condition {
  const [first] = terms;
  if (first !== undefined && terms.length === 1) return first.term;
  const joins = new Set(terms.flatMap(({ join }) => (join === undefined ? [] : [join])));
  const [only] = joins;
  const listed = terms.slice(1).some(({ join }) => join === undefined);
  if (only === undefined || terms.at(-1)?.join === undefined) {
    refuse("A list of conditions needs an “and” or “or”", span, { advice: grouping });
  }
  // "over 5 or under 3 and urgent"
  const loose = terms.some(({ term }) => term.kind === "any" && term.open === true);
  if (joins.size === 1 && !(only === "all" && loose)) return joined(only, terms, span);
  const parts = listed || loose ? undefined : partsOf(terms);
  if (parts === undefined) {
    refuse("“and” and “or” side by side can be understood in two ways", span, { advice: grouping });
  }
  const of = parts.terms.map((part): Condition => {
    const [one] = part;
    return part.length === 1 && one !== undefined
      ? one.term
      : joined(parts.join === "any" ? "all" : "any", part, span);
  });
  return { kind: parts.join, of };
}

/** "A and B, or C and D", "A or when B and C": where the parts begin, if that is certain. */
function partsOf(
  terms: readonly JoinedTerm[],
): { readonly join: "all" | "any"; readonly terms: readonly (readonly JoinedTerm[])[] } | undefined {
  const restarting = terms.filter(({ restarts }, at) => at > 0 && restarts);
  const join = restarting[0]?.join ?? "any";
  const begins = ({ restarts, comma, join: own }: JoinedTerm): boolean =>
    restarting.length > 0 ? restarts : own === "any" && comma;
  const parts: JoinedTerm[][] = [];
  for (const [at, term] of terms.entries()) {
    if (at === 0 || begins(term)) {
      if (at > 0 && term.join !== join) return undefined;
      parts.push([term]);
    } else {
      // within a part the other word joins, and no comma divides it again
      if (term.join === join || (term.comma && restarting.length === 0)) return undefined;
      parts.at(-1)?.push(term);
    }
  }
  return parts.length > 1 ? { join, terms: parts } : undefined;
}

function joined(join: "all" | "any", terms: readonly JoinedTerm[], span: TextSpan): Condition {
  const of = terms.map(({ term }) => term);
  if (join === "any" && of.filter((term) => term.kind === "not").length > 1) {
    refuse("“not A or not B” is nearly always true", span, {
      advice: 'Write "is neither A nor B" as "is not A and is not B".',
    });
  }
  return { kind: join, of };
}
