import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

const leavesOut =
  /\b(?:but|save|excluding|besides|barring|minus|(?:apart|aside) from|other than|except(?: for)?) (?:those|ones|the ones)\b/;

/** Throws where a rule leaves nothing out, though its sentence says "all payments but those over 500": it would be for those alone. */
export function refuseLostException(tokens: readonly Token[], { when, unless, who }: Rule): void {
  if (unless !== undefined || !leavesOut.test(patternText(tokens))) return;
  if (denies(when) || (who.kind === "users" && denies(who.condition))) return;
  refuse("It is not certain what is left out here", spanOf(tokens), {
    advice: "Write “unless …” behind the rule.",
  });
}

function denies(condition: Condition | undefined): boolean {
  if (condition === undefined) return false;
  if (condition.kind === "all" || condition.kind === "any") return condition.of.some(denies);
  return condition.kind === "not";
}

/** Throws for "port 22 to X or port 3389", where a case names another value of what has one already: it would never be so. */
export function refuseCaseNeverSo(tokens: readonly Token[], { when }: Rule): void {
  // "either … or …" says which of them belong together
  if (when?.kind !== "all" || tokens.some((token) => token.kind === "word" && token.lower === "either"))
    return;
  const one = new Set(when.of.flatMap(isValueOf));
  const again = when.of.some(
    (each) => each.kind === "any" && each.of.flatMap(isValueOf).some((path) => one.has(path)),
  );
  if (!again) return;
  refuse("One of these cases could never be, so it is not certain what belongs together", spanOf(tokens), {
    advice: "Write a sentence for each case.",
  });
}

/** The argument that the condition says the value of. */
function isValueOf(condition: Condition): readonly string[] {
  if (
    condition.kind === "number" ||
    (condition.kind === "text" && condition.test === "is" && condition.field.shape.kind !== "set")
  )
    return [condition.field.path.join(".")];
  return condition.kind === "all" ? condition.of.flatMap(isValueOf) : [];
}
