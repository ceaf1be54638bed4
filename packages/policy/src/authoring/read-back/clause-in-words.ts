import type { Clause } from "./clause.ts";

/** The clauses as one phrase that can be grouped in one way only: "both … and", "either … or", parentheses. */
export function clauseInWords(clause: Clause): string {
  if (clause.kind === "all") return joined(clause.of, " and ", 0);
  return phrase(clause, 0, true);
}

/** `isLast`: nothing follows that could be taken for a part of it. */
function phrase(clause: Clause, depth: number, isLast: boolean): string {
  if (clause.kind === "atom" || clause.kind === "provided") return clause.text;
  const { kind, of } = clause;
  const isOpen = depth === 0 || (depth === 1 && isLast);
  const words =
    kind === "any"
      ? `either ${joined(of, " or ", depth)}`
      : `${of.length === 2 ? "both " : ""}${joined(of, " and ", depth)}`;
  return isOpen && (kind === "any" || of.length === 2) ? words : `(${words})`;
}

function joined(clauses: readonly Clause[], by: string, depth: number): string {
  return clauses.map((each, index) => phrase(each, depth + 1, index === clauses.length - 1)).join(by);
}
