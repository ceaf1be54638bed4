import { type Expression, type LikePattern, wildcard } from "../../syntax/ast.ts";
import { quotePattern, quoteText } from "../../syntax/quote-text.ts";
import { type Atom, atom } from "./clause.ts";
import { listed } from "./comparison-in-words.ts";
import { claimSubject, jsonLists, subjectOf, wordLists } from "./subject.ts";

/**
 * Operands of an `or` that together ask whether a claim that is a list holds a value: as one of its words, or as the value
 * itself or an item of the JSON text that a list becomes. What is left over stands in `rest`.
 */
export function listClaimsIn(
  operands: readonly Expression[],
  isTrue: boolean,
): { readonly atoms: readonly Atom[]; readonly rest: readonly Expression[] } {
  const atoms: Atom[] = [];
  let rest = operands;
  for (const operand of operands) {
    const found = equality(operand);
    if (found === undefined) continue;
    const { claim, value } = found;
    if (!wordLists.has(claim) && !jsonLists.test(claim)) continue;
    const mates = patternsOf(claim, value).map((pattern) =>
      rest.find((each) => each.kind === "like" && isLike(each, claim, pattern)),
    );
    const used = mates.filter((each) => each !== undefined);
    if (used.length !== mates.length) continue;
    rest = rest.filter((each) => each !== operand && !used.includes(each));
    atoms.push(holds(claim, value, isTrue));
  }
  return { atoms, rest };
}

function holds(claim: string, value: string, isTrue: boolean): Atom {
  const { text, whose, reads } = claimSubject(claim);
  const has = whose?.replace(/^whose /, "with ");
  const say = (values: readonly string[]) => ({
    text: `${text} ${isTrue ? "includes" : "does not include"} ${listed(values)}`,
    who: isTrue ? `${has} ${listed(values)}` : undefined,
  });
  const values = [quoteText(value)];
  return atom("", {
    ...say(values),
    reads,
    needs: isTrue,
    choice: isTrue ? { subject: `${text} includes`, values, said: say } : undefined,
  });
}

function patternsOf(claim: string, value: string): readonly string[] {
  const patterns: readonly LikePattern[] = wordLists.has(claim)
    ? [
        [`${value} `, wildcard],
        [wildcard, ` ${value}`],
        [wildcard, ` ${value} `, wildcard],
      ]
    : [["[", wildcard, `"${value}"`, wildcard, "]"]];
  return patterns.map(quotePattern);
}

function equality(node: Expression): { readonly claim: string; readonly value: string } | undefined {
  if (node.kind !== "binary" || node.operator !== "==" || node.right.kind !== "literal") return undefined;
  const claim = subjectOf(node.left)?.claim;
  const { value } = node.right;
  return claim === undefined || typeof value !== "string" ? undefined : { claim, value };
}

function isLike(
  { operand, pattern }: Extract<Expression, { kind: "like" }>,
  claim: string,
  wanted: string,
): boolean {
  return subjectOf(operand)?.claim === claim && quotePattern(pattern) === wanted;
}
