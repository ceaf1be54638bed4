import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Token } from "../words/tokens.ts";

/** Throws where a flag of which the sentence says that it is off is read as on: both words for it name nothing, so no other look sees it. */
export function refuseSwitchedOff(tokens: readonly Token[], { when, unless }: Rule): void {
  const flags = [...flagsIn(when, true), ...flagsIn(unless, true)];
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !offs.test(token.lower)) continue;
    const behind = tokens
      .slice(0, at)
      .findLastIndex((each) => each.kind !== "word" || !between.test(each.lower));
    if (at - behind > 5) continue;
    // "signed off" is said of signedOff
    const same = flags.filter((flag) => isOf(tokens[behind], flag) && !isOf(token, flag));
    if (same.length === 0) continue;
    if (same.every(({ value }) => value))
      refuse(`"${token.text}" says that it is not so, and the rule that was understood does not`, token);
    const join = tokens
      .slice(Math.max(0, behind - 3), behind)
      .findLastIndex((each) => each.kind === "word" && /^(?:and|or)$/.test(each.lower));
    const other = tokens[Math.max(0, behind - 3) + join - 1];
    // "with overwrite and dry run off"
    if (join >= 0 && flags.some((flag) => flag.value && isOf(other, flag)))
      refuse(`It is not certain of what "${token.text}" is said`, token, {
        advice: "Say of each whether it is on or off.",
      });
  }
}

const offs = /^(?:off|disabled|deactivated|false|unticked|unchecked)$/;
const between = /^(?:is|are|being|be|turned|switched|set|to|flag|option|switch|setting|mode|the)$/;

function isOf(token: Token | undefined, { field }: Said): boolean {
  return token?.kind === "word" && field.nameStems.includes(token.stem);
}

interface Said {
  readonly field: Extract<Condition, { kind: "flag" }>["field"];
  readonly value: boolean;
}

function flagsIn(condition: Condition | undefined, positive: boolean): readonly Said[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((each) => flagsIn(each, positive));
    case "not":
      return flagsIn(condition.of, !positive);
    case "flag":
      return [{ field: condition.field, value: condition.value === positive }];
    default:
      return [];
  }
}
