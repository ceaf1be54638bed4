import type { ReadRule } from "./assemble-rule.ts";
import type { ClosingClause } from "./closing-clause.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { allOf, type Condition, type Rule } from "./intermediate.ts";
import { readRule } from "./read-rule.ts";
import { readTools } from "./read-tools.ts";
import { spanOf } from "./reader.ts";
import { Refusal, refuse, type TextSpan } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import type { UnitName } from "./units.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A rule of a sentence and the words that say it. */
export interface SentenceRule {
  readonly part: TextSpan;
  readonly read: ReadRule;
}

const advice = 'Write it as a rule of its own, such as "Block … unless …".';

/** The rules of a sentence that ends with "otherwise deny" or the like; throws {@link Refusal} where two things may be closed. */
export function closedRules(
  main: readonly Token[],
  closing: ClosingClause,
  read: (tokens: readonly Token[]) => ReadRule,
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] {
  const whole = spanOf([...main, ...closing.tokens]);
  if (closing.tool.length > 0) {
    const required = requiredOf(main, closing.tool, vocabulary, stated);
    if (required !== undefined) return [{ part: whole, read: required }];
  }
  const focused = onlyBefore(closing.closes === "callers" ? withOnly(main) : main);
  const strict = closing.closes === "nothing" ? undefined : onlyAsBlock(focused, vocabulary, stated);
  const grants = main.some((token) => token.kind === "word" && granting.has(token.lower));
  if (strict !== undefined && !grants) return [{ part: whole, read: strict }];
  const limit = attempt(() => read(main)) === undefined ? limitedUnder(main, vocabulary, stated) : undefined;
  if (limit !== undefined) {
    sameSide(closing, limit.rule);
    return [{ part: whole, read: limit }];
  }
  const own = read(main);
  const { rule } = own;
  sameTool(closing, rule, vocabulary);
  sameSide(closing, rule);
  if (rule.effect === "forbid") {
    // "requires X, otherwise deny" has said it already
    if (rule.unless === undefined && closing.closes !== "again")
      refuse("What is denied is denied twice", spanOf(closing.tokens), { advice });
    return [{ part: whole, read: own }];
  }
  if (closing.closes === "again")
    refuse("What is allowed is denied again", spanOf(closing.tokens), { advice });
  const permit: SentenceRule = { part: spanOf(main), read: own };
  if (closing.closes === "nothing") {
    const ofCallers = closing.tokens.some(
      (token) => token.kind === "word" && /^(?:nobody|no|anyone|others?)$/.test(token.lower),
    );
    if (ofCallers && (rule.who.kind !== "users" || rule.who.condition === undefined)) {
      refuse("It is not certain which other callers are meant", spanOf(closing.tokens), { advice });
    }
    return [{ part: whole, read: withNote(own) }];
  }
  const forbid = strict ?? complement(own, closing);
  if (forbid === undefined) return [{ part: whole, read: withNote(own) }];
  const block: SentenceRule = { part: grants ? spanOf(closing.tokens) : whole, read: forbid };
  return grants ? [permit, block] : [block];
}

const granting = new Set(
  "allow allows allowed permit permits permitted let lets may can authorized entitled reserved ok okay fine open enable grant give free".split(
    " ",
  ),
);

function withNote(read: ReadRule): ReadRule {
  const note = "Other calls stay denied by default; this policy does not block what other policies permit.";
  return { rule: read.rule, notes: [...new Set([...read.notes, note])] };
}

/** "Routes are changed only when X" denies what is not X: "Block routes changed unless X". */
function onlyAsBlock(
  main: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const at = main.findIndex((token) => token.kind === "word" && token.lower === "only");
  const only = main[at];
  // "may only be issued when X" is "may be issued only when X"
  const passive = patternText(main.slice(at + 1, at + 2)) === "be" ? 2 : 0;
  const focus = main.slice(at + 1 + passive);
  if (at < 2 || focus.length === 0 || focus.some((token) => token.kind === "word" && token.lower === "only"))
    return undefined;
  const subject = [...main.slice(0, at), ...main.slice(at + 1, at + 1 + passive)].filter(
    (token) => !(token.kind === "word" && /^(?:is|are|be|may|can|must|shall|should)$/.test(token.lower)),
  );
  const starts = focus[0]?.kind === "word" ? focus[0].lower : "";
  const conditional =
    /^(?:when|if|where|while|by|for|to|during|between|with|inside|within|in|after|before|on)$/.test(starts);
  if (!conditional) return undefined;
  const rest = /^(?:when|if|where|while)$/.test(starts) ? focus.slice(1) : focus;
  const verb = subject.at(-1);
  const orders = [
    [...inserted("block", only), ...subject, ...inserted("unless", only), ...rest],
    [
      ...inserted("block", only),
      ...(verb === undefined ? [] : [verb]),
      ...subject.slice(0, -1),
      ...inserted("unless", only),
      ...rest,
    ],
  ];
  for (const tokens of orders) {
    const found = attempt(() => readRule(tokens, vocabulary, stated));
    if (found?.rule.effect === "forbid" && found.rule.unless !== undefined) return found;
  }
  return undefined;
}

/** "changed inside a window only" as "changed only inside a window". */
function onlyBefore(main: readonly Token[]): readonly Token[] {
  const last = main.at(-1);
  if (last?.kind !== "word" || last.lower !== "only") return main;
  const at = main.findLastIndex(
    (token) =>
      token.kind === "word" &&
      /^(?:by|for|when|if|during|between|with|inside|within|in|after|before|on|to)$/.test(token.lower),
  );
  return at < 2 ? main : [...main.slice(0, at), last, ...main.slice(at, -1)];
}

/** "X is for managers", where others are blocked, is "X is only for managers". */
function withOnly(main: readonly Token[]): readonly Token[] {
  const at = main.findIndex(
    (token, index) =>
      token.kind === "word" &&
      token.lower === "for" &&
      /^(?:is|are|be)$/.test(patternText(main.slice(index - 1, index))),
  );
  return at < 2 ? main : [...main.slice(0, at), ...inserted("only", main[at]), ...main.slice(at)];
}

/** "Upload file: maximum 12.5 MB, deny anything larger": what stands behind the tool is what calls must be. */
function limitedUnder(
  main: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const at = main.findIndex((token) => token.kind === "mark" && token.text === ":");
  if (at < 1) return undefined;
  const tokens = [
    ...inserted("block", main[at]),
    ...main.slice(0, at),
    ...inserted("unless", main[at]),
    ...main.slice(at + 1),
  ];
  const found = attempt(() => readRule(tokens, vocabulary, stated));
  return found?.rule.effect === "forbid" && found.rule.unless !== undefined && found.rule.when === undefined
    ? found
    : undefined;
}

/** "Stars must be between 1 and 5, otherwise forbid post_review": the tool stands in the end. */
function requiredOf(
  main: readonly Token[],
  tool: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  const at = main.findIndex(
    (token) => token.kind === "word" && /^(?:must|has|have|needs?|shall|should)$/.test(token.lower),
  );
  const modal = main[at];
  if (at < 1 || modal?.kind !== "word") return undefined;
  const next = main[at + 1];
  const to = next?.kind === "word" && next.lower === "to" ? 1 : 0;
  if (!/^(?:must|shall|should)$/.test(modal.lower) && to === 0) return undefined;
  const rest = main.slice(at + 1 + to);
  const verb = rest[0];
  const silent = verb?.kind === "word" && /^(?:lie|stay|remain|fall)$/.test(verb.lower) ? 1 : 0;
  const tokens = [
    ...inserted("block", modal),
    ...tool,
    ...inserted("unless", modal),
    ...main.slice(0, at),
    ...inserted("must", modal),
    ...rest.slice(silent),
  ];
  const found = attempt(() => readRule(tokens, vocabulary, stated));
  return found?.rule.effect === "forbid" && found.rule.unless !== undefined ? found : undefined;
}

/** The denial of all that the permission leaves out, where it is certain what that is. */
function complement({ rule, notes }: ReadRule, closing: ClosingClause): ReadRule | undefined {
  const callers = rule.who.kind === "users" ? rule.who.condition : undefined;
  if (closing.closes === "callers") {
    if (callers === undefined || rule.unless !== undefined) {
      refuse("It is not certain which other callers are meant", spanOf(closing.tokens), { advice });
    }
    return {
      rule: { effect: "forbid", who: anyUser, tools: rule.tools, when: rule.when, unless: callers },
      notes,
    };
  }
  const rest = allOf([rule.when, rule.unless === undefined ? undefined : { kind: "not", of: rule.unless }]);
  if (rule.who.kind === "iam" || (callers === undefined && rest === undefined)) {
    refuse("It is not certain which other calls are meant", spanOf(closing.tokens), { advice });
  }
  if (callers !== undefined && rest !== undefined) {
    return undefined;
  }
  // "refunds over 500 are allowed when urgent, otherwise deny": what is with smaller ones?
  if (rest !== undefined && fieldsOf(rest).size > 1) return undefined;
  const unless: Condition | undefined = callers ?? rest;
  return {
    rule: {
      effect: "forbid",
      who: rule.who.kind === "users" ? anyUser : rule.who,
      tools: rule.tools,
      when: undefined,
      unless,
    },
    notes,
  };
}

const anyUser: Rule["who"] = { kind: "users", condition: undefined };

function sameTool({ tool }: ClosingClause, rule: Rule, vocabulary: Vocabulary): void {
  if (tool.length === 0) return;
  const named = readTools(tool, vocabulary, []);
  const tools = rule.tools.kind === "tools" ? rule.tools.tools : [];
  const same =
    named.kind === "choice"
      ? named.choice.kind === "tools" &&
        named.choice.tools.length === tools.length &&
        named.choice.tools.every((each) => tools.includes(each))
      : tools.length === 1 && tools.every((each) => named.tools.includes(each));
  if (!same) refuse("What is denied here is another tool than before", spanOf(tool), { advice });
}

/** "anything larger" closes what a most leaves open, and only that. */
function sameSide({ side, tokens }: ClosingClause, { when, unless, effect }: Rule): void {
  if (side === undefined) return;
  const bounds = boundsOf(effect === "permit" ? when : unless);
  const fits = bounds.length === 1 && bounds.every((order) => order.startsWith(side === "above" ? "<" : ">"));
  if (!fits) refuse("It is not certain what this is compared with", spanOf(tokens), { advice });
}

function boundsOf(condition: Condition | undefined): readonly string[] {
  switch (condition?.kind) {
    case "order":
      return [condition.order];
    case "all":
    case "any":
      return condition.of.flatMap(boundsOf);
    case "not":
      return ["not"];
    default:
      return [];
  }
}

function fieldsOf(condition: Condition): ReadonlySet<string> {
  switch (condition.kind) {
    case "all":
      return new Set(condition.of.flatMap((each) => [...fieldsOf(each)]));
    case "any":
      return new Set(["any"]);
    case "not":
      return fieldsOf(condition.of);
    case "claim":
    case "claim-present":
      return new Set([condition.claim]);
    case "hours":
    case "dates":
      return new Set(["time"]);
    default:
      return new Set([condition.field.path.join(".")]);
  }
}

/** What the reading gives, or undefined where it refuses. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
