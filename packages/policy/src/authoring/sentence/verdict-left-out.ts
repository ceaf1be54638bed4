import type { UnitName } from "../amounts/units.ts";
import type { TextSpan } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { inserted, patternText } from "./inserted-words.ts";

const shape =
  /^(?<one>[^,]+?) (?<verdict>(?:is|are) (?:not |only )?(?:allowed|permitted|open|available|reserved|denied|forbidden|prohibited|blocked)) (?<for>for|to) (?<who>[^,]+?) (?<join>, and|, but|,|and|but) (?<two>[^,]+?) (?<again>(?:is|are) (?:not |only )?[a-z]+ )?(?<to>for|to) [^,]+$/;

/** "Deleting is allowed for admins, listing for everyone": what the second part leaves out, the first has said; neither may have a condition, which could be meant for both. */
export function verdictLeftOut(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly { readonly part: TextSpan; readonly read: ReadRule }[] | undefined {
  const whole = tokens.at(-1)?.text === "." ? tokens.slice(0, -1) : tokens;
  const said = shape.exec(patternText(whole))?.groups;
  if (said === undefined || said.for !== said.to) return undefined;
  // "is denied to interns, but listing to managers" may turn to what is allowed
  if (said.again === undefined && said.join?.includes("but") === true) return undefined;
  const count = (...parts: readonly (string | undefined)[]): number =>
    parts.flatMap((part) => (part ?? "").split(" ").filter((word) => word !== "")).length;
  const end = count(said.one, said.verdict, said.for, said.who);
  const start = end + count(said.join);
  const [left, right] = [whole.slice(0, end), whole.slice(start)];
  const verb = start + count(said.two);
  const second =
    said.again === undefined
      ? [...whole.slice(start, verb), ...inserted(said.verdict ?? "", whole[verb]), ...whole.slice(verb)]
      : right;
  const [one, two] = [left, second].map((part) => attempt(() => readRule(part, vocabulary, stated)));
  if (one === undefined || two === undefined) return undefined;
  const plain = [one, two].every(
    ({ rule, notes }) =>
      rule.when === undefined &&
      rule.unless === undefined &&
      rule.tools.kind === "tools" &&
      !notes.includes(noToolNamed),
  );
  return plain
    ? [
        { part: spanOf(left), read: one },
        { part: spanOf(right), read: two },
      ]
    : undefined;
}
