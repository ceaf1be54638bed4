import type { Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import { doesDeed } from "../tools/does-deed.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";

/** A rule that was read and its notes. */
interface Read {
  readonly rule: Rule;
  readonly notes: readonly string[];
}

/**
 * Throws where "only" says neither who may nor that somebody may ("Only dry runs in prod"), or may do no more than block the
 * others: "Only dry runs are allowed in prod" need not allow them to everyone.
 */
export function refuseBareOnly(tokens: readonly Token[], reads: readonly Read[]): void {
  refuseOnlyUnless(tokens, reads);
  const open = reads.filter(({ rule }) => rule.effect === "permit" && rule.who.kind === "anyone");
  if (open.length === 0) return;
  const words = tokens.map((token) => (token.kind === "word" ? token.lower : ""));
  const only = words.indexOf("only");
  if (only < 0) return;
  if (only === 0 && open.some(({ rule }) => isDeed(words[1] ?? "", rule))) return;
  if (only === 0 && !words.some((word, at) => at > 0 && effects.test(word))) {
    refuse("It is not said who may do this", spanOf(tokens), {
      advice: 'Begin with "Allow" or "Block", and name the callers.',
    });
  }
  const free = open.some(({ rule }) => rule.when === undefined && rule.unless === undefined);
  if (free && !words.some((word) => effects.test(word) && word !== "only")) {
    refuse("“Only” restricts nothing here", spanOf(tokens), {
      advice: 'Begin with "Allow" or "Block", and name the callers.',
    });
  }
  if (allowing.test(words[only - 1] ?? "") || allowing.test(words[only + 1] ?? "")) return;
  const verdict = words.findIndex((word, at) => at > only && /^(?:allowed|permitted)$/.test(word));
  const placed = verdict > 0 && place.test(words[verdict + 1] ?? "");
  if (open.some(({ notes }) => notes.includes(noToolNamed)) || placed) {
    refuse(
      "It is not certain whether everyone may do this, or whether only the rest is blocked",
      spanOf(tokens),
      {
        candidates: ["Allow …", "Block … unless …"],
        advice: "Write which of both is meant.",
      },
    );
  }
}

/** "Only ship packages to US" is an order, as "ship packages only to US" is. */
function isDeed(verb: string, { tools }: Rule): boolean {
  return tools.kind === "tools" && tools.tools.some((tool) => doesDeed(tool, verb));
}

/** "Only managers may approve claims unless they are small": who may approve those, and whether managers may, is not said. */
function refuseOnlyUnless(tokens: readonly Token[], reads: readonly Read[]): void {
  const at = tokens.findIndex((token) => token.kind === "word" && token.lower === "unless");
  const only = tokens.findIndex((token) => token.kind === "word" && token.lower === "only");
  if (at < 0 || only < 0 || only > at) return;
  if (!reads.some(({ rule }) => rule.effect === "permit" && rule.unless !== undefined)) return;
  refuse("It is not certain whether “unless” lets more calls pass or fewer", spanOf(tokens.slice(at)), {
    candidates: ["Block … unless … or …", "Allow … only when …"],
    advice: "Write what is allowed and what is blocked in sentences of their own.",
  });
}

const allowing = /^(?:allow|permit|let|accept|grant|do)$/;
const place = /^(?:in|on|at|for|into|within|inside|outside)$/;
const effects =
  /^(?:allow(?:s|ed|ing)?|permit(?:s|ted)?|may|can|must|cannot|can't|open|available|reserved|block(?:s|ed)?|den(?:y|ies|ied)|forbid(?:s|den)?|prohibited|restricted|limited|ok|okay|fine|possible|let|authorized|authorised|granted|off-limits|disabled|enabled|disallowed|not|only|also|accepted|should|shall)$/;
