import type { Rule } from "../intermediate.ts";

/** What is written above rules and says nothing of them. */
const titles = new Set(
  (
    "policy policies rule rules reminder note notice remember important attention warning caution security safety compliance privacy governance guideline " +
    "guidelines principle freeze lockdown emergency incident first last risk fraud protection prevention control controls hygiene default limit limits cap " +
    "restriction restrictions requirement requirements standard standards procedure update change fyi " +
    "closure shutdown stop halt pause outage breach hack attack recall embargo moratorium investigation response alert crisis containment standstill kill switch"
  ).split(" "),
);

/** Those titles that cannot even say when a permission holds, as "emergency" could. */
const plainTitles = new Set(
  "policy policies rule rules reminder note notice remember important attention guideline guidelines principle fyi default requirement requirements procedure update change".split(
    " ",
  ),
);

const titleGrammar = new Set(
  "for of on about and the our following these are here apply in this gateway tools tool as follows".split(
    " ",
  ),
);

/** Whether the word is one of those that titles of rules are made of. */
export function isTitleWord(word: string): boolean {
  return titles.has(word) || titleGrammar.has(word);
}

/** Whether the word may head a rule of this effect and restrict nothing: "emergency" could say when a permission holds. */
export function isTitleFor(word: string, effect: Rule["effect"]): boolean {
  return effect === "forbid" ? titles.has(word) : plainTitles.has(word);
}
