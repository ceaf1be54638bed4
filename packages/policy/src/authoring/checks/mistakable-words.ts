import { leavesOf } from "../conditions/leaves-of.ts";
import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Throws where words of the sentence were read in one of two ways that they can have: who "they" are, what is yet "to be" done. */
export function refuseMistakable(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const leaves = [rule.when, rule.unless].flatMap(leavesOf);
  const flags = new Set(leaves.flatMap((leaf) => (leaf.kind === "flag" ? leaf.field.nameStems : [])));
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word") continue;
    const behind = wordsBehind(tokens, at);
    const before = wordAt(tokens, at - 1);
    if (token.lower === "to" && behind[0]?.lower === "be" && !demands.test(before)) {
      if (behind.slice(1, 4).some((each) => flags.has(each.stem)))
        refuse("What is to be done is not certain to be done", token, { advice: 'Write "when … is true".' });
    }
    const [verb, ...said] = behind;
    if (
      rule.who.kind === "users" &&
      pronoun.test(token.lower) &&
      verb !== undefined &&
      isVerb.test(verb.lower)
    ) {
      if (said.slice(0, 3).some((each) => personal.test(each.lower) && flags.has(each.stem)))
        refuse(`"${token.text}" may be the callers or what they act on`, token, {
          advice: "Name the argument, or the callers' claim.",
        });
    }
    if (token.lower === "for" && !effects.test(before)) refuseActedOn(behind, token, rule, vocabulary);
    if (/^(?:for|under|over|below|above)$/.test(token.lower))
      refuseCheap(tokens, at, leaves, rule, vocabulary);
    // "ending in th" is no place
    if (token.lower === "in" && !/^end(?:s|ing)?$/.test(before))
      refusePlace(behind[0], token, leaves, rule, vocabulary);
  }
}

const demands = /^(?:has|have|had|needs?|required|requires|ought|must|allowed|permitted)$/;
const pronoun = /^(?:they|he|she)$/;
const isVerb = /^(?:are|is|were|was|have|has|get|become)$/;
/** What may be said of people as well as of things. */
const personal =
  /^(?:verified|certified|licensed|licenced|trained|authenticated|registered|active|approved|enrolled|insured|vetted|cleared|authori[sz]ed|present|available|vaccinated|qualified|confirmed|eligible|accredited|internal|external|temporary|remote|suspended|unverified|inactive|unapproved|supervised|known|signed|screened|validated)$/;
const effects =
  /^(?:allow(?:s|ed|ing)?|permit(?:s|ted)?|may|can|must|cannot|can't|open|available|reserved|block(?:s|ed)?|den(?:y|ies|ied)|forbid(?:s|den)?|prohibited|restricted|limited|ok|okay|fine|possible|let|authorized|authorised|granted|off-limits|disabled|enabled|disallowed|not|only|also|accepted|should|shall)$/;

/** "view schedules for nurses", where a nurse is an argument: the one who asks, or whose schedule it is. */
function refuseActedOn(behind: readonly Word[], token: Token, rule: Rule, vocabulary: Vocabulary): void {
  const [noun] = behind.filter(({ lower }) => !/^(?:the|all|any|every|a|an)$/.test(lower));
  const whose = rule.who.kind === "users" ? leavesOf(rule.who.condition) : [];
  const isCaller = whose.some(
    (leaf) => leaf.kind === "claim" && leaf.values.some((value) => stem(value.toLowerCase()) === noun?.stem),
  );
  if (noun === undefined || !isCaller || rule.tools.kind === "all") return;
  const named = toolsOf(rule.tools, vocabulary)
    .flatMap(({ fields }) => fields)
    .find(({ nameStems }) => nameStems.includes(noun.stem));
  if (named !== undefined) {
    refuse(`"for ${noun.text}" may be who calls, or whom "${named.path.join(".")}" names`, token, {
      candidates: [`users with role ${noun.text}`, `when ${named.path.join(".")} is …`],
    });
  }
}

/** "restart pods, not in prod": prod is where they are, and no pod. */
function refusePlace(
  place: Word | undefined,
  token: Token,
  leaves: readonly Condition[],
  rule: Rule,
  vocabulary: Vocabulary,
): void {
  if (place === undefined || rule.tools.kind === "all") return;
  const acted = new Set(toolsOf(rule.tools, vocabulary).flatMap(({ nameStems }) => nameStems.slice(1)));
  const taken = leaves.find(
    (leaf) =>
      leaf.kind === "text" &&
      leaf.field.values.length === 0 &&
      leaf.values.length === 1 &&
      leaf.values[0]?.toLowerCase() === place.lower &&
      leaf.field.nameStems.some((name) => acted.has(name)),
  );
  if (taken !== undefined) {
    refuse(`"in ${place.text}" may say where, and not which`, token, {
      advice: "Name the argument whose value this is.",
    });
  }
}

/** "book seats under 20", where there is a price: how many, or how much each. */
function refuseCheap(
  tokens: readonly Token[],
  at: number,
  leaves: readonly Condition[],
  rule: Rule,
  vocabulary: Vocabulary,
): void {
  const noun = tokens[at - 1];
  const ahead = tokens.slice(at + 1, at + 4).findIndex(({ kind }) => kind === "number");
  const [number, behind] = ahead < 0 ? [] : tokens.slice(at + 1 + ahead);
  if (noun?.kind !== "word" || number?.kind !== "number" || behind?.kind === "word") return;
  // no price is in percent
  if (number.percent) return;
  const article = /^an?$/.test(wordAt(tokens, at - 2)) ? 1 : 0;
  if (/^(?:when|if|with|where|of|the|whose|unless|and|or)$/.test(wordAt(tokens, at - 2 - article))) return;
  const counted = leaves.find((leaf) => leaf.kind === "order" && leaf.field.nameStems.includes(noun.stem));
  const price = toolsOf(rule.tools, vocabulary)
    .flatMap(({ fields }) => fields)
    .find(({ nameStems }) => nameStems.some((name) => prices.has(name)) && !nameStems.includes(noun.stem));
  if (
    counted?.kind !== "order" ||
    price === undefined ||
    counted.field.nameStems.some((name) => prices.has(name))
  )
    return;
  refuse("Several arguments may be meant by this number", number, {
    candidates: [counted.field.path.join("."), price.path.join(".")],
    advice: "Name the argument.",
  });
}

const prices = new Set("amount price total cost fee fare value sum".split(" ").map(stem));

type Word = Extract<Token, { kind: "word" }>;

function wordsBehind(tokens: readonly Token[], at: number): readonly Word[] {
  const behind = tokens.slice(at + 1, at + 6);
  const end = behind.findIndex(({ kind }) => kind !== "word");
  return (end < 0 ? behind : behind.slice(0, end)).filter((each) => each.kind === "word");
}

function wordAt(tokens: readonly Token[], at: number): string {
  const token = tokens[at];
  return token?.kind === "word" ? token.lower : "";
}
