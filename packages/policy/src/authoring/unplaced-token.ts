import { fieldsOf } from "./fields-of.ts";
import type { Condition, Rule } from "./intermediate.ts";
import { isPersonNoun, occupationWords } from "./people-words.ts";
import { sentenceWords } from "./sentence-words.ts";
import { sameNoun, sameVerb } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { toolsOf } from "./tools-of.ts";
import { unitNamed } from "./units.ts";
import { nameWords, type Vocabulary } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/**
 * The first word, number or quoted text of a sentence of which nothing is in its rule. Whoever reads a sentence wrong drops
 * something of it; this looks at the rule alone, whatever read it.
 */
export function unplacedToken(
  tokens: readonly Token[],
  rule: Rule,
  vocabulary: Vocabulary,
): Token | undefined {
  const said = saidBy(rule, vocabulary);
  return tokens.find(
    (token, at) => !isSaid(token, said, rule) && !isAside(tokens, at, said, rule, vocabulary),
  );
}

function isSaid(token: Token, said: Said, rule: Rule): boolean {
  switch (token.kind) {
    case "word":
      return isPlaced(token, said, rule);
    case "quoted":
      return nameWords(token.text).every((part) => said.stems.has(stem(part)) || isOfArn(part, rule));
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
function isOfArn(part: string, { who }: Rule): boolean {
  return who.kind === "iam" && /^(?:arn|aws|cn|us|gov|iam|sts|assumed|role)$/.test(part);
}

interface Said {
  readonly stems: ReadonlySet<string>;
  readonly numbers: readonly number[];
  readonly times: boolean;
  readonly flags: boolean;
}

function isNumberSaid({ text, value }: Extract<Token, { kind: "number" }>, said: Said): boolean {
  // of a date
  const isDayOrYear = said.times && /^(?:[0-3]?\d|[12]\d{3})$/.test(value);
  return isDayOrYear || said.stems.has(text.trim()) || said.numbers.some((each) => isSame(each, value));
}

function isPlaced(token: WordToken, { stems, numbers, times, flags }: Said, rule: Rule): boolean {
  const { lower } = token;
  if (
    sentenceWords.has(lower) ||
    (rule.who.kind === "iam" && stems.has(token.text)) ||
    (numbers.length > 0 && (lower === "number" || unitNamed(lower) !== undefined))
  )
    return true;
  const isWordSaid = (part: string): boolean => {
    const own = stem(part);
    if (sentenceWords.has(part) || stems.has(own) || stems.has(stem(`${part}ly`))) return true;
    for (const each of stems) if (sameNoun(each, own) || sameVerb(each, own)) return true;
    // a reviewer is who reviewed
    const acting = /^(\p{L}{4,}?)e?(?:er|or)s?$/u.exec(part)?.[1];
    if (acting !== undefined && (stems.has(stem(acting)) || stems.has(stem(`${acting}e`)))) return true;
    const plain = /^(?:un|non|in|im|dis)-?(\p{L}{4,})$/u.exec(part)?.[1];
    return plain !== undefined && stems.has(stem(plain));
  };
  if (isWordSaid(lower) || nameWords(token.text).every(isWordSaid)) return true;
  if (times && /^(?:noon|midnight|am|pm|a\.m|p\.m|window)$/.test(lower)) return true;
  if (/^(?:negative|positive|nonnegative|non-negative)$/.test(lower)) return numbers.includes(0);
  const opposite = [...opposites].find((pair) => pair.includes(stem(lower.replace(/ly$/, ""))));
  if (flags && opposite?.some((each) => stems.has(each)) === true) return true;
  if (/^addresse?s?$/.test(lower) && stems.has("email")) return true;
  if (flags && /^(?:affirmative|enabled|checked|ticked|flag|flagged)$/.test(lower)) return true;
  // whom a claim beside it names, or a flag is said of
  return (flags || rule.who.kind === "users") && (isPersonNoun(lower) || occupationWords.has(lower));
}

/** A flag of one says the other. */
const opposites: readonly (readonly string[])[] = [
  "internal external",
  "public private",
  "indoor outdoor",
  "online offline",
].map((pair) => pair.split(" ").map(stem));

/** Words that are said for people: a label of callers whose claim follows, what may be anything, and tools that are left out. */
function isAside(
  tokens: readonly Token[],
  at: number,
  said: Said,
  rule: Rule,
  vocabulary: Vocabulary,
): boolean {
  return (
    isLabel(tokens, at, rule) ||
    isSaidAgain(tokens, at, said) ||
    // "the reason is on file"
    (textOf(tokens[at]) === "file" && wordAt(tokens, at, 1, /^on$/)) ||
    (said.flags && isArgument(tokens[at], rule, vocabulary)) ||
    (said.times && wordAt(tokens.slice(at + 1, at + 2), 1, 1, /^(?:window|period|season|freeze)$/)) ||
    wordAt(tokens, at, 4, free) ||
    (wordAt(tokens, at, 8, left) && isOfAnother(tokens[at], rule, vocabulary))
  );
}

/** "if the dataset contains no PII": a flag is said of another argument. */
function isArgument(token: Token | undefined, rule: Rule, vocabulary: Vocabulary): boolean {
  if (token?.kind !== "word") return false;
  return toolsOf(rule.tools, vocabulary).some(({ fields }) =>
    fields.some(
      ({ nameStems, shape }) =>
        shape.kind === "string" && nameStems.length === 1 && nameStems[0] === token.stem,
    ),
  );
}

/** "all tools except delete_user": a tool that is left out. */
function isOfAnother(token: Token | undefined, rule: Rule, vocabulary: Vocabulary): boolean {
  const chosen = toolsOf(rule.tools, vocabulary);
  return vocabulary.tools.some(
    (tool) =>
      !chosen.includes(tool) &&
      ([tool.name, tool.action].includes(textOf(token)) ||
        (token?.kind === "word" &&
          tool.nameStems.some((each) => each === token.stem || sameVerb(each, token.stem)))),
  );
}

const free = /^(?:any|matter|whatever|whichever|regardless|irrespective)$/;
const left = /^(?:except|excluding|but|besides|apart|other|without|save)$/;

function wordAt(tokens: readonly Token[], at: number, back: number, words: RegExp): boolean {
  return tokens
    .slice(Math.max(0, at - back), at)
    .some((token) => token.kind === "word" && words.test(token.lower));
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" || token?.kind === "quoted" ? token.text : "";
}

/** "English (en)": what brackets right behind it say in the tool's own word. */
function isSaidAgain(tokens: readonly Token[], at: number, { stems }: Said): boolean {
  const [open, value, close] = tokens.slice(at + 1, at + 4);
  const isBracketed =
    open?.kind === "mark" && open.text === "(" && close?.kind === "mark" && close.text === ")";
  return isBracketed && stems.has(textOf(value));
}

/** "Help desk (group helpdesk)", "the chair of the commission (role chair)". */
function isLabel(tokens: readonly Token[], at: number, { who }: Rule): boolean {
  if (who.kind === "anyone") return false;
  for (let ahead = at + 1; ahead < Math.min(tokens.length, at + 6); ahead += 1) {
    const token = tokens[ahead];
    if (token?.kind === "mark" && /^[(,[]$/.test(token.text)) {
      const next = tokens[ahead + 1];
      return next?.kind === "word" && claimed.test(next.lower);
    }
    if (token?.kind !== "word") return false;
  }
  return false;
}

const claimed =
  /^(?:the|a|with|roles?|groups?|scopes?|users?|usernames?|claims?|tiers?|departments?|iam|i\.e|cognito:groups)$/;

/** Of one unit in another, with room for what cannot be written exactly. */
const factors = [
  1, 100, 1_000, 60, 3_600, 24, 7, 12, 1_440, 86_400, 168, 10_080, 604_800, 10, 1_000_000, 60_000, 3_600_000,
  86_400_000, 365, 1_024,
];

function isSame(value: number, written: string): boolean {
  const number = Math.abs(Number(written));
  const own = Math.abs(value);
  return factors.some((factor) => near(own, number * factor) || near(own * factor, number));
}

function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= Math.max(a, b) * 1e-9;
}

function saidBy(rule: Rule, vocabulary: Vocabulary): Said {
  const stems = new Set<string>();
  const texts: string[] = [];
  for (const tool of rule.tools.kind === "all" ? [] : toolsOf(rule.tools, vocabulary)) {
    for (const each of [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems]) stems.add(each);
    texts.push(tool.name);
  }
  const { who } = rule;
  const conditions = [rule.when, rule.unless, who.kind === "users" ? who.condition : undefined].flatMap(
    (each) => (each === undefined ? [] : [each]),
  );
  for (const { nameStems, descriptionStems, path } of conditions.flatMap(fieldsOf)) {
    for (const each of [...nameStems, ...descriptionStems]) stems.add(each);
    texts.push(...path);
  }
  texts.push(...conditions.flatMap(textsOf));
  if (who.kind === "users" && who.called !== undefined) texts.push(who.called);
  if (who.kind === "iam") {
    texts.push(who.account, who.role ?? "");
    stems.add(`arn:aws:sts::${who.account}:assumed-role/${who.role}`);
    stems.add(`arn:aws:iam::${who.account}:role/${who.role}`);
  }
  for (const text of texts) {
    stems.add(text);
    stems.add(stem(text.toLowerCase()));
    for (const word of nameWords(text)) stems.add(stem(word));
  }
  const leaves = conditions.flatMap(leavesOf);
  const times = leaves.some(({ kind }) => kind === "hours" || kind === "dates");
  const flags = leaves.some(({ kind }) => kind === "flag");
  return { stems, numbers: leaves.flatMap(numbersOf), times, flags };
}

function leavesOf(condition: Condition): readonly Condition[] {
  if (condition.kind === "all" || condition.kind === "any") return condition.of.flatMap(leavesOf);
  return condition.kind === "not" ? leavesOf(condition.of) : [condition];
}

function numbersOf(condition: Condition): readonly number[] {
  if (condition.kind === "order") return [Number(condition.value)];
  return condition.kind === "number" ? condition.values.map(Number) : [];
}

/** The claims and texts that a condition names. */
function textsOf(condition: Condition): readonly string[] {
  return leavesOf(condition).flatMap((leaf) => {
    switch (leaf.kind) {
      case "claim":
        return [leaf.claim, ...leaf.values];
      case "claim-present":
      case "same":
        return [leaf.claim];
      case "text":
        return leaf.values;
      default:
        return [];
    }
  });
}
