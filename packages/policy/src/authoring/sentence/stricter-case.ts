import { fieldsOf } from "../conditions/fields-of.ts";
import { allOf, type Who } from "../intermediate.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { plainIdioms } from "../words/plain-idioms.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { callersInTurn } from "./callers-in-turn.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { boundIn } from "./other-side.ts";
import { excludes, withoutOpposite } from "./reserved-beside.ts";

type Read = (tokens: readonly Token[]) => ReadRule;

const mostBorders = 4;

/** A permission and the case in which it asks for more: "Anyone may deploy, but in production only role sre may", "up to 30 days; for anything longer a note is required". */
export function stricterCase(
  sentence: readonly Token[],
  read: Read,
  vocabulary: Vocabulary,
): readonly SentenceRule[] | undefined {
  const tokens = plainIdioms(sentence);
  let borders = 0;
  for (let at = 3; at < tokens.length - 2 && borders < mostBorders; at += 1) {
    const parts = /^(?:[,;.–—-]|but|except|however|though|although|while|whereas)$/.test(textOf(tokens[at]));
    if (!parts || (/^[,;.]$/.test(textOf(tokens[at])) && joint.test(textOf(tokens[at + 1])))) continue;
    borders += 1;
    const left = withoutMark(tokens.slice(0, at));
    let from = at;
    while (lead.test(textOf(tokens[from]))) from += 1;
    const strict = withoutMark(tokens.slice(from));
    if (!restricting.test(patternText(strict))) continue;
    const one = attempt(() => read(left));
    if (one?.rule.effect !== "permit" || one.rule.tools.kind !== "tools" || one.notes.includes(noToolNamed))
      continue;
    const names = inserted(one.rule.tools.tools.map(({ action }) => action).join(" and "), strict[0]);
    const more = caseOf(strict, left, one, names, read, vocabulary);
    if (more === undefined) continue;
    return [{ part: spanOf(left), read: one }, ...more.map((each) => ({ part: spanOf(strict), read: each }))];
  }
  return undefined;
}

const lead = /^(?:[,;.–—-]|and|but|except|however|though|although|while|whereas|that|then)$/;
const joint = /^(?:but|except|however|though|although|while|whereas)$/;
const restricting = /\b(?:only|reserved|needs?|requires?|required|needed|mandatory|must|takes)\b/;

function caseOf(
  strict: readonly Token[],
  left: readonly Token[],
  one: ReadRule,
  names: readonly Token[],
  read: Read,
  vocabulary: Vocabulary,
): readonly ReadRule[] | undefined {
  for (let at = 1; at < strict.length; at += 1) {
    const demand = demandOf(strict.slice(at), left, vocabulary);
    if (demand === undefined) continue;
    const said = withoutMark(strict.slice(0, at));
    const doubtful = isOfSome(one) && !bothAsked.test(patternText(strict.slice(at)));
    for (const meant of casesOf(said, left)) {
      const found = attempt(() => read(demand([...names, ...meant])));
      if (found === undefined || found.rule.when === undefined || found.notes.includes(noToolNamed)) continue;
      if (isOpen(left, found)) return undefined;
      if (found.rule.effect === "permit") return [found];
      // "clerks up to 50, above that role lead": are leads to be clerks as well?
      if (doubtful && asksCallers(found)) return undefined;
      if (!excludes(one.rule.when, found.rule.when)) return [found];
      return [underDemand(one, found)];
    }
  }
  return undefined;
}

/** What the permission does not allow yet, with what the denial asks for it: "up to $50; above that a note is required". */
function underDemand(one: ReadRule, found: ReadRule): ReadRule {
  const { who } = one.rule;
  const { when, unless } = found.rule;
  const rest = withoutOpposite(one.rule.when, when);
  const notes = [...new Set([...one.notes, ...found.notes])];
  if (!asksCallers(found)) return { rule: { ...one.rule, when: allOf([...rest, when, unless]) }, notes };
  const known = who.kind === "users" ? who.condition : undefined;
  const asked: Who = { kind: "users", condition: allOf([known, unless]) };
  return { rule: { ...one.rule, who: asked, when: allOf([...rest, when]) }, notes };
}

/** "on any database" says that what is tested may be anything. */
function isOpen(left: readonly Token[], { rule: { when } }: ReadRule): boolean {
  const names = when === undefined ? [] : fieldsOf(when).flatMap(({ nameStems }) => nameStems);
  return left.some(
    (token, at) =>
      token.kind === "word" &&
      names.includes(token.stem) &&
      /^(?:any|every|all|whatever)$/.test(textOf(left[at - 1])),
  );
}

function isOfSome({ rule: { who } }: ReadRule): boolean {
  return who.kind === "iam" || (who.kind === "users" && who.condition !== undefined);
}

function asksCallers({ rule: { unless } }: ReadRule): boolean {
  return unless !== undefined && fieldsOf(unless).length === 0;
}

const bothAsked = /^(?:, )?(?:where )?(?:they|he or she|those) (?:also )?|\balso\b/;

type Demand = (call: readonly Token[]) => readonly Token[];

const needing =
  /^(?:, )?(?:where |there |then )?(?:(?:it|this|that|which|they|you|one|callers|users|everyone|the caller|the user) )?(?:also )?(?:needs?|requires?|takes|must have|must hold) /;
const reserving =
  /^(?:, )?(?:where |there |then )?(?:(?:it|this|that|they) )?(?:(?:is|are) )?(?:only|reserved|limited|restricted)(?: (?:is|are))?(?: (?:for|to|by))?$/;
const behind =
  /^(?:only ?)?(?:(?:may|can|is allowed to|are allowed to|is allowed|are allowed)(?: (?:do so|do it|do this|do that))?)?(?: ?only)?$/;

/** What is asked for in the case, as a sentence about its calls: "only role x may", "they need a note", "a note is required". */
function demandOf(
  words: readonly Token[],
  left: readonly Token[],
  vocabulary: Vocabulary,
): Demand | undefined {
  const text = patternText(words);
  const needs = needing.exec(text)?.[0];
  if (needs !== undefined) {
    const asked = words.slice(needs.trim().split(" ").length);
    return (call) => [...call, ...inserted("requires", words[0]), ...asked];
  }
  const context = { vocabulary, tools: vocabulary.tools, stated: undefined, notes: [], last: undefined };
  const [place, second] = callersInTurn(words, context);
  if (place !== undefined && second === undefined) {
    const ahead = patternText(words.slice(0, place.at));
    const after = patternText(withoutVerb(words.slice(place.end), left));
    const callers = words.slice(place.at, place.end);
    const marked =
      reserving.test(ahead) ||
      (/^(?:, )?(?:(?:it|this|that) (?:is|are) (?:for|up to))?$/.test(ahead) && /\bonly\b/.test(after));
    if (marked && (after === "" || behind.test(after)))
      return (call) => [...inserted("only", words[0]), ...callers, ...inserted("may", words[0]), ...call];
  }
  const required =
    /^(?:, )?(?:where |there |then )?(.+?) (?:(?:is|are) (?:also )?(?:required|needed|mandatory)|must be (?:given|provided|supplied|stated|present|specified|set)|must be there)$/.exec(
      text,
    );
  if (required === null) return undefined;
  const comma = textOf(words[0]) === "," ? 1 : 0;
  const length = required[1]?.split(" ").length ?? 0;
  const asked = words.slice(comma, comma + length);
  return asked.some((token) => /^(?:only|not|no|must|may|can)$/.test(textOf(token)))
    ? undefined
    : (call) => [...call, ...inserted("requires", words[0]), ...asked];
}

/** "only role x may deploy" without the verb that has been said. */
function withoutVerb(words: readonly Token[], left: readonly Token[]): readonly Token[] {
  const [modal, verb] = words;
  const again = verb?.kind === "word" && left.some((each) => each.kind === "word" && each.stem === verb.stem);
  return words.length === 2 && again && modal !== undefined ? [modal] : words;
}

const beyond =
  /^(?:for |with |in |at )?(?:(?:anything|everything|all|any) )?(?:above|over|beyond|more|larger|longer|higher|bigger|greater|older|heavier)(?: than)?(?: (?:that|this|it|ones|amounts|sums|values|limits?|that amount|this amount|that limit|this limit))?$/;

/** The words for the case: as they stand, behind a preposition, or the other side of the limit that was said. */
function casesOf(said: readonly Token[], left: readonly Token[]): readonly (readonly Token[])[] {
  const [, noun] = said;
  const again = noun?.kind === "word" && left.some((each) => each.kind === "word" && each.stem === noun.stem);
  if (beyond.test(patternText(said.length === 2 && again ? said.slice(0, 1) : said))) {
    const bound = boundIn(left);
    return bound === undefined ? [] : [bound.beyond];
  }
  const first = textOf(said[0]);
  const known =
    /^(?:if|when|whenever|where|in|to|for|at|on|with|without|above|over|below|under|during|before|after|outside|between|once)$/;
  if (known.test(first)) return [said];
  return [said, ...["for", "with", "in", "to"].map((each) => [...inserted(each, said[0]), ...said])];
}

function withoutMark(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0 && /^[,;.!–—-]$/.test(textOf(tokens[end - 1]))) end -= 1;
  return tokens.slice(0, end);
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
