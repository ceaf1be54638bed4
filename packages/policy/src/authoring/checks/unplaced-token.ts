import { isSameAmount } from "../amounts/same-amount.ts";
import { unitNamed } from "../amounts/units.ts";
import type { Rule } from "../intermediate.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { verbWithParticle } from "../words/particle-nouns.ts";
import { isPersonNoun, occupationWords } from "../words/people-words.ts";
import { otherForm } from "../words/plain-value.ts";
import { sentenceWords } from "../words/sentence-words.ts";
import { sameNoun, sameVerb } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isAside } from "./said-aside.ts";
import { type Said, saidByRule } from "./said-by-rule.ts";
import { switchesOff } from "./switching-off.ts";

/**
 * The first word, number or quoted text of a sentence of which nothing is in its rule. Whoever reads a sentence wrong drops
 * something of it; this looks at the rule alone, whatever read it.
 */
export function unplacedToken(
  tokens: readonly Token[],
  rule: Rule,
  vocabulary: Vocabulary,
): Token | undefined {
  const said = saidByRule(rule, vocabulary);
  return tokens.find(
    (token, at) =>
      (!isSaid(token, said, rule) || isLetter(tokens, at, said)) &&
      !switchesOff(tokens, at, rule) &&
      !isAside(tokens, at, said, rule, vocabulary),
  );
}

/** "from account A to account B": a letter that is a value, and no article. */
function isLetter(tokens: readonly Token[], at: number, { stems }: Said): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]];
  if (token?.kind !== "word" || token.text !== "A" || before?.kind !== "word" || stems.has("A")) return false;
  return (
    next?.kind !== "word" || /^(?:to|and|or|from|in|on|at|by|with|for|is|are|may|must|can)$/.test(next.lower)
  );
}

function isSaid(token: Token, said: Said, rule: Rule): boolean {
  switch (token.kind) {
    case "word":
      return isPlaced(token, said, rule);
    case "quoted":
      return nameWords(token.text).every((part) => said.stems.has(stem(part)) || isOfArn(part, said));
    case "number":
      return isNumberSaid(token, said);
    case "time":
    case "date":
      return said.times;
    case "mark":
      return true;
  }
}

/** What every ARN of a role holds: `arn:aws:sts::111122223333:assumed-role/Clerk`. */
function isOfArn(part: string, { iam }: Said): boolean {
  return iam && /^(?:arn|aws|cn|us|gov|iam|sts|assumed|role|user)$/.test(part);
}

function isNumberSaid({ text, value }: Extract<Token, { kind: "number" }>, said: Said): boolean {
  // of a date
  const isDayOrYear = said.times && /^(?:[0-3]?\d|[12]\d{3})$/.test(value);
  return isDayOrYear || said.stems.has(text.trim()) || said.numbers.some((each) => isSameAmount(each, value));
}

function isPlaced(token: WordToken, { stems, numbers, times, flags, iam }: Said, rule: Rule): boolean {
  const { lower } = token;
  if (
    sentenceWords.has(lower) ||
    (iam && (stems.has(token.text) || saysIam.test(lower))) ||
    (rule.who.kind === "users" && rule.who.everyone !== true && saysOauth.test(lower)) ||
    (numbers.length > 0 &&
      (/^(?:number|numbers|quantities|amounts|volumes)$/.test(lower) || unitNamed(lower) !== undefined))
  )
    return true;
  const isWordSaid = (part: string): boolean => {
    const own = stem(part);
    const other = otherForm(part);
    if (other !== undefined && stems.has(stem(other))) return true;
    if (sentenceWords.has(part) || stems.has(own) || stems.has(stem(`${part}ly`))) return true;
    if (stems.has(verbOfAct(part) ?? own)) return true;
    // "permanently" where a flag is called permanent
    if (flags && /\p{L}{4}ly$/u.test(part) && stems.has(stem(part.slice(0, -2)))) return true;
    for (const each of stems) if (sameNoun(each, own) || sameVerb(each, own)) return true;
    // a reviewer is who reviewed
    const acting = /^(\p{L}{4,}?)e?(?:er|or)s?$/u.exec(part)?.[1];
    if (acting !== undefined && (stems.has(stem(acting)) || stems.has(stem(`${acting}e`)))) return true;
    const plain = /^(?:un|non|in|im|dis)-?(\p{L}{4,})$/u.exec(part)?.[1];
    return plain !== undefined && stems.has(stem(plain));
  };
  if (lower === "membership" && stems.has("group")) return true;
  const made = verbWithParticle(lower);
  if (made !== undefined && stems.has(made.verb) && stems.has(made.particle)) return true;
  if (isWordSaid(lower) || nameWords(token.text.replace(/^non-/i, "")).every(isWordSaid)) return true;
  if (times && /^(?:noon|midnight|am|pm|a\.m|p\.m|window|[0-3]?\d(?:st|nd|rd|th))$/.test(lower)) return true;
  if (/^(?:negative|positive|nonnegative|non-negative)$/.test(lower)) return numbers.includes(0);
  const opposite = [...opposites].find((pair) => pair.includes(stem(lower.replace(/ly$/, ""))));
  if (flags && opposite?.some((each) => stems.has(each)) === true) return true;
  if (/^addresse?s?$/.test(lower) && stems.has("email")) return true;
  if (flags && /^(?:affirmative|enabled|checked|ticked|flag|flagged)$/.test(lower)) return true;
  // whom a claim beside it names, or a flag is said of
  return (flags || rule.who.kind === "users") && (isPersonNoun(lower) || occupationWords.has(lower));
}

/** What a rule for callers with AWS credentials says by being for them, and one for callers with a token. */
const saysIam =
  /^(?:(?:iam|aws|sigv4)(?:-(?:authenticated|signed|based))?|credentials?|names|assumes?|signs?|authenticates?)$/;
const saysOauth = /^(?:(?:oauth|jwt)(?:-(?:authenticated|based))?|signs?|authenticates?)$/;

/** A flag of one says the other. */
const opposites: readonly (readonly string[])[] = [
  "internal external",
  "public private",
  "temporary permanent",
  "domestic international",
  "indoor outdoor",
  "online offline",
].map((pair) => pair.split(" ").map(stem));
