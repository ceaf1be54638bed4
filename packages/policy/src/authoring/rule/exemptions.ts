import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { excepts, exceptWhens } from "../words/modifier-words.ts";
import type { Reader } from "../words/reader.ts";

/** A condition under which a rule does not hold, and how it was said. */
export interface Exemption {
  readonly condition: Condition;
  readonly said: "unless" | "except";
  /** Whether "or" stands before it. */
  readonly or: boolean;
  readonly span: TextSpan;
}

/** Whether "but not when", "but not" or the like comes next, in which "but" joins nothing. */
export function startsException(reader: Reader): boolean {
  return [...exceptWhens, ...excepts].some((phrase) => phrase.startsWith("but ") && reader.sees(phrase));
}

/** All exemptions in one: of "except for A and except for B" each is enough, of "unless A and unless B" it is not certain. */
export function anyExemption(exemptions: readonly Exemption[]): Condition | undefined {
  const [first, ...others] = exemptions;
  if (first === undefined || others.length === 0) return first?.condition;
  for (const [at, other] of others.entries()) {
    const before = exemptions[at];
    if (other.or || (other.said === "except" && before?.said === "except")) continue;
    refuse("It is not certain whether one of these exceptions is enough or all are needed", other.span, {
      candidates: ["unless … or …", "unless … and …"],
      advice: 'Write "unless A or B" or "unless both A and B".',
    });
  }
  return { kind: "any", of: exemptions.map(({ condition }) => condition) };
}
