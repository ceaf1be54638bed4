import { isTier, isUserNoun, rolesNamed } from "../callers/claims.ts";
import { testedPaths } from "../conditions/tested-paths.ts";
import { outsideCedar } from "../outside-cedar.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { namesField, namesTool } from "../tools/names-in-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { grammarWords, restrictingWords } from "../words/reason-words.ts";
import { saidBy, stemsOf } from "../words/said-stems.ts";
import { isTitleFor } from "../words/title-words.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { patternText } from "./inserted-words.ts";
import { isReasonInArgument } from "./reason-in-argument.ts";

const boundsBehind =
  /^(?:in order to|so that|in line with|in accordance with|according to|pursuant to|in keeping with|as required by|as per)(?: |$)/;
const boundsAhead =
  /^(?:in line with|in accordance with|according to|pursuant to|in keeping with|as per|per) .*\b(?:limits?|lists?|contracts?|budgets?|schedules?|quotas?|thresholds?|allowances?|tables?|plans?)\b/;

/** Restricting words that may say again what the rule's own condition says. */
const loose = new Set(["without", "before", "after", "within", "inside", "outside", "until"]);
const times = new Set(
  (
    "weekend weekday weekends weekdays night nights nightly morning evening afternoon noon midnight day days daily week weeks month months quarter " +
    "year years today tomorrow yesterday holiday holidays hour hours january february march april june july august september october jan feb mar apr jun jul aug sep sept oct nov dec " +
    "november december monday tuesday wednesday thursday friday saturday sunday summer winter spring autumn season christmas easter utc gmt"
  ).split(" "),
);
const people = new Set(
  "staff worker employee customer client guest visitor patient kid child adult contractor team member person people agent colleague human freelancer temp hire partner resident citizen tenant player student family"
    .split(" ")
    .map(stem),
);

/** Whether what stands before (or behind) a whole rule is but its title or its reason: nothing of it could restrict, widen or contradict the rule; `marked` where it is called a reason, as by "because". */
export function isDroppable(
  reason: readonly Token[],
  own: readonly Token[],
  { rule }: ReadRule,
  vocabulary: Vocabulary,
  marked = false,
): boolean {
  const tools = toolsOf(rule.tools, vocabulary);
  const fields = tools.flatMap((tool) => tool.fields);
  const tested = testedPaths(rule);
  const others = fields.filter(({ path }) => !tested.includes(path.join(".")));
  const isBehind = (own[0]?.start ?? 0) < (reason[0]?.start ?? 0);
  // "may send wires in accordance with the limits" sends no others
  if (marked && rule.effect === "permit" && (isBehind ? boundsBehind : boundsAhead).test(patternText(reason)))
    return false;
  if (marked && isReasonInArgument(reason, isBehind, rule.effect === "permit", others)) return false;
  // "…, as CT scans do" speaks of another value than the rule
  if (marked && namesOtherValue(reason, own, fields)) return false;
  if (marked && (namesFigure(reason, own) || (rule.effect === "forbid" && tellsFlag(reason, own, others))))
    return false;
  if (reason.length === 0 || (marked && rule.effect === "forbid")) return true;
  const said = stemsOf(own);
  const unsaid = reason.filter((token) => token.kind !== "word" || !saidBy(token, said));
  if (outsideCedar(patternText(unsaid), 0, vocabulary) !== undefined) return false;
  const otherTools = vocabulary.tools.filter((tool) => !tools.includes(tool));
  const isSentence = reason.some((token) => token.kind === "word" && finite.test(token.lower));
  const conditional = rule.when !== undefined || rule.unless !== undefined;
  let unknown = 0;
  for (const [at, token] of reason.entries()) {
    if (token.kind === "mark") continue;
    if (token.kind !== "word") {
      if (!own.some((each) => each.kind !== "word" && sameToken(each, token))) return false;
      continue;
    }
    if (saidBy(token, said)) continue;
    if (restrictingWords.has(token.lower)) {
      // "only verified purchases can be reviewed" is said again by a rule that has a condition
      if (token.lower === "only" && conditional) continue;
      const next = reason.slice(at + 1).find((each) => each.kind !== "word" || !grammarWords.has(each.lower));
      if (conditional && loose.has(token.lower) && next?.kind === "word" && saidBy(next, said)) continue;
      return false;
    }
    if (grammarWords.has(token.lower)) {
      if (/^(?:not|no|never)$/.test(token.lower) && rule.effect === "permit" && !conditional) return false;
      continue;
    }
    if (/^(?:adults?|minors?|kids?|child|children|seniors?|teenagers?|toddlers?)$/.test(token.lower)) {
      if (tested.some((path) => /(?:^|\W|[a-z_])age$/i.test(path))) continue;
      return false;
    }
    if (isPerson(token)) {
      // "is for seasonal workers too": the rule says whom it means
      if (
        rule.who.kind === "users" &&
        rule.who.condition !== undefined &&
        reason[at - 1] !== undefined &&
        genericPerson(token)
      )
        continue;
      return false;
    }
    if (/^(?:everyone|everybody|anyone|nobody|none|users?|callers?)$/.test(token.lower)) {
      if (rule.effect === "forbid") continue;
      return false;
    }
    const before = reason[at - 1];
    // "last week somebody got burnt" tells what was
    if (
      rule.effect === "forbid" &&
      times.has(token.lower) &&
      before?.kind === "word" &&
      before.lower === "last"
    )
      continue;
    if (times.has(token.lower) || isTier(token.lower) || claimWords.has(token.lower)) return false;
    const named = fields.filter((field) => namesField(token, field));
    if (named.length > 0) {
      const about = fields.some(
        (field) => tested.includes(field.path.join(".")) && field.descriptionStems.includes(token.stem),
      );
      if (!about && !named.some((field) => tested.includes(field.path.join(".")))) return false;
      continue;
    }
    if (tools.some((tool) => namesTool(token, tool))) continue;
    if (!marked && otherTools.some((tool) => tool.nameStems.includes(token.stem))) return false;
    if (isTitleFor(token.lower, rule.effect)) continue;
    // a name or a code, such as EUR, may be the value of an argument
    if (at > 0 && token.text !== token.lower) return false;
    if (marked) continue;
    // "royalty statements are private" tells what they all are
    if (token === reason.at(-1) && isSentence && characterizing.has(token.lower)) continue;
    unknown += 1;
    if (rule.when === undefined && besideTool(reason, at, tools)) return false;
  }
  if (unknown === 0) return true;
  // what nobody can place may restrict a permission; a denial only becomes stricter, and has its own condition
  return rule.effect === "forbid" && (isSentence || (conditional && reason.length <= 3));
}

/** "wire payments", where only payments is a word of the tool: the other word may say which. */
function besideTool(reason: readonly Token[], at: number, tools: readonly VocabularyTool[]): boolean {
  const next = reason[at + 1];
  return (
    next?.kind === "word" && !grammarWords.has(next.lower) && tools.some((tool) => namesTool(next, tool))
  );
}

function namesOtherValue(
  reason: readonly Token[],
  own: readonly Token[],
  fields: readonly VocabularyField[],
): boolean {
  const said = stemsOf(own);
  return reason.some(
    (token) =>
      token.kind === "word" &&
      !said.has(token.stem) &&
      fields.some(({ values }) => values.some((value) => value.toLowerCase() === token.lower)),
  );
}

/** "because files over 5 MB fill the disk": a bound or a quoted value that the rule does not name may tell which are meant. */
function namesFigure(reason: readonly Token[], own: readonly Token[]): boolean {
  return reason.some((token, at) => {
    const before = reason[at - 1];
    const bound = token.kind === "number" && before?.kind === "word" && bounds.test(before.lower);
    return (bound || token.kind === "quoted") && !own.some((each) => sameToken(each, token));
  });
}

/** "because they are private" beside "block creating channels" may tell which are meant. */
function tellsFlag(
  reason: readonly Token[],
  own: readonly Token[],
  fields: readonly VocabularyField[],
): boolean {
  const said = stemsOf(own);
  const last = reason.findLast(({ kind }) => kind !== "mark");
  return (
    last?.kind === "word" &&
    !saidBy(last, said) &&
    fields.some(({ shape, nameStems }) => shape.kind === "bool" && nameStems.join(" ") === last.stem)
  );
}

const bounds = /^(?:over|under|above|below|than|exceed(?:s|ing)?|beyond|least|most)$/;

const finite =
  /^(?:is|are|was|were|am|be|has|have|had|do|does|did|may|can|could|should|shall|must|will|would|might|needs?|costs?|goes?|leads?|means?|got|happened|lost|stays?|remains?)$/;
const characterizing = new Set(
  "private confidential sensitive personal secret valuable precious expensive costly dangerous risky critical important irreversible scarce delicate fragile".split(
    " ",
  ),
);
const claimWords = new Set(
  "role roles group groups scope scopes tier tiers claim claims department username".split(" "),
);

function isPerson(token: WordToken): boolean {
  return rolesNamed(token.lower) !== undefined || people.has(token.stem);
}

function genericPerson(token: WordToken): boolean {
  return (
    /^(?:staff|workers?|employees?|people|persons?|members?|colleagues|humans?)$/.test(token.lower) ||
    isUserNoun(token.lower)
  );
}

function sameToken(a: Token, b: Token): boolean {
  if (a.kind === "number" && b.kind === "number") return a.value === b.value;
  if (a.kind === "time" && b.kind === "time") return a.minutes === b.minutes;
  if (a.kind === "date" && b.kind === "date") return a.iso === b.iso;
  return a.kind === b.kind && a.kind === "quoted" && b.kind === "quoted" && a.text === b.text;
}
