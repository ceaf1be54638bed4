import type { ReadRule } from "./assemble-rule.ts";
import { isTier, isUserNoun, rolesNamed } from "./claims.ts";
import { patternText } from "./inserted-words.ts";
import type { Condition } from "./intermediate.ts";
import { outsideCedar } from "./outside-cedar.ts";
import { sameNoun, sameVerb } from "./synonyms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { toolsOf } from "./tools-of.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** Words of which sentences are made; they name nothing. */
const grammar = new Set(
  (
    "a an the this that these those it its they them their there here we our us you your i is are was were be been being am do does did done " +
    "has have had having may can could should shall must will would might need needs to of for in on at by with from into onto as about " +
    "and or so too also very just more most less than then hence therefore thus please not no never any all every each some " +
    "up out off over under above below between both either neither such own same what which who whose how why get gets got go goes going come"
  ).split(" "),
);
/** With these a sentence is no reason but says when or for what something holds. */
const restricting = new Set(
  "if unless when whenever where except excepting while until till provided without within during before after otherwise else other others outside inside only instead".split(
    " ",
  ),
);
/** Those that may say again what the rule's own condition says. */
const loose = new Set(["without", "before", "after", "within", "inside", "outside", "until"]);
const times = new Set(
  (
    "weekend weekday weekends weekdays night nights nightly morning evening afternoon noon midnight day days daily week weeks month months quarter " +
    "year years today tomorrow yesterday holiday holidays hour hours january february march april june july august september october " +
    "november december monday tuesday wednesday thursday friday saturday sunday summer winter spring autumn season christmas easter utc gmt"
  ).split(" "),
);
const people = new Set(
  "staff worker employee customer client guest visitor patient kid child adult contractor team member person people agent colleague human freelancer temp hire partner resident citizen tenant player student family"
    .split(" ")
    .map(stem),
);
/** What is written above rules and says nothing of them. */
const titles = new Set(
  (
    "policy policies rule rules reminder note notice remember important attention warning caution security safety compliance privacy governance guideline " +
    "guidelines principle freeze lockdown emergency incident first last risk fraud protection prevention control controls hygiene default limit limits cap " +
    "restriction restrictions requirement requirements standard standards procedure update change fyi"
  ).split(" "),
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

/** Whether what stands before (or behind) a whole rule is but its title or its reason: nothing of it could restrict, widen or contradict the rule. `marked`: it is called a reason, as by "because". */
export function isDroppable(
  reason: readonly Token[],
  own: readonly Token[],
  { rule }: ReadRule,
  vocabulary: Vocabulary,
  marked = false,
): boolean {
  if (reason.length === 0 || (marked && rule.effect === "forbid")) return true;
  if (outsideCedar(patternText(reason), 0, vocabulary) !== undefined) return false;
  const said = stemsOf(own);
  const tools = toolsOf(rule.tools, vocabulary);
  const others = vocabulary.tools.filter((tool) => !tools.includes(tool));
  const tested = fieldsIn(rule.when).concat(fieldsIn(rule.unless));
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
    if (restricting.has(token.lower)) {
      // "only verified purchases can be reviewed" is said again by a rule that has a condition
      if (token.lower === "only" && conditional) continue;
      const next = reason.slice(at + 1).find((each) => each.kind !== "word" || !grammar.has(each.lower));
      if (conditional && loose.has(token.lower) && next?.kind === "word" && saidBy(next, said)) continue;
      return false;
    }
    if (grammar.has(token.lower)) {
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
    const named = tools.flatMap(({ fields }) => fields).filter((field) => names(token, field));
    if (named.length > 0) {
      const about = tools
        .flatMap(({ fields }) => fields)
        .some(
          (field) => tested.includes(field.path.join(".")) && field.descriptionStems.includes(token.stem),
        );
      if (!about && !named.some((field) => tested.includes(field.path.join(".")))) return false;
      continue;
    }
    if (tools.some((tool) => namesTool(token, tool))) continue;
    if (!marked && others.some((tool) => tool.nameStems.includes(token.stem))) return false;
    if (titles.has(token.lower) && (rule.effect === "forbid" || plainTitles.has(token.lower))) continue;
    // a name or a code, such as EUR, may be the value of an argument
    if (at > 0 && token.text !== token.lower) return false;
    if (marked) continue;
    unknown += 1;
    if (rule.when === undefined && besideTool(reason, at, tools)) return false;
  }
  if (unknown === 0) return true;
  // what nobody can place may restrict a permission; a denial only becomes stricter, and has its own condition
  return rule.effect === "forbid" && (isSentence || (conditional && reason.length <= 3));
}

/** Whether a reason names an argument of the rule's tools that the rule does not test: it may be a condition then. */
export function speaksOfArgument(reason: readonly Token[], read: ReadRule, vocabulary: Vocabulary): boolean {
  return argumentsIn(reason, read, vocabulary).some(({ tested }) => !tested);
}

/** Whether these words name an argument that the rule tests, so that it is not the same either way. */
export function speaksOfTested(reason: readonly Token[], read: ReadRule, vocabulary: Vocabulary): boolean {
  return argumentsIn(reason, read, vocabulary).some(({ tested }) => tested);
}

function argumentsIn(
  reason: readonly Token[],
  { rule }: ReadRule,
  vocabulary: Vocabulary,
): readonly { readonly tested: boolean }[] {
  const tested = fieldsIn(rule.when).concat(fieldsIn(rule.unless));
  const words = reason.filter(
    (token): token is WordToken => token.kind === "word" && !grammar.has(token.lower),
  );
  return toolsOf(rule.tools, vocabulary)
    .flatMap(({ fields }) => fields.filter((field) => words.some((token) => names(token, field))))
    .map(({ path }) => ({ tested: tested.includes(path.join(".")) }));
}

/** "wire payments", where only payments is a word of the tool: the other word may say which. */
function besideTool(reason: readonly Token[], at: number, tools: readonly VocabularyTool[]): boolean {
  const next = reason[at + 1];
  return next?.kind === "word" && !grammar.has(next.lower) && tools.some((tool) => namesTool(next, tool));
}

/** Those titles that cannot even say when a permission holds, as "emergency" could. */
const plainTitles = new Set(
  "policy policies rule rules reminder note notice remember important attention guideline guidelines principle fyi default requirement requirements procedure update change".split(
    " ",
  ),
);

const finite =
  /^(?:is|are|was|were|am|be|has|have|had|do|does|did|may|can|could|should|shall|must|will|would|might|needs?|costs?|goes?|leads?|means?|got|happened|lost)$/;
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

/** The stems of words, with the parts of names such as `fill_form` and `shipping.express`. */
function stemsOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token) =>
      token.kind === "word" || token.kind === "quoted"
        ? [
            token.kind === "word" ? token.stem : "",
            ...token.text
              .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
              .toLowerCase()
              .split(/[^\p{L}\p{N}]+/u)
              .map(stem),
          ]
        : [],
    ),
  );
}

function saidBy(token: WordToken, said: ReadonlySet<string>): boolean {
  if (grammar.has(token.lower) || restricting.has(token.lower)) return false;
  return said.has(token.stem) || [...said].some((each) => each !== "" && sameNoun(each, token.stem));
}

function names(token: WordToken, { nameStems, values }: VocabularyField): boolean {
  return (
    nameStems.some((name) => name === token.stem || sameNoun(name, token.stem)) ||
    values.some((value) => stem(value.toLowerCase()) === token.stem)
  );
}

function namesTool(token: WordToken, { nameStems, targetStems, descriptionStems }: VocabularyTool): boolean {
  return (
    [...nameStems, ...targetStems].some(
      (each) => each === token.stem || sameNoun(each, token.stem) || sameVerb(each, token.stem),
    ) || descriptionStems.includes(token.stem)
  );
}

function fieldsIn(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(fieldsIn);
    case "not":
      return fieldsIn(condition.of);
    case "order":
    case "number":
    case "text":
    case "flag":
    case "present":
    case "same":
      return [condition.field.path.join(".")];
    case "fields":
      return [condition.field.path.join("."), condition.other.path.join(".")];
    default:
      return [];
  }
}
