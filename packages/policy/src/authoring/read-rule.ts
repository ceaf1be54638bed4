import type { Context } from "./context.ts";
import { allOf, type Condition, type Rule, type ToolChoice, type Who } from "./intermediate.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { readConditions } from "./read-condition.ts";
import { type Opening, readEffect } from "./read-effect.ts";
import { type Modifiers, readModifiers } from "./read-modifiers.ts";
import { readTimeCondition } from "./read-time-condition.ts";
import { type ReadTools, readTools } from "./read-tools.ts";
import { readWho } from "./read-who.ts";
import { Reader, spanOf } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import type { UnitName } from "./units.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** A rule and what its reader should know. */
export interface ReadRule {
  readonly rule: Rule;
  readonly notes: readonly string[];
}

/** The rule that the tokens of one sentence state; throws {@link Refusal} where a word cannot be placed. */
export function readRule(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  for (const { prefix, main } of openings(tokens)) {
    try {
      return readMain(main, prefix, vocabulary, stated);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  throw problem ?? new Refusal("refused", "There is no sentence here", spanOf(tokens));
}

/** The sentence as it is, or with its first part, up to a comma, as a condition of the rest. */
function openings(
  tokens: readonly Token[],
): readonly { readonly prefix: readonly Token[]; readonly main: readonly Token[] }[] {
  const reader = new Reader(tokens);
  const introduces =
    /^(?:when|whenever|if|unless|during|between|before|after|from|outside|for|in|on|until|where|as|provided|except|starting|since)$/.test(
      reader.word(),
    );
  if (!introduces) return [{ prefix: [], main: tokens }];
  const splits = tokens.flatMap((token, at) => {
    if (at === 0 || token.kind !== "mark" || (token.text !== "," && token.text !== ":")) return [];
    const next = tokens[at + 1];
    const then = next?.kind === "word" && next.lower === "then" ? 1 : 0;
    return [{ prefix: tokens.slice(0, at), main: tokens.slice(at + 1 + then) }];
  });
  const thens = tokens.flatMap((token, at) =>
    at > 0 && token.kind === "word" && token.lower === "then"
      ? [{ prefix: tokens.slice(0, at), main: tokens.slice(at + 1) }]
      : [],
  );
  return [...splits, ...thens, { prefix: [], main: tokens }];
}

function readMain(
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  const start: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  for (const opening of readEffect(main, start)) {
    try {
      return complete(opening, prefix, vocabulary, stated);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = further(problem, error);
    }
  }
  if (problem !== undefined) throw problem;
  refuse("No rule is recognised: who may or may not do what", spanOf(main), {
    advice:
      'Begin with "Allow", "Block", "Only … may" or "Require", as in "Allow users with role manager to approve expenses when the amount is less than $5,000".',
  });
}

/** Of two failed readings the one that came further says more. */
function further(a: Refusal | undefined, b: Refusal): Refusal {
  return a === undefined || (b.span.start > a.span.start && b.advice !== undefined) ? b : a;
}

function complete(
  opening: Opening,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  const splits = splitPoints(opening.tail, opening.splits);
  let problem: Refusal | undefined;
  let chosen: ReadRule | undefined;
  for (const at of splits) {
    try {
      chosen = withSplit(opening, at, prefix, vocabulary, stated);
      break;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = problem === undefined || error.span.start > problem.span.start ? error : problem;
    }
  }
  if (chosen === undefined) throw problem ?? new Refusal("refused", "No tool is named", spanOf(opening.tail));
  return chosen;
}

const hard = new Set(
  "when whenever if unless except only where whose while provided during without outside until assuming having excluding that which who but".split(
    " ",
  ),
);
const soft = new Set(
  "for with of in into to from at on against worth valued totaling by under over above below up less more at between before after exceeding greater no not through via as costing using ( and , : – — - higher lower fewer capped limited regardless since starting 's".split(
    " ",
  ),
);

/** Where the words for the tools may end, longest first; the first word that must begin a modifier ends them. */
function splitPoints(tail: readonly Token[], wanted: "longest" | "whole"): readonly number[] {
  const points: number[] = [];
  let end = tail.length;
  for (const [at, token] of tail.entries()) {
    const word = token.kind === "word" ? token.lower : token.kind === "mark" ? token.text : "";
    if (at > 0 && hard.has(word) && word !== "but") {
      end = at;
      break;
    }
    if (at === 0 && hard.has(word)) {
      end = 0;
      break;
    }
    if (
      soft.has(word) ||
      word === "but" ||
      token.kind === "number" ||
      token.kind === "time" ||
      token.kind === "quoted"
    )
      points.push(at);
  }
  const all = [end, ...points.filter((at) => at < end).reverse()];
  return wanted === "whole" ? [tail.length] : all;
}

function withSplit(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  const notes = [...opening.notes];
  const phrase = trimmed(opening.tail.slice(0, at));
  const own = phrase.filter((token) => !(token.kind === "word" && ownWords.has(token.lower)));
  const owned = own.length < phrase.length;
  const words = [...opening.verb, ...own];
  const last = words.at(-1);
  if (
    last?.kind === "word" &&
    /^(?:in|on|with|for|to|from|of|by|at|and|or|between|into|as)$/.test(last.lower)
  ) {
    refuse("These words could not be placed", last);
  }
  if (words.length === 0) return withAnyTool(opening, at, prefix, vocabulary, stated, notes);
  const { read, adjectives } = toolsWithAdjectives(words, vocabulary, notes);
  const candidates: readonly ToolChoice[] =
    read.kind === "choice" ? [read.choice] : read.tools.map((tool) => ({ kind: "tools", tools: [tool] }));
  return firstOf(
    candidates,
    read.kind === "candidates",
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, owned, notes, adjectives),
    words,
  );
}

/** Words such as "urgent" or "single" before a noun: the name of a flag, or a value that one argument can have. */
function toolsWithAdjectives(
  words: readonly Token[],
  vocabulary: Vocabulary,
  notes: string[],
): { readonly read: ReadTools; readonly adjectives: readonly Token[] } {
  try {
    return { read: readTools(words, vocabulary, notes), adjectives: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const isAdjective = (token: Token): boolean =>
      token.kind === "word" && vocabulary.tools.some((tool) => adjectiveIn(token, tool) !== undefined);
    const adjectives = words.filter(isAdjective);
    const rest = words.filter((token) => !isAdjective(token));
    const joins = words.some(
      (token) => token.kind !== "word" || token.lower === "or" || token.lower === "and",
    );
    if (adjectives.length === 0 || rest.length === 0 || joins) throw error;
    return { read: readTools(rest, vocabulary, notes), adjectives };
  }
}

function adjectiveIn(token: Token, tool: VocabularyTool): Condition | undefined {
  if (token.kind !== "word" || tool.nameStems.includes(token.stem)) return undefined;
  const plain = token.lower.replace(/^non-/, "");
  const wanted = stem(plain);
  const flags = tool.fields.filter(
    (field) =>
      isOfKind(field, "flag") &&
      field.nameStems.filter((name) => name !== "is").length === 1 &&
      field.nameStems.includes(wanted),
  );
  const valued = tool.fields.filter(({ values }) => values.some((value) => value.toLowerCase() === plain));
  const [flag] = flags;
  const [field] = valued;
  if (flags.length + valued.length !== 1) return undefined;
  const value = field?.values.find((each) => each.toLowerCase() === plain);
  const found: Condition | undefined =
    flag !== undefined
      ? { kind: "flag", field: flag, value: plain === token.lower }
      : field === undefined || value === undefined
        ? undefined
        : { kind: "text", field, test: "is", values: [value] };
  return found?.kind === "text" && plain !== token.lower ? { kind: "not", of: found } : found;
}

function adjectiveCondition(adjectives: readonly Token[], context: Context): Condition | undefined {
  return allOf(
    adjectives.map((token) => {
      const [tool] = context.tools;
      const found = tool === undefined || context.tools.length > 1 ? undefined : adjectiveIn(token, tool);
      return found ?? refuse(`"${token.text}" could not be placed`, token);
    }),
  );
}

const ownWords = new Set(["their", "own", "his", "her"]);

function trimmed(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0) {
    const token = tokens[end - 1];
    if (
      token?.kind === "mark"
        ? /^[,.:!–—-]$/.test(token.text)
        : token?.kind === "word" && /^(?:and|but)$/.test(token.lower)
    )
      end -= 1;
    else break;
  }
  return tokens.slice(0, end);
}

/** A sentence without a tool, such as "Allow only for US, CA, UK regions": the one tool that has what it speaks of. */
function withAnyTool(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  notes: string[],
): ReadRule {
  if (at >= opening.tail.length && prefix.length === 0) refuse("No tool is named", spanOf(opening.tail));
  const choices = vocabulary.tools.map((tool): ToolChoice => ({ kind: "tools", tools: [tool] }));
  const found = firstOf(
    choices,
    true,
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, false, notes),
    opening.tail,
  );
  if (found.rule.when === undefined && found.rule.unless === undefined)
    refuse("No tool is named", spanOf(opening.tail));
  return {
    ...found,
    notes: [...found.notes, "No tool is named: the only one with these arguments is taken."],
  };
}

/** The one choice under which the rest of the sentence makes sense. */
function firstOf(
  choices: readonly ToolChoice[],
  ambiguous: boolean,
  read: (choice: ToolChoice) => ReadRule,
  words: readonly Token[],
): ReadRule {
  const found: { readonly choice: ToolChoice; readonly rule: ReadRule }[] = [];
  let problem: Refusal | undefined;
  for (const choice of choices) {
    try {
      found.push({ choice, rule: read(choice) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.rule;
  if (only === undefined && problem !== undefined && !ambiguous) throw problem;
  const names = (found.length > 0 ? found.map(({ choice }) => choice) : choices).flatMap((choice) =>
    choice.kind === "tools" ? choice.tools.map(({ action }) => action) : [],
  );
  refuse("These words fit several tools", spanOf(words), {
    candidates: names.slice(0, 10),
    advice: "Name the tool.",
  });
}

function assemble(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  choice: ToolChoice,
  owned: boolean,
  before: readonly string[],
  adjectives: readonly Token[] = [],
): ReadRule {
  const context: Context = {
    vocabulary,
    tools: toolsOf(choice, vocabulary),
    stated,
    notes: [...before],
    last: undefined,
  };
  const first = prefix.length === 0 ? undefined : readPrefix(prefix, context);
  const tail = new Reader(opening.tail, at);
  const { choice: tools, skip } = exceptTools(tail, choice, vocabulary, context);
  void skip;
  const modifiers = readModifiers(tail, context);
  const own =
    owned && !readsSame(modifiers.when) && !readsSame(first?.when)
      ? ownCondition(context, opening)
      : undefined;
  const required = opening.requires === undefined ? undefined : readRequired(opening.requires, context);
  const who = merge(opening.who, [modifiers.who, first?.who], opening, context);
  const unless = [modifiers.unless, first?.unless, opening.exempt, required].filter(
    (each) => each !== undefined,
  );
  const rule: Rule = {
    effect: opening.effect,
    who,
    tools,
    when: allOf([own, adjectiveCondition(adjectives, context), first?.when, modifiers.when]),
    unless: unless.length > 1 ? { kind: "any", of: unless } : unless[0],
  };
  const only = opening.only || modifiers.only || first?.only === true;
  if (opening.needsOnly && !only)
    refuse("No rule is recognised: nothing is allowed or blocked", spanOf(opening.tail), {
      advice: 'Begin with "Allow" or "Block".',
    });
  if (only && rule.effect === "permit") {
    context.notes.push(
      "Only these calls are allowed by this policy; others stay denied unless another policy permits them.",
    );
  }
  return { rule: settled(rule, opening), notes: [...new Set(context.notes)] };
}

function toolsOf(choice: ToolChoice, { tools }: Vocabulary): readonly VocabularyTool[] {
  if (choice.kind === "all") return tools;
  return choice.kind === "target" ? tools.filter(({ target }) => target === choice.target) : choice.tools;
}

/** "all tools except delete_user": the others, by name. */
function exceptTools(
  tail: Reader,
  choice: ToolChoice,
  vocabulary: Vocabulary,
  context: Context,
): { choice: ToolChoice; skip: boolean } {
  if (choice.kind === "tools") return { choice, skip: false };
  const left = tail.attempt(() => {
    tail.take(",");
    if (tail.take("except for", "except", "other than", "excluding", "apart from", "but not") === undefined)
      return undefined;
    const from = tail.at;
    let to = from;
    while (to < tail.end && !/^(?:when|if|unless|for|by|during)$/.test(tail.word(to - from))) to += 1;
    try {
      const read = readTools(trimmed(tail.slice(from, to)), vocabulary, context.notes);
      if (read.kind !== "choice" || read.choice.kind === "all") return undefined;
      tail.at = to;
      return toolsOf(read.choice, vocabulary);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
  if (left === undefined) return { choice, skip: false };
  context.notes.push("Tools that are added later are not covered.");
  return {
    choice: { kind: "tools", tools: toolsOf(choice, vocabulary).filter((tool) => !left.includes(tool)) },
    skip: true,
  };
}

function readPrefix(prefix: readonly Token[], context: Context): Modifiers {
  const reader = new Reader(prefix);
  const callers = reader.attempt(() => {
    if (reader.take("for") === undefined) return undefined;
    const who = readWho(reader, context);
    return reader.done ? who : undefined;
  });
  if (callers !== undefined) return { when: undefined, unless: undefined, who: callers, only: false };
  return readModifiers(reader, context);
}

function readRequired(words: readonly Token[], context: Context): Condition {
  const reader = new Reader(words);
  const condition = readTimeCondition(reader, context) ?? requirement(reader, context);
  if (!reader.done) refuse("These words could not be placed", reader.rest());
  return condition;
}

/** "a description and a priority", "role manager", "the amount to be under 500". */
function requirement(reader: Reader, context: Context): Condition {
  const parts: Token[][] = [[]];
  let join = "and";
  for (const token of reader.slice(reader.at, reader.end)) {
    const word = token.kind === "word" ? token.lower : token.text;
    if (word === "and" || word === "or" || word === ",") {
      if (word === "or") join = "or";
      parts.push([]);
    } else if (!/^(?:a|an|the|both)$/.test(word)) {
      parts.at(-1)?.push(token);
    }
  }
  const matches = parts
    .filter((part) => part.length > 0)
    .map((part) => matchField(part, context.tools, "any"));
  const fields = matches.flatMap((match) => (match.kind === "one" ? [match.field] : []));
  if (matches.length > 0 && fields.length === matches.length) {
    reader.at = reader.end;
    const of = fields.map((field): Condition => ({ kind: "present", field }));
    const [only] = of;
    return only !== undefined && of.length === 1 ? only : { kind: join === "or" ? "any" : "all", of };
  }
  const terms = reader.attempt(() => {
    const who = claimRequirement(reader, context);
    return reader.done ? who : undefined;
  });
  return terms ?? readConditions(reader, context);
}

function claimRequirement(reader: Reader, context: Context): Condition | undefined {
  const who = readWho(new Reader([...withUser, ...reader.slice(reader.at, reader.end)]), context);
  if (who?.kind !== "users" || who.condition === undefined) return undefined;
  reader.at = reader.end;
  return who.condition;
}

const withUser: readonly Token[] = ["users", "with"].map((lower) => ({
  kind: "word",
  text: lower,
  lower,
  stem: stem(lower),
  start: 0,
  end: 0,
}));

/** The callers of the sentence's two places in one. */
function merge(who: Who, others: readonly (Who | undefined)[], opening: Opening, context: Context): Who {
  let all = who;
  for (const other of others) {
    if (other === undefined || other.kind === "anyone") continue;
    const open =
      all.kind === "anyone" ||
      (all.kind === "users" && all.condition === undefined && other.kind === "users");
    if (open) {
      all = other;
    } else if (all.kind === "users" && other.kind === "users") {
      all = { kind: "users", condition: allOf([all.condition, other.condition]) };
    } else {
      refuse("These callers do not go into one policy", spanOf(opening.tail), {
        candidates: context.vocabulary.claims.slice(0, 5),
      });
    }
  }
  return all;
}

const owners = new Set(
  [
    "user",
    "customer",
    "owner",
    "username",
    "employee",
    "member",
    "email",
    "requester",
    "client",
    "student",
    "person",
    "account_holder",
  ].map(stem),
);

/** "their own orders": the argument that says whose equals the caller's name. */
function ownCondition(context: Context, opening: Opening): Condition {
  const fields = new Map<string, VocabularyField>();
  for (const tool of context.tools) {
    const own = tool.fields.filter(
      (field) =>
        isOfKind(field, "text") &&
        field.shape.kind === "string" &&
        field.nameStems.some((name) => owners.has(name)),
    );
    const [only] = own;
    if (only === undefined || own.length > 1) {
      refuse(
        own.length > 1 ? "Several arguments may say whose it is" : "No argument says whose it is",
        spanOf(opening.tail),
        {
          candidates: (own.length > 0 ? own : tool.fields).map(({ path }) => path.join(".")),
          advice: 'Say it as in "when the customer id is the user\'s own username".',
        },
      );
    }
    fields.set(only.path.join("."), only);
  }
  const [field] = fields.values();
  if (field === undefined || fields.size > 1)
    refuse("The tools do not agree on the argument that says whose it is", spanOf(opening.tail));
  const claim = field.nameStems.includes("email") ? "email" : "username";
  context.notes.push(`"Own" is read as "${field.path.join(".")}" being equal to the claim ${claim}.`);
  return { kind: "same", field, claim };
}

/** A policy that reads a claim is for callers who have claims. */
function settled(rule: Rule, opening: Opening): Rule {
  const reads = readsClaim(rule.when) || readsClaim(rule.unless);
  if (
    rule.who.kind === "users" &&
    rule.who.called !== undefined &&
    rule.who.condition === undefined &&
    !readsSame(rule.when)
  ) {
    refuse(`It is not certain which callers "${rule.who.called}" are`, spanOf(opening.tail), {
      candidates: ["users with role …", "users in group …", "users with tier …", "all users"],
    });
  }
  if (!reads || rule.who.kind === "users") return rule;
  if (rule.who.kind === "iam") refuse("Callers with AWS credentials have no claims", spanOf(opening.tail));
  return { ...rule, who: { kind: "users", condition: undefined } };
}

function readsSame(condition: Condition | undefined): boolean {
  return condition?.kind === "same" || (condition?.kind === "all" && condition.of.some(readsSame));
}

function readsClaim(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.some(readsClaim);
    case "not":
      return readsClaim(condition.of);
    case "claim":
    case "claim-present":
    case "same":
      return true;
    default:
      return false;
  }
}
