import { rolesNamed } from "../callers/claims.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { nameWords } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws where "logging is enabled" was read as disableLogging: the word that turns it round is not said. */
export function refuseNegativeFlag(tokens: readonly Token[], { when, unless }: Rule): void {
  for (const leaf of [when, unless].flatMap(leavesOf)) {
    if (leaf.kind !== "flag") continue;
    const [first = "", second] = nameWords(leaf.field.path.at(-1) ?? "");
    if (second === undefined || !negative.test(first)) continue;
    const name = leaf.field.path.join(".");
    const isSaid = tokens.some(
      (token) => token.text.includes(name) || (token.kind === "word" && saysSo(token.lower, first)),
    );
    if (isSaid) continue;
    refuse(`"${name}" is the opposite of what is said`, spanOf(tokens), {
      advice: `Write it as in "when ${name} is true".`,
      telling: true,
    });
  }
}

const negative =
  /^(?:disabled?|skip(?:ped)?|bypass(?:ed)?|suppress(?:ed)?|ignored?|omit(?:ted)?|excluded?|hide|hidden|mute|no|not|without)$/i;

function saysSo(lower: string, first: string): boolean {
  return stem(lower) === stem(first.toLowerCase()) || denials.test(lower);
}

const denials = /^(?:not|no|never|without|un\p{L}+|non-?\p{L}*|off|disabled|hidden|neither|nor|cannot)$/u;

/** Throws where "for admins" was read as the flag `admin`: it may be those who call. */
export function refuseCallersAsFlag(tokens: readonly Token[], { who, when, unless }: Rule): void {
  if (who.kind !== "anyone") return;
  for (const leaf of [when, unless].flatMap(leavesOf)) {
    if (leaf.kind !== "flag") continue;
    const token = tokens.find((each, at) => {
      const before = tokens[at - 1];
      return (
        each.kind === "word" &&
        /[^s]s$/.test(each.lower) &&
        rolesNamed(each.lower) !== undefined &&
        leaf.field.nameStems.includes(each.stem) &&
        before?.kind === "word" &&
        /^(?:for|by)$/.test(before.lower)
      );
    });
    if (token === undefined) continue;
    refuse(`"${token.text}" may be those who call, or what "${leaf.field.path.join(".")}" says`, token, {
      advice: "Write “users with role …”, or name the argument.",
      telling: true,
    });
  }
}
