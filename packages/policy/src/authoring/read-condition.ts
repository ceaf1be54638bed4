import { claimNamed, rolesNamed } from "./claims.ts";
import type { Context } from "./context.ts";
import { fitNumber } from "./fit-number.ts";
import type { Condition, Order } from "./intermediate.ts";
import { type FieldKind, isOfKind, matchField, refuseField } from "./match-fields.ts";
import { opposite, readOrder, readOrderAfter } from "./read-order.ts";
import { readTimeCondition } from "./read-time-condition.ts";
import { readValues } from "./read-values.ts";
import { claimTerms, takeClaim, whoseTerm } from "./read-who.ts";
import { type Reader, spanOf } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import { type UnitName, unitNamed } from "./units.ts";
import { isVague, vagueAdvice } from "./vague-words.ts";
import type { VocabularyField } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

const grouping = 'Group with parentheses or "either … or", or write separate sentences.';

/** Conditions joined by and/or, to the end of what is one condition; and/or side by side without grouping is refused. */
export function readConditions(reader: Reader, context: Context): Condition {
  const from = reader.at;
  const terms: Condition[] = [readTerm(reader, context)];
  let join: "all" | "any" | undefined;
  let commas = 0;
  for (;;) {
    const before = reader.at;
    const comma = reader.take(",") !== undefined;
    const word = reader.take("and", "or", "&&", "||", "but", "&");
    if (!comma && word === undefined) break;
    if (reader.sees("only") || startsModifier(reader) || reader.done) {
      reader.at = before;
      break;
    }
    reader.take("if", "when", "that", "also", "also if", "where");
    const kind = word === undefined ? undefined : word === "or" || word === "||" ? "any" : "all";
    if (kind === undefined) commas += 1;
    const term = readTerm(reader, context);
    if (kind !== undefined && join !== undefined && join !== kind) {
      refuse(
        "“and” and “or” side by side can be understood in two ways",
        spanOf(reader.slice(from, reader.at)),
        { advice: grouping },
      );
    }
    join = kind ?? join;
    terms.push(term);
  }
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return only;
  if (join === undefined || (commas > 0 && terms.length - 1 === commas)) {
    refuse("A list of conditions needs an “and” or “or”", spanOf(reader.slice(from, reader.at)), {
      advice: grouping,
    });
  }
  if (join === "any" && terms.filter((term) => term.kind === "not").length > 1) {
    refuse("“not A or not B” is nearly always true", spanOf(reader.slice(from, reader.at)), {
      advice: 'Write "is neither A nor B" as "is not A and is not B".',
    });
  }
  return { kind: join, of: terms };
}

function startsModifier(reader: Reader): boolean {
  return ["unless", "except", "only", "provided that"].some((phrase) => reader.sees(phrase));
}

function readTerm(reader: Reader, context: Context): Condition {
  if (reader.take("(") !== undefined) {
    const inner = readConditions(reader, context);
    if (reader.take(")") === undefined) refuse("A bracket is not closed", reader.here());
    return inner;
  }
  if (reader.take("not (") !== undefined) {
    const inner = readConditions(reader, context);
    if (reader.take(")") === undefined) refuse("A bracket is not closed", reader.here());
    return { kind: "not", of: inner };
  }
  if (reader.sees("either") || reader.sees("both")) {
    const pair = reader.attempt(() => grouped(reader, context));
    if (pair !== undefined) return pair;
    reader.take("both");
  }
  return readClause(reader, context);
}

/** "either A or B", "both A and B" are one condition each. */
function grouped(reader: Reader, context: Context): Condition | undefined {
  const either = reader.take("either", "both") === "either";
  const terms: Condition[] = [];
  try {
    terms.push(readTerm(reader, context));
    for (;;) {
      const before = reader.at;
      reader.take(",");
      if (reader.take(either ? "or" : "and") === undefined) {
        reader.at = before;
        break;
      }
      reader.take("if", "when", "that");
      terms.push(readTerm(reader, context));
      if (!either) break;
    }
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
  if (terms.length < 2) return undefined;
  reader.attempt(() =>
    reader.word() === "," && /^(?:and|or|but)$/.test(reader.word(1)) ? reader.take(",") : undefined,
  );
  return { kind: either ? "any" : "all", of: terms };
}

function readClause(reader: Reader, context: Context): Condition {
  if (reader.take("it is not the case that", "it is false that") !== undefined) {
    refuse("A denial of a whole condition can be understood in two ways", reader.here(), {
      advice: "Say what must be true.",
    });
  }
  const found =
    readTimeCondition(reader, context) ??
    callerClause(reader, context) ??
    presenceClause(reader, context) ??
    shorthand(reader, context) ??
    fieldClause(reader, context);
  if (found !== undefined) return found;
  const token = reader.peek();
  if (token?.kind === "word" && isVague(token.lower))
    refuse(`"${token.text}" has no exact meaning`, token, { advice: vagueAdvice });
  refuse("These words are no condition that can be tested", reader.rest(), {
    advice: 'Write it as "when the <argument> is less than 500", "is X or Y", "is provided".',
  });
}

const callers = "(?:the |their |a |an )?(?:user|caller|principal|requester|requesting user|calling user)";
const callerWord = new RegExp(`^${callers}$`);

/** "the user has role X", "the caller's department is X", "they are a manager", "the role is X". */
function callerClause(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const start = reader.at;
    const pronoun = reader.take(
      "they",
      "he",
      "she",
      "the user",
      "the caller",
      "the principal",
      "the requester",
      "user",
      "caller",
      "a user",
      "the calling user",
      "the requesting user",
      "the agent",
    );
    if (pronoun !== undefined && reader.take("'s") !== undefined) {
      reader.take("own");
      return ownClaim(reader, context);
    }
    if (
      pronoun !== undefined &&
      (pronoun === "user" || /user|caller|principal/.test(pronoun)) &&
      reader.word() === "id"
    )
      return undefined;
    if (pronoun !== undefined) {
      if (
        reader.take("does not have", "do not have", "lacks", "lack", "has not", "has no", "have no") !==
        undefined
      ) {
        const of = claimTerms(reader, context);
        return of === undefined ? undefined : { kind: "not", of };
      }
      if (reader.take("has", "have", "holds", "is assigned", "has been assigned", "possesses") !== undefined)
        return claimTerms(reader, context);
      const negated = reader.take("is not", "are not") !== undefined;
      if (!negated && reader.take("is", "are", "belongs to", "belong to") === undefined) return undefined;
      const condition = beingClause(reader, context);
      if (condition === undefined) {
        reader.at = start;
        return undefined;
      }
      return negated ? { kind: "not", of: condition } : condition;
    }
    if (reader.take("their own", "their", "his", "her") !== undefined) return ownClaim(reader, context);
    const first = reader.attempt(() => {
      reader.take("the");
      const words = subjectWords(reader);
      const named =
        words.length > 0 &&
        words.length <= 2 &&
        words.every((token) => token.kind === "word" || token.kind === "quoted")
          ? claimNamed(words.map(({ text }) => text).join(" "), context.vocabulary)
          : undefined;
      const isField = matchField(words, context.tools, "any").kind !== "none";
      if (named === undefined && reader.word(1) !== "claim") return undefined;
      if (isField && reader.word(words.length) !== "claim") return undefined;
      return whoseTerm(reader, context);
    });
    return first;
  });
}

function ownClaim(reader: Reader, context: Context): Condition | undefined {
  const before = reader.at;
  const term = whoseTerm(reader, context);
  if (term !== undefined) return term;
  reader.at = before;
  return undefined;
}

/** What follows "the user is": in a group, a manager, someone by name. */
function beingClause(reader: Reader, context: Context): Condition | undefined {
  if (reader.take("in", "a member of", "part of", "from", "member of") !== undefined)
    return claimTerms(reader, context);
  reader.take("a", "an", "either a", "either an");
  const token = reader.peek();
  if (token?.kind === "word") {
    const role = rolesNamed(token.lower);
    if (role !== undefined && claimNamed(reader.word(1), context.vocabulary) === undefined) {
      reader.at += 1;
      const values = [...role];
      for (;;) {
        const next = reader.attempt(() => {
          if (reader.take("or") === undefined) return undefined;
          reader.take("a", "an");
          const other = reader.peek();
          const named = other?.kind === "word" ? rolesNamed(other.lower) : undefined;
          if (named !== undefined) reader.at += 1;
          return named;
        });
        if (next === undefined) break;
        values.push(...next);
      }
      context.notes.push(`"${token.text}" is read as the claim role.`);
      return { kind: "claim", claim: "role", test: "is", values };
    }
  }
  if (token?.kind === "quoted" || (token?.kind === "word" && /[-_.@\d]/.test(token.text))) {
    const values = readValues(reader, [], "or", isClause);
    return { kind: "claim", claim: "username", test: "is", values: values.map(({ text }) => text) };
  }
  return undefined;
}

/** "a description and priority are provided", "no reason is given", "without a ticket id". */
function presenceClause(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const without = reader.take("without", "there is no", "it has no", "no");
    const having =
      without === undefined
        ? reader.take(
            "there is",
            "it has",
            "it includes",
            "with",
            "they provide",
            "the user provides",
            "the caller provides",
            "the request includes",
            "the call includes",
            "the request has",
            "the request contains",
            "including",
          )
        : undefined;
    if (without === undefined && having === undefined && !presenceAhead(reader)) return undefined;
    const subjects: Token[][] = [[]];
    let join: string | undefined;
    while (!reader.done) {
      if (presenceWord(reader)) break;
      const joined = reader.take(", and", ", or", "and", "or", ",");
      if (joined !== undefined) {
        if (isClause(reader) && !presenceAhead(reader)) {
          reader.at -= joined.split(" ").length;
          break;
        }
        join = joined.includes("or") ? "or" : joined.includes("and") ? "and" : join;
        subjects.push([]);
        continue;
      }
      const token = reader.peek();
      if (
        token === undefined ||
        (token.kind === "mark" && token.text !== "'s") ||
        /^(?:when|if|unless|except|only|for|where|whose)$/.test(reader.word())
      )
        break;
      if (token.kind === "number" || token.kind === "quoted") return undefined;
      if (!/^(?:a|an|the|both|either)$/.test(reader.word())) subjects.at(-1)?.push(token);
      reader.at += 1;
    }
    const said = readPresence(reader);
    if (said === undefined && without === undefined && having === undefined) return undefined;
    if (subjects.some((each) => each.length === 0)) return undefined;
    const conditions = subjects.map((each): Condition | undefined => {
      for (const token of each) refuseHomonym([token]);
      const match = matchField(each, context.tools, "any");
      if (match.kind !== "one") {
        if (having !== undefined || without !== undefined) return undefined;
        refuseField(match, each, context.tools, reader.here());
      }
      if ((having !== undefined || without !== undefined) && isOfKind(match.field, "flag")) {
        return { kind: "flag", field: match.field, value: true };
      }
      return { kind: "present", field: match.field };
    });
    const present = conditions.filter((each) => each !== undefined);
    if (present.length !== conditions.length) return undefined;
    const absent = (said === "absent") !== (without !== undefined);
    if (said === "absent" && without !== undefined)
      refuse("Two denials in one condition can be understood in two ways", reader.here());
    const [first] = present;
    if (first === undefined) return undefined;
    if (present.length === 1) return absent ? { kind: "not", of: first } : first;
    // "A and B are missing": both are; "without A or B": neither is
    const kind = join === "or" && without === undefined ? "any" : "all";
    if (absent && without !== undefined && join === "and") {
      refuse("“without A and B” can be understood in two ways", spanOf(subjects.flat()), {
        advice: 'Write "unless A and B are provided" or "when A is missing or B is missing".',
      });
    }
    if (!absent) return { kind, of: present };
    const missing = present.map((of): Condition => ({ kind: "not", of }));
    return { kind: without !== undefined ? "all" : kind, of: missing };
  });
}

const given = "provided given specified present included supplied set stated filled attached";
const givenWords = new Set(given.split(" "));
const absentWords = new Set("missing absent omitted".split(" "));

function presenceWord(reader: Reader): boolean {
  return /^(?:is|are|has|have|was|were|must)$/.test(reader.word());
}

function presenceAhead(reader: Reader): boolean {
  for (let ahead = 0; ahead < 16; ahead += 1) {
    if (/^(?:is|are|has|have|was|were|must)$/.test(reader.word(ahead))) {
      for (let after = ahead + 1; after < ahead + 5; after += 1) {
        const word = reader.word(after);
        if (givenWords.has(word) || absentWords.has(word))
          return !(word === "set" && reader.word(after + 1) === "to");
        if (!/^(?:not|been|be|both|also|either)$/.test(word)) return false;
      }
      return false;
    }
    if (
      /^(?:when|if|unless|except|only|under|over)$/.test(reader.word(ahead)) ||
      reader.peek(ahead)?.kind === "number"
    )
      return false;
  }
  return false;
}

function readPresence(reader: Reader): "given" | "absent" | undefined {
  return reader.attempt(() => {
    if (reader.take("is", "are", "has been", "have been", "was", "were", "must be") === undefined)
      return undefined;
    const not = reader.take("not") !== undefined;
    reader.take("both", "also", "been");
    const word = reader.word();
    if (givenWords.has(word)) {
      reader.at += 1;
      return not ? "absent" : "given";
    }
    if (absentWords.has(word) && !not) {
      reader.at += 1;
      return "absent";
    }
    return undefined;
  });
}

/** A comparison whose argument is left out: "under $500", "for amounts less than $500", "and less than 10". */
function shorthand(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const order = orderedNumber(reader);
    if (order === undefined) return undefined;
    const field =
      order.number.currency === undefined && context.last !== undefined
        ? context.last
        : moneyField(order, context, reader);
    return { kind: "order", field, order: order.order, value: fitted(field, order, context) };
  });
}

interface OrderedNumber {
  readonly order: Order;
  readonly number: Extract<Token, { kind: "number" }>;
  readonly unit: UnitName | undefined;
  readonly tail: Token | undefined;
}

function orderedNumber(reader: Reader): OrderedNumber | undefined {
  return reader.attempt(() => {
    const order = readOrder(reader);
    reader.take("a", "an", "the", "a total of");
    const number = reader.peek();
    if (number?.kind !== "number") return undefined;
    reader.at += 1;
    const { unit, tail } = readUnit(reader);
    const after = order === undefined ? readOrderAfter(reader) : undefined;
    const used = order ?? after;
    return used === undefined ? undefined : { order: used, number, unit, tail };
  });
}

/** A unit behind a number, or a word that says what is counted. */
function readUnit(reader: Reader): { readonly unit: UnitName | undefined; readonly tail: Token | undefined } {
  const token = reader.peek();
  if (token?.kind !== "word") return { unit: undefined, tail: undefined };
  if (token.lower === "per") return { unit: undefined, tail: undefined };
  const unit = unitNamed(token.lower);
  if (unit !== undefined) {
    reader.at += 1;
    return { unit, tail: undefined };
  }
  const isCounted = /^\p{Ll}{3,}$/u.test(token.text) && !ends.has(token.lower);
  if (!isCounted) return { unit: undefined, tail: undefined };
  reader.at += 1;
  return { unit: undefined, tail: token };
}

const ends = new Set(
  "and or but when if unless except only where while for from to of in on at by with without during before after between until since utc gmt inclusive exclusive the whose that which then than more less above below higher lower greater fewer maximum minimum max min provided per each every within is are".split(
    " ",
  ),
);

function fitted(
  field: VocabularyField,
  { number, unit, tail }: Omit<OrderedNumber, "order">,
  context: Context,
  subject: readonly Token[] = [],
): string {
  if (tail !== undefined) {
    const known =
      tail.kind === "word" &&
      [
        ...field.nameStems,
        ...field.descriptionStems,
        ...context.tools.flatMap(({ nameStems }) => nameStems),
      ].includes(tail.stem);
    const isCount =
      tail.kind === "word" && countNouns.has(tail.stem) && field.nameStems.some((name) => counting.has(name));
    if (!known && !isCount) refuse(`"${tail.text}" does not fit what "${field.path.join(".")}" counts`, tail);
  }
  context.last = field;
  // who names the argument as the tool does counts as the tool does
  const literal = subject.some((token) => token.text === field.path.at(-1));
  return fitNumber(field, number, unit, literal ? field.unit : context.stated, context.notes);
}

const countNouns = new Set(["items", "units", "pieces", "copies", "entries", "results", "times"].map(stem));
const counting = new Set(["quantity", "qty", "count", "number", "amount", "limit", "size"].map(stem));
const money = new Set(
  [
    "amount",
    "price",
    "total",
    "cost",
    "value",
    "sum",
    "fee",
    "budget",
    "salary",
    "payment",
    "charge",
    "balance",
    "spend",
    "bid",
    "dollars",
    "cents",
    "usd",
    "limit",
  ].map(stem),
);

/** The one argument that a sum without a name can mean. */
function moneyField({ number, unit }: OrderedNumber, context: Context, reader: Reader): VocabularyField {
  const candidates = new Map<string, VocabularyField>();
  for (const tool of context.tools) {
    const numbers = tool.fields.filter((field) => isOfKind(field, "number"));
    const fields =
      unit === undefined
        ? numbers.filter(
            ({ nameStems, unit: of }) =>
              nameStems.some((name) => money.has(name)) ||
              (number.currency !== undefined && (of === "dollars" || of === "cents")),
          )
        : numbers.filter(({ unit: of }) => of !== undefined);
    const [only] = fields;
    if (only === undefined || fields.length > 1) {
      refuse(
        fields.length > 1
          ? "Several arguments may be meant by this number"
          : "No argument of the tool is certain to be meant by this number",
        number,
        {
          candidates: (fields.length > 0 ? fields : numbers).map(({ path }) => path.join(".")),
          advice: "Name the argument.",
        },
      );
    }
    candidates.set(only.path.join("."), only);
  }
  const [first] = candidates.values();
  if (first === undefined || candidates.size > 1) {
    refuse("The number may mean different arguments of the tools", reader.here(), {
      candidates: [...candidates.keys()],
    });
  }
  const match = matchField(
    [{ kind: "word", text: first.path.at(-1) ?? "", lower: "", stem: "", start: 0, end: 0 }],
    context.tools,
    "number",
  );
  return match.kind === "one" ? match.field : first;
}

const heads = new Set(
  "is are was were be equals equal = == != ≠ < > <= >= ≤ ≥ exceeds exceed exceeding under over below above contains contain includes include starts start begins begin ends end matches match does do less more greater lower higher smaller larger fewer at up not remains must cannot between of no stays reaches equal being".split(
    " ",
  ),
);
const hard = new Set("and or , ; when if unless except where ( ) only".split(" "));

/** Whether a condition with a subject of its own comes next. */
function isClause(reader: Reader): boolean {
  if (
    reader.sees("the user") ||
    reader.sees("the caller") ||
    reader.sees("they") ||
    reader.sees("(") ||
    reader.sees("either")
  )
    return true;
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const word = reader.word(ahead);
    if (reader.peek(ahead) === undefined || hard.has(word)) return false;
    if (
      /^(?:is|are|was|were|equals|exceeds|contains|starts|begins|ends|does|has|includes|<|>|=|==|<=|>=|!=|under|over|below|above|between|during|matches)$/.test(
        word,
      )
    )
      return true;
    if (word === "less" || word === "more" || word === "at" || word === "up") return true;
  }
  return false;
}

function subjectWords(reader: Reader): readonly Token[] {
  const from = reader.at;
  let at = from;
  while (
    at < reader.end &&
    !hard.has(wordAt(reader, at)) &&
    !heads.has(wordAt(reader, at)) &&
    reader.tokens[at]?.kind !== "number"
  )
    at += 1;
  return reader.slice(from, at);
}

function wordAt(reader: Reader, at: number): string {
  return reader.word(at - reader.at);
}

function fieldClause(reader: Reader, context: Context): Condition | undefined {
  const from = reader.at;
  // "number of days", "date of birth": an "of" within the subject
  const stops: number[] = [];
  for (let at = from; at < reader.end && at < from + 14; at += 1) {
    const word = wordAt(reader, at);
    if (hard.has(word)) break;
    if (heads.has(word) && at > from) stops.push(at);
    if (reader.tokens[at]?.kind === "number") break;
  }
  if (wordAt(reader, from) !== "" && heads.has(wordAt(reader, from))) stops.unshift(from);
  let problem: Refusal | undefined;
  for (const stop of stops) {
    reader.at = stop;
    try {
      const found = comparison(reader, reader.slice(from, stop), context);
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  reader.at = from;
  if (problem !== undefined) throw problem;
  return undefined;
}

function comparison(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const copula = reader.take("is", "are", "was", "were", "must be", "must", "remains", "stays", "be", "of");
  const negated = reader.take("not", "does not", "do not", "is not", "must not", "cannot") !== undefined;
  const negate = (condition: Condition): Condition => (negated ? { kind: "not", of: condition } : condition);
  reader.take("always", "currently", "set to", "exactly", "equal to", "the same as", "equal", "match");
  const range = readRange(reader, subject, context);
  if (range !== undefined) return negate(range);
  const ordered = reader.attempt(() => orderedNumber(reader));
  if (ordered !== undefined) {
    const field = fieldOf(subject, "number", context);
    const order = negated ? opposite[ordered.order] : ordered.order;
    return { kind: "order", field, order, value: fitted(field, ordered, context, subject) };
  }
  const overField = reader.attempt(() => fieldAgainstField(reader, subject, context));
  if (overField !== undefined) return negate(overField);
  const test = reader.take(
    "contains",
    "contain",
    "containing",
    "includes",
    "include",
    "starts with",
    "start with",
    "starting with",
    "begins with",
    "begin with",
    "ends with",
    "end with",
    "ending with",
    "ending in",
    "ends in",
    "end in",
  );
  if (test !== undefined) return negate(textCondition(reader, subject, test, context));
  const copulas =
    copula !== undefined || reader.take("equals", "equal", "=", "==", "matches", "match") !== undefined;
  const unequal = !copulas && reader.take("!=", "≠") !== undefined;
  if (!copulas && !unequal && !negated) return undefined;
  reader.take("equal to", "equals", "the same as");
  const result = equality(reader, subject, context);
  if (result?.kind === "flag" && !result.value && (negated || unequal)) {
    refuse(
      "A denial of a denial can be understood in two ways",
      spanOf(reader.slice(reader.at - 2, reader.at)),
    );
  }
  return result === undefined ? undefined : negated !== unequal ? { kind: "not", of: result } : result;
}

/** Claims that arguments are often named like, too. */
const homonyms = new Set(["role", "roles", "scope", "scopes", "group", "groups", "username"]);

function refuseHomonym(subject: readonly Token[]): void {
  const words = subject.filter((token) => token.kind !== "word" || !/^(?:the|a|an)$/.test(token.lower));
  const [only] = words;
  if (words.length === 1 && only?.kind === "word" && homonyms.has(only.lower)) {
    refuse(`"${only.text}" may be the caller's claim or the tool's argument`, only, {
      advice: `Write "the user's ${only.lower}" or "the argument ${only.lower}".`,
    });
  }
}

function fieldOf(subject: readonly Token[], kind: FieldKind, context: Context): VocabularyField {
  refuseHomonym(subject);
  const isPronoun =
    subject.length === 0 ||
    (subject.length === 1 &&
      subject[0]?.kind === "word" &&
      /^(?:it|they|that|which|this)$/.test(subject[0].lower));
  if (isPronoun && context.last !== undefined && isOfKind(context.last, kind)) return context.last;
  const match = matchField(subject, context.tools, kind);
  if (match.kind !== "one") {
    // one that exists with another type is named, since its type is what does not fit
    const any = matchField(subject, context.tools, "any");
    if (any.kind === "one") {
      const vague = any.field.shape.kind;
      refuse(
        `"${any.field.path.join(".")}" is of the type ${vague}, which cannot be compared so`,
        spanOf(subject),
        {},
      );
    }
    refuseField(match, subject, context.tools, { start: 0, end: 0 });
  }
  context.last = match.field;
  return match.field;
}

/** "between 10 and 20 inclusive": whether the bounds belong to it has to be said. */
function readRange(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  return reader.attempt(() => {
    const start = reader.at;
    if (reader.take("between", "in the range", "from", "in the range of", "within") === undefined)
      return undefined;
    reader.take("of", "from");
    const low = reader.peek();
    if (low?.kind !== "number") return undefined;
    reader.at += 1;
    const lowUnit = readUnit(reader);
    if (reader.take("and", "to", "-", "–", "through") === undefined) return undefined;
    const high = reader.peek();
    if (high?.kind !== "number") return undefined;
    reader.at += 1;
    const highUnit = readUnit(reader);
    const bounds = reader.take(
      "( inclusive )",
      ", inclusive",
      "inclusive",
      "including both",
      "including both ends",
      "both included",
      ", both included",
      "( exclusive )",
      ", exclusive",
      "exclusive",
      "( both included )",
      ", inclusively",
      "inclusively",
    );
    if (bounds === undefined) {
      refuse(
        "It is not said whether the bounds belong to the range",
        spanOf(reader.slice(start, reader.at)),
        {
          advice: 'Add "inclusive" or "exclusive", or write "at least … and at most …".',
        },
      );
    }
    const field = fieldOf(subject, "number", context);
    const open = bounds.includes("exclusive");
    const number =
      low.currency === undefined && high.currency !== undefined ? { ...low, currency: high.currency } : low;
    return {
      kind: "all",
      of: [
        {
          kind: "order",
          field,
          order: open ? ">" : ">=",
          value: fitted(field, { number, unit: lowUnit.unit ?? highUnit.unit, tail: lowUnit.tail }, context),
        },
        {
          kind: "order",
          field,
          order: open ? "<" : "<=",
          value: fitted(field, { number: high, unit: highUnit.unit, tail: highUnit.tail }, context),
        },
      ],
    };
  });
}

/** "the amount is less than the limit", both arguments of the tool. */
function fieldAgainstField(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  const order = readOrder(reader);
  if (order === undefined || reader.peek()?.kind === "number") return undefined;
  const other = subjectWords(reader);
  if (other.length === 0) return undefined;
  const field = fieldOf(subject, "number", context);
  reader.at += other.length;
  const second = fieldOf(other, "number", context);
  if (
    second.shape.kind !== field.shape.kind ||
    second.unit !== field.unit ||
    second.path.join(".") === field.path.join(".")
  ) {
    refuse("These two arguments are not of one kind", spanOf(other));
  }
  return { kind: "fields", field, order, other: second };
}

function textCondition(reader: Reader, subject: readonly Token[], test: string, context: Context): Condition {
  const kind = /^contain|^include/.test(test)
    ? "contains"
    : /^(?:start|begin)/.test(test)
      ? "starts"
      : "ends";
  const field = fieldOf(subject, "text", context);
  if (kind !== "contains" && field.shape.kind === "set") {
    refuse(
      `"${field.path.join(".")}" is a list, which has no beginning or end for policies`,
      spanOf(subject),
    );
  }
  reader.take(
    "the text",
    "the word",
    "the string",
    "the value",
    "the phrase",
    "either",
    "any of",
    "one of",
    "the",
  );
  const values = readValues(reader, field.values, "or", isClause);
  if (values.length === 0)
    refuse("No text follows that could be looked for", reader.here(), { advice: "Put it in quotes." });
  return {
    kind: "text",
    field,
    test: field.shape.kind === "set" ? "is" : kind,
    values: values.map(({ text }) => text),
  };
}

const truths = new Set("true enabled on yes affirmative positive".split(" "));
const falsehoods = new Set("false disabled off no negative".split(" "));

function equality(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const many = reader.take("one of", "any of", "either of", "among", "in", "either");
  reader.take("the following", ":");
  const number = many === undefined ? reader.peek() : undefined;
  const same = many === undefined ? reader.attempt(() => sameAsClaim(reader, subject, context)) : undefined;
  if (same !== undefined) return same;
  const flag = many === undefined ? reader.attempt(() => flagCondition(reader, subject, context)) : undefined;
  if (flag !== undefined) return flag;
  const isNumber =
    matchField(subject, context.tools, "number").kind === "one" ||
    (subject.length === 0 && context.last !== undefined && isOfKind(context.last, "number"));
  if ((number?.kind === "number" || reader.peek()?.kind === "number") && isNumber)
    return numbers(reader, subject, context);
  if (reader.sees("the") && many === undefined) {
    const other = reader.attempt(() => otherField(reader, subject, context));
    if (other !== undefined) return other;
  }
  const vague = reader.peek();
  if (vague?.kind === "word" && isVague(vague.lower)) {
    const known = matchField(subject, context.tools, "text");
    if (known.kind !== "one" || !known.field.values.some((value) => value.toLowerCase() === vague.lower)) {
      refuse(`"${vague.text}" has no exact meaning`, vague, { advice: vagueAdvice });
    }
  }
  const field = fieldOf(subject, "text", context);
  reader.take("a", "an", "the value", "either", "set to", "the");
  if (field.shape.kind === "set") {
    refuse(`"${field.path.join(".")}" is a list, which is not equal to one value`, spanOf(subject), {
      advice: 'Write "contains".',
    });
  }
  const values = readValues(
    reader,
    field.values,
    many === undefined || many === "either" ? "or" : "and or",
    isClause,
  );
  if (values.length === 0)
    refuse("No value follows that could be compared with", reader.here(), {
      advice: "Put the value in quotes.",
    });
  for (const value of values) {
    if (field.values.length > 0 && !field.values.includes(value.text)) {
      refuse(`"${value.text}" is no value of "${field.path.join(".")}"`, value.token, {
        candidates: field.values.slice(0, 10),
      });
    }
  }
  reader.attempt(() => {
    // "region is the EU region"
    const token = reader.peek();
    return token?.kind === "word" && field.nameStems.includes(token.stem) && !isClause(reader)
      ? reader.take(token.lower)
      : undefined;
  });
  return { kind: "text", field, test: "is", values: values.map(({ text }) => text) };
}

function numbers(reader: Reader, subject: readonly Token[], context: Context): Condition {
  const field = fieldOf(subject, "number", context);
  const values: string[] = [];
  for (;;) {
    const number = reader.peek();
    if (number?.kind !== "number") break;
    reader.at += 1;
    const { unit, tail } = readUnit(reader);
    const after = values.length === 0 ? readOrderAfter(reader) : undefined;
    const value = fitted(field, { number, unit, tail }, context, subject);
    if (after !== undefined) return { kind: "order", field, order: after, value };
    values.push(value);
    const more = reader.attempt(() => {
      const comma = reader.take(",");
      const or = reader.take("or");
      return (comma ?? or) !== undefined && reader.peek()?.kind === "number" && !isClause(reader)
        ? true
        : undefined;
    });
    if (more === undefined) break;
  }
  return { kind: "number", field, values };
}

/** "is the user's own username", "matches their department". */
function sameAsClaim(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const own = reader.take(
    "their own",
    "their",
    "his own",
    "her own",
    "the user 's own",
    "the user 's",
    "the caller 's own",
    "the caller 's",
    "the principal 's",
    "the requester 's",
    "the requesting user 's",
    "the calling user 's",
    "that of the user 's",
    "his",
    "her",
    "the users '",
    "user 's",
    "caller 's",
  );
  const stated = own === undefined ? reader.attempt(() => claimNamedAhead(reader)) : undefined;
  if (stated !== undefined) return sameText(fieldOf(subject, "text", context), stated, subject);
  if (own === undefined) {
    if (
      reader.take(
        "the caller",
        "the user",
        "the requester",
        "themselves",
        "the calling user",
        "the requesting user",
      ) === undefined
    )
      return undefined;
    const field = fieldOf(subject, "text", context);
    context.notes.push("The caller is compared by the claim username.");
    return sameText(field, "username", subject);
  }
  reader.take("own");
  const literal = reader.attempt(() => claimNamedAhead(reader));
  const named = literal ?? takeClaim(reader, context) ?? userIdentifier(reader, context);
  if (named === undefined) return undefined;
  reader.take("claim");
  return sameText(fieldOf(subject, "text", context), named, subject);
}

/** "the customer_id claim", "claim sub": a claim of any name. */
function claimNamedAhead(reader: Reader): string | undefined {
  reader.take("the", "your");
  const first =
    reader.word() === "claim" ? reader.peek(1) : reader.word(1) === "claim" ? reader.peek() : undefined;
  if (first === undefined || (first.kind !== "word" && first.kind !== "quoted") || first.text === "claim")
    return undefined;
  reader.at += 2;
  return first.text;
}

function userIdentifier(reader: Reader, context: Context): string | undefined {
  if (reader.take("user id", "userid", "id", "own id", "name", "identity", "login", "user") === undefined)
    return undefined;
  context.notes.push("The caller's id is read as the claim username.");
  return "username";
}

function sameText(field: VocabularyField, claim: string, subject: readonly Token[]): Condition {
  if (field.shape.kind !== "string") {
    refuse(`"${field.path.join(".")}" is no text, so it cannot equal a claim`, spanOf(subject));
  }
  return { kind: "same", field, claim };
}

function otherField(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const words = subjectWords(reader);
  const match = matchField(words, context.tools, "any");
  const own = matchField(subject, context.tools, "any");
  if (match.kind !== "one" || match.missing > 0 || own.kind !== "one") return undefined;
  const { field } = own;
  if (field.path.join(".") === match.field.path.join(".") || field.shape.kind !== match.field.shape.kind)
    return undefined;
  if (field.values.length > 0) return undefined;
  reader.at += words.length;
  return { kind: "fields", field, order: "==", other: match.field };
}

/** "is true", "the account is verified", "it is affirmative", "the call is a dry run". */
function flagCondition(reader: Reader, subject: readonly Token[], context: Context): Condition | undefined {
  const word = reader.word();
  const truth = truths.has(word) || falsehoods.has(word);
  if (truth) {
    const match = matchField(subject, context.tools, "flag");
    const flags =
      context.tools.length === 1
        ? (context.tools[0]?.fields.filter((field) => isOfKind(field, "flag")) ?? [])
        : [];
    const isPronoun = subject.length === 1 && subject[0]?.kind === "word" && subject[0].lower === "it";
    const field = match.kind === "one" ? match.field : isPronoun && flags.length === 1 ? flags[0] : undefined;
    if (field === undefined) return undefined;
    reader.at += 1;
    return { kind: "flag", field, value: truths.has(word) };
  }
  const from = reader.at;
  reader.take("a", "an", "the");
  const words: Token[] = [];
  while (!reader.done && words.length < 4) {
    const token = reader.peek();
    if (token?.kind !== "word" || hard.has(token.lower) || ends.has(token.lower)) break;
    words.push(token);
    reader.at += 1;
  }
  for (let length = words.length; length > 0; length -= 1) {
    const said = words.slice(0, length);
    const direct = flagNamed([...subject, ...said], said, context);
    const article = reader
      .slice(from, from + 1)
      .some((token) => token.kind === "word" && /^(?:a|an|the)$/.test(token.lower))
      ? 1
      : 0;
    if (direct !== undefined) {
      reader.at = from + article + length;
      return { kind: "flag", field: direct, value: true };
    }
    const [first] = said;
    const positive =
      first?.kind === "word" ? /^(?:un|in|non-?|not-)(\p{L}{4,})$/u.exec(first.lower)?.[1] : undefined;
    if (first?.kind === "word" && positive !== undefined && length === 1) {
      const turned: Token = { ...first, lower: positive, stem: stem(positive), text: positive };
      const field = flagNamed([...subject, turned], [turned], context);
      if (field !== undefined) {
        reader.at = from + article + 1;
        return { kind: "flag", field, value: false };
      }
    }
  }
  return undefined;
}

/** The flag whose name holds what is said of the subject, with nothing of its name left unsaid. */
function flagNamed(
  phrase: readonly Token[],
  said: readonly Token[],
  context: Context,
): VocabularyField | undefined {
  for (const words of [phrase, said]) {
    const match = matchField(words, context.tools, "flag");
    if (match.kind !== "one" || match.missing > 0) continue;
    const told = said.every(
      (token) =>
        token.kind === "word" &&
        match.field.nameStems.some(
          (name) => name === token.stem || token.lower.split("-").map(stem).includes(name),
        ),
    );
    if (!told) continue;
    if (words === said && !subjectFits(phrase.slice(0, phrase.length - said.length), context)) continue;
    return match.field;
  }
  return undefined;
}

/** A subject that is left out of the flag's name has to be what the tool is about: "the request", "it". */
function subjectFits(subject: readonly Token[], context: Context): boolean {
  return subject.every(
    (token) =>
      token.kind === "word" &&
      (/^(?:the|a|an|it|this|that|request|call|they)$/.test(token.lower) ||
        context.tools.every((tool) =>
          [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems].includes(token.stem),
        )),
  );
}

/** For tests of callers' words that other readings share. */
export function isCallerWord(words: string): boolean {
  return callerWord.test(words);
}
