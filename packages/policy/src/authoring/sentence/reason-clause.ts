import { rolesNamed } from "../callers/claims.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import { outsideCedar } from "../outside-cedar.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { namesField } from "../tools/names-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { withoutCourtesy } from "../words/courtesy.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { grammarWords } from "../words/reason-words.ts";
import { saidBy, stemsOf } from "../words/said-stems.ts";
import { isTellingVerb } from "../words/telling-verbs.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { patternText } from "./inserted-words.ts";

/** What rules, restricts, or goes on with a rule, instead of telling how things are. */
const ruling =
  /\b(?:may|must|shall|should|might|ought|needs?|requires?|required|only|unless|except|if|when|whenever|where|until|till|provided|otherwise|instead|else|also|too|same|similarly|likewise|including|especially|even|either|neither|nor|than|allow\w*|permit\w*|block\w*|den(?:y|ied|ies)|forb\w*|prohibit\w*|refus\w*|reject\w*|disallow\w*|ban\w*|appl(?:y|ies)|limit\w*|max\w*|min\w*|cap\w*|most|least|least|over|under|above|below|up|between|before|after|during|while|outside|inside|without|ones?|others?|another|those|such|whose|which|who|and so|please|exempt\w*|excluded|role|roles|group|groups|scope|scopes|claim|claims|tier|username|department|caller|callers|users?)\b/;
const timely =
  /\b(?:weekends?|weekdays?|nights?|mornings?|evenings?|afternoons?|noon|midnight|today|tomorrow|january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|summer|winter|spring|autumn|christmas|easter|holidays?|utc|gmt)\b/;
const soon = /\bwithin (?:seconds|minutes|hours|days|weeks)\b/;
const number: Token = { kind: "mark", text: "#", start: 0, end: 0 };
/** What may say a second rule of something else, as in "children pay half", unless it is said of what the rule names. */
const sharp =
  /\b(?:free|nothing|none|half|double|triple|twice|third|quarter|percent|never|nobody|always|full|fully|no|not)\b/;
/** A clause that begins so has no subject in front. */
const noSubject =
  /^(?:to|for|with|in|on|at|by|of|from|into|via|per|about|against|not|never|do|does|is|are|can|will|or|and|but|so|then|as|that|no more|no less)\b/;
const helping = /^(?:is|are|was|were|has|have|had|can|could|will|would|do|does|did|cannot)$/;
const nounAhead =
  /^(?:a|an|the|our|your|their|its|his|her|this|these|of|to|for|in|on|at|by|with|from|into|and|or|very|so)$/;

/** Whether the words are a clause of their own that tells how things are: it has a subject, a verb, and rules nothing. */
export function isReasonClause(tokens: readonly Token[], own: readonly Token[] = []): boolean {
  const plain = tokens.filter(({ kind }) => kind !== "mark");
  if (plain.length < 2 || plain.some(({ kind }) => kind === "quoted" || kind === "time" || kind === "date"))
    return false;
  const text = patternText(plain.map((token) => (token.kind === "number" ? number : token))).replace(
    soon,
    "",
  );
  if (ruling.test(text) || /\bwithin\b/.test(text) || timely.test(text) || noSubject.test(text)) return false;
  // "three children", "one person": a number only counts who is spoken of
  const counts = plain.every((token, at) => token.kind !== "number" || countsNoun(plain, at));
  const said = stemsOf(own);
  return counts && plain.some((_, at) => at > 0 && isVerb(plain, at, said));
}

function countsNoun(tokens: readonly Token[], at: number): boolean {
  const [number, next] = [tokens[at], tokens[at + 1]];
  return number !== undefined && /^\p{L}+$/u.test(number.text.trim()) && next?.kind === "word";
}

function isVerb(tokens: readonly Token[], at: number, said: ReadonlySet<string>): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  if (token?.kind !== "word") return false;
  if (helping.test(token.lower)) return at < tokens.length - 1;
  const isNoun = before?.kind === "number" || (before?.kind === "word" && nounAhead.test(before.lower));
  return (isTellingVerb(token.lower) || saidBy(token, said)) && !isNoun;
}

/**
 * Whether a clause beside a denial is but its reason: what it names, the denial names as well, or no tool, argument, value or
 * caller is called so.
 */
export function isReasonOfDenial(
  reason: readonly Token[],
  own: readonly Token[],
  { rule }: ReadRule,
  vocabulary: Vocabulary,
): boolean {
  if (rule.effect !== "forbid" || !isReasonClause(reason)) return false;
  if (outsideCedar(patternText(reason), 0, vocabulary) !== undefined) return false;
  const tools = toolsOf(rule.tools, vocabulary);
  const tested = testedPaths(rule);
  const said = stemsOf(own);
  const speaksOfRule = reason.some((token) => token.kind === "word" && saidBy(token, said));
  if (
    sharp.test(patternText(reason)) &&
    !speaksOfRule &&
    !/\b(?:can|could|will|would|does|do|did) not\b|\bno longer\b/.test(patternText(reason))
  )
    return false;
  const fields = vocabulary.tools.flatMap((tool) => tool.fields);
  const values = new Set(
    fields.flatMap((field) => field.values.flatMap((value) => nameWords(value).map(stem))),
  );
  return reason.every((token, at) => {
    if (token.kind !== "word" || grammarWords.has(token.lower) || saidBy(token, said)) return true;
    if (soon.test(patternText(reason.slice(Math.max(0, at - 1), at + 1)))) return true;
    if (rolesNamed(token.lower) !== undefined || values.has(token.stem)) return false;
    // a name or a code may be a value
    if (at > 0 && token.text !== token.lower) return false;
    const isField = fields.some(
      (field) => namesField(token, field) && !(tested.includes(field.path.join(".")) && saysSo(field)),
    );
    if (isField) return false;
    return !vocabulary.tools.some(
      (tool) =>
        (tool.nameStems[0] === token.stem || !tools.includes(tool)) && tool.nameStems.includes(token.stem),
    );
  });

  function saysSo(field: (typeof fields)[number]): boolean {
    return tools.some((tool) => tool.fields.includes(field));
  }
}

/**
 * Whether a clause before ", so everyone may …" says nothing that the permission behind it, which names its callers, does not
 * say as well: "Drivers register transponders themselves, so everyone …".
 */
export function isReasonOfPermit(
  reason: readonly Token[],
  own: readonly Token[],
  { rule }: ReadRule,
): boolean {
  const named = /^(?:only )?(?:everyone|anyone|all users|any user|users|callers|members) /.test(
    patternText(own),
  );
  if (rule.effect !== "permit" || !named || !isReasonClause(reason, own)) return false;
  const said = stemsOf(own);
  return reason.every(
    (token) =>
      token.kind === "mark" ||
      (token.kind === "word" &&
        !/^(?:not|no|never|always)$/.test(token.lower) &&
        (grammarWords.has(token.lower) ||
          saidBy(token, said) ||
          isTellingVerb(token.lower) ||
          isPersonNoun(token.lower) ||
          /^(?:themselves|himself|herself|itself|own)$/.test(token.lower))),
  );
}

/** A rule and a clause before or behind it; `concludes` where "so" joins them. */
interface BesideReason {
  readonly own: readonly Token[];
  readonly reason: readonly Token[];
  readonly concludes?: true;
}

/** The places behind which, or before which, a clause may only tell why: "…: customers notice", "…, customers notice", "… (it is dangerous)". */
export function besideReason(tokens: readonly Token[]): readonly BesideReason[] {
  const end =
    tokens.at(-1)?.kind === "mark" && /^[.!]$/.test(patternText(tokens.slice(-1)))
      ? tokens.length - 1
      : tokens.length;
  const found: BesideReason[] = [];
  for (let at = end - 2; at > 2; at -= 1) {
    const mark = tokens[at];
    if (mark?.kind !== "mark") continue;
    const closes = patternText(tokens.slice(end - 1, end)) === ")";
    if (mark.text === "(" && closes) {
      found.push({ own: tokens.slice(0, at), reason: tokens.slice(at + 1, end - 1) });
    } else if (/^[:,;–—!-]$/.test(mark.text)) {
      found.push({ own: tokens.slice(0, at), reason: tokens.slice(at + 1, end) });
    }
  }
  for (let at = 2; at < end - 3; at += 1) {
    const [before, mark] = [tokens[at - 1], tokens[at]];
    const isSo = mark?.kind === "word" && /^(?:so|therefore|hence|thus|consequently)$/.test(mark.lower);
    if (isSo && before?.kind === "mark")
      found.push({ own: tokens.slice(at + 1), reason: tokens.slice(0, at - 1), concludes: true });
    if (mark?.kind === "mark" && /^[:;–—!-]$/.test(mark.text))
      found.push({ own: tokens.slice(at + 1), reason: tokens.slice(0, at) });
  }
  return found
    .filter(({ own, reason, concludes }) => isReasonClause(reason, concludes === true ? own : []))
    .slice(0, mostPlaces)
    .map((each) => ({ ...each, own: withoutCourtesy(each.own) }));
}

const mostPlaces = 4;
