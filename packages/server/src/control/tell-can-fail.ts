/** On which call a policy fails, so that Cedar skips it, and the guard against that. */
import { type EngineFinding, lineAndColumn } from "@toolgate/policy";
import { findingsOf, type ProvedUse, type ToldPolicy } from "./proved-use.ts";
import { showCase } from "./show-case.ts";

type CanFail = Extract<EngineFinding, { kind: "can fail" }>;

/** One sentence for each expression that can fail. */
export function tellCanFail(policy: ToldPolicy, uses: readonly ProvedUse[]): readonly string[] {
  const told = new Map<string, string>();
  for (const finding of uses.flatMap(findingsOf)) {
    if (finding.kind !== "can fail") continue;
    const key = JSON.stringify(finding.expression);
    if (!told.has(key)) told.set(key, sentence(policy, finding));
  }
  return [...told.values()];
}

function sentence({ parsed, statement, written }: ToldPolicy, { expression, example }: CanFail): string {
  const skipped =
    parsed.effect === "forbid"
      ? "this forbid is skipped then and denies nothing"
      : "this permit is skipped then and allows nothing";
  if (expression === undefined) return `It can fail, and ${skipped}: ${showCase(example)}.`;
  // names of gateways stand before all conditions, so that exact ARNs for them move these as a whole
  const start = expression.span.start + written.length - statement.length;
  const end = expression.span.end + written.length - statement.length;
  const text = written.slice(start, end);
  const { line, column } = lineAndColumn(written, start);
  const cure =
    expression.guard === undefined
      ? "Compare before you calculate, so that the numbers stay small."
      : `Ask first: ${expression.guard} && ${text} \u2026`;
  return (
    `Line ${line}, column ${column}: \`${text}\` can fail (${expression.message}), and ${skipped}. ` +
    `For example, ${showCase(example)}. ${cure}`
  );
}
