import type { UnitName } from "../amounts/units.ts";
import { readWho } from "../callers/read-who.ts";
import { readFreePhrase } from "../conditions/free-phrase.ts";
import type { Context } from "../context.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import { readRule } from "../rule/read-rule.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import {
  allows,
  denials,
  modalAllows,
  modalDenials,
  negatedAllows,
  passiveAllows,
  passiveDenials,
} from "../words/effect-words.ts";
import { plainIdioms } from "../words/plain-idioms.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { introducesCondition } from "./leading-condition.ts";
import { apart, isSameLimit, limitsOf } from "./same-limits.ts";

const mostBorders = 5;
/** At so many places may a later part go on from what the first one says. */
const mostBeginnings = 4;

/** How the first rule begins: what stands before its callers, and where what they may do begins. */
interface Beginning {
  readonly before: readonly Token[];
  readonly between: readonly Token[];
  readonly body: readonly Token[];
}

/**
 * Several rules that say what is done once: "users with role clerk may refund up to $50, users with role lead up to $200 and
 * managers up to $900", "… up to 10 percent in dev and up to 50 percent in prod". Each has to test what the first one tests.
 */
export function severalLimits(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly SentenceRule[] | undefined {
  const plain = withoutEnd(plainIdioms(tokens));
  if (introducesCondition(plain)) return undefined;
  const context: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  const borders = bordersOf(plain, context);
  for (const [index, border] of borders.entries()) {
    const left = plain.slice(0, border.end);
    // "students may view their own transcripts, teachers all transcripts"
    if (left.some(isOwn) && !plain.slice(border.start).some(isOwn)) continue;
    const first = attempt(() => readRule(left, vocabulary, stated));
    if (first === undefined || first.notes.includes(noToolNamed) || limitsOf(first.rule).length === 0)
      continue;
    for (const inner of innerBorders(borders.slice(index + 1))) {
      const rules = sharesOf(plain, left, first, [border, ...inner], context);
      if (rules !== undefined) return rules;
    }
    return undefined;
  }
  return undefined;
}

function isOwn(token: Token): boolean {
  return token.kind === "word" && /^(?:own|their|his|her|its)$/.test(token.lower);
}

/** Whether the words name callers and what they may do with no verb of their own: "managers up to $900". */
export function startsShare(tokens: readonly Token[], vocabulary: Vocabulary): boolean {
  const context: Context = {
    vocabulary,
    tools: vocabulary.tools,
    stated: undefined,
    notes: [],
    last: undefined,
  };
  const callers = callersIn(tokens, context);
  if (callers === 0 || callers >= tokens.length - 1) return false;
  return attempt(() => readRule(tokens, vocabulary, undefined)) === undefined;
}

/** Where one part ends and the next begins. */
interface Border {
  readonly end: number;
  readonly start: number;
}

/** Commas, "and" and the like behind which callers, or a limit, come next. */
function bordersOf(tokens: readonly Token[], context: Context): readonly Border[] {
  const borders: Border[] = [];
  for (let at = 3; at < tokens.length - 2 && borders.length < mostBorders; at += 1) {
    if (!isJoin(tokens[at])) continue;
    let start = at;
    while (isJoin(tokens[start]) || wordOf(tokens[start]) === "then") start += 1;
    const right = tokens.slice(start);
    const again = right.slice(0, 3).some((token) => !isSmall(token) && isSaid(token, tokens.slice(0, at)));
    if (again || startsLimit(right) || callersIn(right, context) > 0) borders.push({ end: at, start });
    at = start;
  }
  return borders;
}

function isSaid(token: Token | undefined, before: readonly Token[]): boolean {
  return token?.kind === "word" && before.some((each) => each.kind === "word" && each.stem === token.stem);
}

function isSmall(token: Token): boolean {
  return (
    starting.test(wordOf(token)) || /^(?:the|and|or|is|be|users?|role|group|may|can)$/.test(wordOf(token))
  );
}

/** All of the borders, or the first alone: a later "and" may belong to a part. */
function innerBorders(later: readonly Border[]): readonly (readonly Border[])[] {
  return later.length === 0 ? [[]] : [later, []];
}

function sharesOf(
  tokens: readonly Token[],
  left: readonly Token[],
  first: ReadRule,
  borders: readonly Border[],
  context: Context,
): readonly SentenceRule[] | undefined {
  const rules: SentenceRule[] = [{ part: spanOf(left), read: first }];
  for (const [index, { start }] of borders.entries()) {
    const share = tokens.slice(start, borders[index + 1]?.end ?? tokens.length);
    const read = shareOf(left, share, first, context);
    const clause = left.some((token) => /^(?:when|if|where|whose)$/.test(wordOf(token)));
    if (read === undefined || !rules.every((each) => apart(each.read.rule, read.rule, clause)))
      return undefined;
    rules.push({ part: spanOf(share), read });
  }
  return rules;
}

/** The rule of a later part in full; undefined where it is not certain. */
function shareOf(
  left: readonly Token[],
  share: readonly Token[],
  first: ReadRule,
  context: Context,
): ReadRule | undefined {
  const { vocabulary, stated } = context;
  const free = freeIn(share, vocabulary, first, context);
  const found: ReadRule[] = [];
  for (const tokens of inFull(left, share, free.length > 0, context)) {
    const read = attempt(() => readRule(tokens, vocabulary, stated));
    if (read === undefined || read.notes.includes(noToolNamed)) continue;
    if (!isSameLimit(first.rule, read.rule, free)) continue;
    if (!found.some(({ rule }) => JSON.stringify(rule) === JSON.stringify(read.rule))) found.push(read);
  }
  const [only] = found;
  return found.length === 1 ? only : undefined;
}

/** A later part with what the first says before the words that both begin with; `free` where it says that something may be anything. */
function inFull(
  left: readonly Token[],
  share: readonly Token[],
  free: boolean,
  context: Context,
): readonly (readonly Token[])[] {
  const callers = callersIn(share, context);
  const beginning = callers > 0 ? beginningOf(left, context) : { before: [], between: [], body: left };
  if (beginning === undefined) return [];
  const { before, between, body } = beginning;
  const said = share.slice(0, callers);
  const own = share.slice(callers);
  const modal = new Reader(own).take(...modalAllows, ...modalDenials);
  // "and managers may do so up to $500" is a rule of its own
  if (callers > 0 && modal !== undefined) return [share];
  const rest = trimmedComma(own);
  const full: (readonly Token[])[] = [];
  const done = callers > 0 ? undefined : withVerb(left, share);
  if (done !== undefined) full.push(done);
  const anything = free && startsLimit(rest);
  for (let at = 0; at < body.length && full.length < mostBeginnings; at += 1) {
    const limit = anything && startsCondition(body.slice(at)) && !follows(body, at);
    if (!limit && !isAlike(body, at, rest)) continue;
    full.push([...before, ...said, ...between, ...body.slice(0, at), ...rest]);
    const unit = unitBehind(body.slice(at), rest);
    if (unit.length > 0) full.push([...before, ...said, ...between, ...body.slice(0, at), ...rest, ...unit]);
  }
  return full;
}

/** "fees under $200 by managers" behind "fees under $50 can be waived by agents": what is done, said once. */
function withVerb(left: readonly Token[], share: readonly Token[]): readonly Token[] | undefined {
  const by = share.findIndex((token) => wordOf(token) === "by");
  const modal = left.findIndex((_, at) => new Reader(left, at).take(...passiveAllows, ...passiveDenials));
  const end = left.findIndex((token, at) => at > modal && wordOf(token) === "by");
  if (by <= 0 || modal < 0 || end - modal > 4) return undefined;
  return [...share.slice(0, by), ...left.slice(modal, end), ...share.slice(by)];
}

/** "up to 14 days", then "up to 7": what the first number counts, where the second stands at the end. */
function unitBehind(left: readonly Token[], rest: readonly Token[]): readonly Token[] {
  if (rest.at(-1)?.kind !== "number") return [];
  const number = left.findIndex(({ kind }) => kind === "number");
  const unit = left.slice(number + 1);
  const plain = unit.length < 4 && unit.every((token) => token.kind === "word" && !joints.test(token.lower));
  return number >= 0 && plain ? unit : [];
}

const joints =
  /^(?:in|on|at|by|for|from|to|with|without|when|if|unless|except|only|per|during|before|after|between)$/;

/** How the first rule begins, if callers stand in front: "Users with role x may", "Allow managers to". */
function beginningOf(left: readonly Token[], context: Context): Beginning | undefined {
  const reader = new Reader(left);
  reader.take("only");
  const command = reader.take(...negatedAllows, ...allows, ...denials);
  reader.take("only");
  const from = reader.at;
  const callers = callersIn(left.slice(from), context);
  if (callers === 0) return undefined;
  reader.at = from + callers;
  const until = reader.at;
  reader.take("only");
  const joint =
    command === undefined
      ? reader.take(...modalDenials, ...modalAllows, "do not", "does not")
      : reader.take("to", "from");
  const colon = joint === undefined && command === undefined ? reader.take(":") : undefined;
  if (command !== undefined && joint === undefined && !/^let/.test(command)) return undefined;
  void colon;
  return { before: left.slice(0, from), between: left.slice(until, reader.at), body: left.slice(reader.at) };
}

/** How many tokens from the first name callers who are certain; none where nobody is. */
function callersIn(tokens: readonly Token[], context: Context): number {
  const reader = new Reader(tokens);
  const who = attempt(() => readWho(reader, { ...context, notes: [] }));
  const certain = who?.kind === "iam" || (who?.kind === "users" && who.condition !== undefined);
  return certain ? reader.at : 0;
}

const comparing =
  /^(?:up|under|below|over|above|beyond|exceeding|more|less|fewer|at|no|not|max|maximum|only|exactly|within)$/;
const starting = /^(?:by|with|for|to|in|on|of|from|as|any|a|an)$/;

function startsLimit(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  if (first?.kind === "number") return true;
  const word = wordOf(first);
  if (/^at$/.test(word)) return /^(?:most|least)$/.test(wordOf(second)) || second?.kind === "number";
  return (comparing.test(word) && word !== "only") || starting.test(word);
}

function startsCondition(tokens: readonly Token[]): boolean {
  return startsLimit(tokens) || /^(?:when|if|where|whose)$/.test(wordOf(tokens[0]));
}

/** Whether the words there begin as the later part does: with the same word, or with a limit as well. */
function isAlike(body: readonly Token[], at: number, rest: readonly Token[]): boolean {
  const [one, other] = [body[at], rest[0]];
  if (one === undefined || other === undefined) return false;
  if (one.kind === "word" && other.kind === "word" && one.stem === other.stem) return true;
  const isBound = (tokens: readonly Token[]): boolean =>
    tokens[0]?.kind === "number" || (comparing.test(wordOf(tokens[0])) && startsLimit(tokens));
  // "light scans …, and full scans …"
  const beside = [1, 2].some((ahead) => {
    const [noun, again] = [body[at + ahead], rest[ahead]];
    return noun?.kind === "word" && again?.kind === "word" && noun.stem === again.stem && !isSmall(noun);
  });
  if (beside && one.kind === "word" && !isSmall(one) && !isSmall(other)) return true;
  if (other.kind === "number") return one.kind === "number";
  return isBound([other, ...rest.slice(1)]) && isBound(body.slice(at)) && !follows(body, at);
}

/** Whether the word goes on with a limit that began before it: "most" of "at most", the number of "up to 5". */
function follows(body: readonly Token[], at: number): boolean {
  return comparing.test(wordOf(body[at - 1])) || /^(?:than|to|most|least)$/.test(wordOf(body[at - 1]));
}

/** The arguments that a part says may be anything: "to any percentage in staging". */
function freeIn(
  share: readonly Token[],
  vocabulary: Vocabulary,
  { rule }: ReadRule,
  context: Context,
): readonly string[] {
  const tools = toolsOf(rule.tools, vocabulary);
  return share.flatMap((_, at) => {
    const found = attempt(() => readFreePhrase(new Reader(share, at), { ...context, tools, notes: [] }));
    return found?.fields ?? [];
  });
}

function isJoin(token: Token | undefined): boolean {
  if (token?.kind === "mark") return token.text === "," || token.text === ";";
  return /^(?:and|but|while|whereas)$/.test(wordOf(token));
}

function trimmedComma(tokens: readonly Token[]): readonly Token[] {
  const [first] = tokens;
  return first?.kind === "mark" && /^[,:]$/.test(first.text) ? tokens.slice(1) : tokens;
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  const last = tokens.at(-1);
  return last?.kind === "mark" && /^[.!;]$/.test(last.text) ? tokens.slice(0, -1) : tokens;
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
