import type { Context } from "./context.ts";
import type { Condition, Who } from "./intermediate.ts";
import { readWho } from "./read-who.ts";
import { Reader, spanOf } from "./reader.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";

/** How a sentence begins: what it decides and for whom. Its tail names the tools and conditions. */
export interface Opening {
  readonly effect: "permit" | "forbid";
  readonly who: Who;
  readonly tail: readonly Token[];
  /** A verb that stands behind its object: "refunds may be issued". */
  readonly verb: readonly Token[];
  readonly splits: "longest" | "whole";
  /** What calls must have, as in "Require a description for claims". */
  readonly requires?: readonly Token[];
  /** Callers for whom a denial does not hold, as in "no one but managers". */
  readonly exempt?: Condition;
  readonly only: boolean;
  /** A bare command is a rule only where it says "only". */
  readonly needsOnly: boolean;
  readonly notes: readonly string[];
}

const anyone: Who = { kind: "anyone" };
const allows = [
  "allow",
  "allows",
  "permit",
  "permits",
  "authorize",
  "authorizes",
  "authorise",
  "let",
  "lets",
  "allowing",
  "it is ok for",
  "grant",
  "give",
  "enable",
];
const denials = [
  "block",
  "blocks",
  "deny",
  "denies",
  "forbid",
  "forbids",
  "disallow",
  "prevent",
  "prevents",
  "reject",
  "rejects",
  "prohibit",
  "prohibits",
  "stop",
  "refuse",
  "ban",
  "bar",
];
const negatedAllows = [
  "do not allow",
  "do not permit",
  "do not let",
  "do not authorize",
  "never allow",
  "never permit",
  "never let",
  "never authorize",
  "do not grant",
  "do not ever allow",
  "do not give",
];
const doubled = [
  "do not block",
  "do not deny",
  "do not forbid",
  "do not disallow",
  "do not prevent",
  "do not reject",
  "do not prohibit",
  "do not stop",
  "never block",
  "never deny",
  "never forbid",
  "never prevent",
  "never reject",
  "never disallow",
  "do not refuse",
  "never refuse",
];
const offs = [
  "disable",
  "turn off",
  "shut down",
  "shut off",
  "switch off",
  "freeze",
  "suspend",
  "lock down",
  "take down",
  "emergency stop for",
  "emergency stop of",
  "emergency stop :",
  "emergency shutdown of",
  "emergency shutdown for",
  "halt",
];
const modalAllows = [
  "can only",
  "may only",
  "might only",
  "are only allowed to",
  "is only allowed to",
  "are allowed only to",
  "should only be able to",
  "can",
  "may",
  "might",
  "are allowed to",
  "is allowed to",
  "are permitted to",
  "is permitted to",
  "are entitled to",
  "is entitled to",
  "are authorized to",
  "is authorized to",
  "are able to",
  "is able to",
  "should be able to",
  "should be allowed to",
  "have permission to",
  "has permission to",
  "are only permitted to",
  "is only permitted to",
  "will be able to",
  "get to",
];
const modalDenials = [
  "can not",
  "can never",
  "may not",
  "may never",
  "must not",
  "must never",
  "should not",
  "should never",
  "shall not",
  "shall never",
  "will not",
  "are not allowed to",
  "is not allowed to",
  "are not permitted to",
  "is not permitted to",
  "are not authorized to",
  "is not authorized to",
  "are never allowed to",
  "is never allowed to",
  "are not able to",
  "should not be able to",
  "should not be allowed to",
  "must not be able to",
  "must not be allowed to",
  "do not get to",
  "are forbidden to",
  "is forbidden to",
  "are forbidden from",
  "is forbidden from",
  "are prohibited from",
  "is prohibited from",
  "are blocked from",
  "is blocked from",
  "are barred from",
  "is barred from",
  "are banned from",
  "is banned from",
  "are denied access to",
  "is denied access to",
  "have no access to",
  "has no access to",
  "are not to",
  "is not to",
  "never",
];

/** The ways in which the tokens can be read as the beginning of a rule, likeliest first. */
export function readEffect(tokens: readonly Token[], context: Context): readonly Opening[] {
  const reader = new Reader(tokens, 0, endOf(tokens));
  reader.take("please");
  reader.take("policy :", "rule :");
  const stopped = reader.attempt(() => emergency(reader));
  if (stopped !== undefined) return [stopped];
  const double = reader.attempt(() => reader.take(...doubled));
  if (double !== undefined) {
    refuse("A denial of a denial can be understood in two ways", reader.slice(0, 1)[0] ?? reader.here(), {
      advice: 'Write "Allow …" or "Block …".',
    });
  }
  const found: (Opening | undefined)[] = [
    reader.attempt(() => negatedCommand(reader, context)),
    reader.attempt(() => allowing(reader, context)),
    reader.attempt(() => denying(reader, context)),
    reader.attempt(() => requiring(reader)),
    reader.attempt(() => callersFirst(reader, context)),
    reader.attempt(() => passive(reader)),
    reader.attempt(() => requiredPassive(reader)),
    reader.attempt(() => colon(reader, context)),
    reader.attempt(() => bareNegative(reader)),
  ];
  const all = found.filter((each) => each !== undefined);
  return all.length > 0 ? all : [bareCommand(reader)].filter((each) => each !== undefined);
}

function endOf(tokens: readonly Token[]): number {
  let end = tokens.length;
  while (end > 0 && tokens[end - 1]?.kind === "mark" && /^[.!;?]$/.test(tokens[end - 1]?.text ?? ""))
    end -= 1;
  return end;
}

function opening(
  effect: "permit" | "forbid",
  who: Who,
  reader: Reader,
  context: Context | undefined,
  more: Partial<Opening> = {},
): Opening {
  const tail = reader.slice(reader.at, reader.end);
  const notes = context === undefined ? [] : [...context.notes];
  if (context !== undefined) context.notes.length = 0;
  return { effect, who, tail, verb: [], splits: "longest", only: false, needsOnly: false, notes, ...more };
}

/** "Emergency shutdown", alone or before what it means, and "Disable …". */
function emergency(reader: Reader): Opening | undefined {
  const said = reader.attempt(() =>
    reader.take("emergency shutdown", "emergency stop", "emergency", "kill switch", "shutdown"),
  );
  if (said !== undefined && reader.done)
    return { ...opening("forbid", anyone, reader, undefined), tail: [word("all"), word("tools")] };
  if (said !== undefined && reader.take("-", "–", "—", ":", ",", ".") === undefined) {
    if (reader.take("of", "for") !== undefined) return opening("forbid", anyone, reader, undefined);
    return undefined;
  }
  if (reader.take(...offs) !== undefined) return opening("forbid", anyone, reader, undefined);
  if (said === undefined) return undefined;
  const rest = reader.slice(reader.at, reader.end);
  const denied = reader.take(...denials) !== undefined;
  return { ...opening("forbid", anyone, reader, undefined), tail: denied ? rest.slice(1) : rest };
}

function word(text: string): Token {
  return { kind: "word", text, lower: text, stem: text, start: 0, end: 0 };
}

function negatedCommand(reader: Reader, context: Context): Opening | undefined {
  if (reader.take(...negatedAllows) === undefined) return undefined;
  return addressed(reader, context, "forbid", false);
}

function allowing(reader: Reader, context: Context): Opening | undefined {
  const before = reader.take("only") !== undefined;
  const verb = reader.take(...allows);
  if (verb === undefined) return undefined;
  const only = (reader.word() === "only" && reader.take("only") !== undefined) || before;
  return addressed(reader, context, "permit", only);
}

/** What follows allow: callers and "to …", or the tools themselves. */
function addressed(
  reader: Reader,
  context: Context,
  effect: "permit" | "forbid",
  only: boolean,
): Opening | undefined {
  if (reader.take("access to", "the use of", "use of", "calls to", "calling", "requests to") !== undefined) {
    return opening(effect, anyone, reader, undefined, { only });
  }
  const callers = reader.attempt(() => {
    const who = readWho(reader, context);
    if (who === undefined) return undefined;
    reader.take(",");
    const said = reader.take(
      "to only",
      "only to",
      "to",
      "access to",
      "permission to",
      "the right to",
      "the ability to",
    );
    // "let managers approve": no "to"; a preposition would go on speaking of the callers
    if (said === undefined && (reader.done || !isWord(reader.peek()) || notVerbs.has(reader.word())))
      return undefined;
    if (said === undefined && !/^let/.test(firstWord(reader)) && !/^(?:do|never)$/.test(firstWord(reader)))
      return undefined;
    return opening(effect, who, reader, context, { only: only || said?.includes("only") === true });
  });
  if (callers !== undefined) return callers;
  context.notes.length = 0;
  return opening(effect, anyone, reader, undefined, { only });
}

const notVerbs = new Set(
  "in of with from whose who that which on for at by under over when if unless except only and or outside via using".split(
    " ",
  ),
);

function isWord(token: Token | undefined): boolean {
  return token?.kind === "word";
}

function firstWord(reader: Reader): string {
  const token = reader.tokens.find(
    (each) => each.kind === "word" && each.lower !== "please" && each.lower !== "only",
  );
  return token?.kind === "word" ? token.lower : "";
}

function denying(reader: Reader, context: Context): Opening | undefined {
  if (reader.take(...denials) === undefined) return undefined;
  reader.take("all attempts to", "any attempt to", "attempts to", "any attempts to");
  if (reader.take("access to", "the use of", "use of", "calls to") !== undefined)
    return opening("forbid", anyone, reader, undefined);
  const callers = reader.attempt(() => {
    const who = readWho(reader, context);
    if (who === undefined) return undefined;
    reader.take(",");
    if (reader.done && who.kind !== "anyone" && !(who.kind === "users" && who.condition === undefined)) {
      return { ...opening("forbid", who, reader, context), tail: [word("all"), word("tools")] };
    }
    const said = reader.take(
      "from ever",
      "from",
      "to",
      "access to",
      "the ability to",
      "permission to",
      "the right to",
    );
    if (said === undefined) return undefined;
    return opening("forbid", who, reader, context);
  });
  if (callers !== undefined) return callers;
  context.notes.length = 0;
  return opening("forbid", anyone, reader, undefined);
}

/** "Require X for Y", "Require users to provide X to do Y". */
function requiring(reader: Reader): Opening | undefined {
  if (reader.take("require", "requires", "demand") === undefined) return undefined;
  reader.take("that");
  const users =
    reader.take(
      "users to provide",
      "callers to provide",
      "users to give",
      "everyone to provide",
      "all users to provide",
      "users to specify",
    ) !== undefined;
  const from = reader.at;
  for (let at = from + 1; at < reader.end; at += 1) {
    const token = reader.tokens[at];
    const next = reader.tokens[at + 1];
    if (token?.kind !== "word" || !/^(?:for|to|when|before|in|on)$/.test(token.lower)) continue;
    const requires = reader.slice(from, at);
    reader.at = at + 1;
    if (next?.kind === "word" && next.lower === "be") continue;
    reader.take("all", "any", "every");
    const users2: Who = users ? { kind: "users", condition: undefined } : anyone;
    return opening("forbid", users2, reader, undefined, { requires });
  }
  return undefined;
}

/** "A description is required for claims", "Deleting records requires role admin". */
function requiredPassive(reader: Reader): Opening | undefined {
  const all = reader.slice(reader.at, reader.end);
  const at = all.findIndex(
    (token) => token.kind === "word" && /^(?:requires?|required|needs?|mandatory)$/.test(token.lower),
  );
  if (at <= 0) return undefined;
  const verb = all[at];
  const lower = verb?.kind === "word" ? verb.lower : "";
  const before = all[at - 1];
  if (lower === "required" || lower === "mandatory" || lower === "needed") {
    if (before?.kind !== "word" || !/^(?:is|are)$/.test(before.lower)) return undefined;
    const after = all[at + 1];
    if (after?.kind !== "word" || !/^(?:for|to|when|before|in)$/.test(after.lower)) return undefined;
    reader.at += at + 2;
    return opening("forbid", anyone, reader, undefined, { requires: all.slice(0, at - 1) });
  }
  // what is required may be followed by a condition of when
  const rest = all.slice(at + 1);
  const when = rest.findIndex(
    (token) => token.kind === "word" && /^(?:when|if|unless|except|whenever)$/.test(token.lower),
  );
  const requires = when < 0 ? rest : rest.slice(0, when);
  const conditions = when < 0 ? [] : rest.slice(when);
  if (requires.length === 0) return undefined;
  return {
    ...opening("forbid", anyone, reader, undefined, { requires }),
    tail: [...all.slice(0, at), ...conditions],
  };
}

/** "Managers can approve expenses", "Only managers may …", "No one but managers may …". */
function callersFirst(reader: Reader, context: Context): Opening | undefined {
  const noOne = reader.take(
    "no one",
    "nobody",
    "no user",
    "no users",
    "no caller",
    "no callers",
    "no agent",
    "none",
  );
  const only = noOne === undefined && reader.take("only") !== undefined;
  if (noOne !== undefined) {
    const restricted = reader.attempt(() => {
      if (!/user|caller|agent/.test(noOne)) return undefined;
      return readWho(new Reader([word("users"), ...reader.slice(reader.at, reader.end)]), context);
    });
    const exempt = reader.attempt(() => {
      reader.take(",");
      if (reader.take("except for", "except", "other than", "but", "apart from", "besides") === undefined)
        return undefined;
      const who = readWho(reader, context);
      reader.take(",");
      return who?.kind === "users" ? who.condition : undefined;
    });
    void restricted;
    if (
      reader.take(
        "can ever",
        "may ever",
        "should ever",
        "must ever",
        "can",
        "may",
        "must",
        "should",
        "shall",
        "is allowed to",
        "are allowed to",
        "is permitted to",
        "should be able to",
        "is authorized to",
        "should be allowed to",
      ) === undefined
    )
      return undefined;
    const who: Who = /user/.test(noOne) ? { kind: "users", condition: undefined } : anyone;
    return opening("forbid", who, reader, context, exempt === undefined ? {} : { exempt });
  }
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  reader.take(",");
  const denied = reader.take(...modalDenials);
  if (denied !== undefined) {
    if (only) refuse('"Only" before a denial can be understood in two ways', reader.here());
    if (/^(?:block|deny|forbid|prevent)$/.test(reader.word())) return undefined;
    if (reader.sees("be")) return undefined;
    return opening("forbid", who, reader, context);
  }
  const allowed = reader.take(...modalAllows);
  if (allowed === undefined || reader.sees("be")) return undefined;
  return opening("permit", who, reader, context, { only: only || allowed.includes("only") });
}

const passiveAllows = [
  "may only be",
  "can only be",
  "might only be",
  "should only be",
  "must only be",
  "may be",
  "can be",
  "might be",
  "are only",
  "is only",
];
const passiveDenials = [
  "may not be",
  "can not be",
  "must not be",
  "should not be",
  "may never be",
  "can never be",
  "must never be",
  "should never be",
  "shall not be",
  "will not be",
];
const verdicts: ReadonlyMap<string, "permit" | "forbid"> = new Map([
  ["allowed", "permit"],
  ["permitted", "permit"],
  ["authorized", "permit"],
  ["enabled", "permit"],
  ["reserved", "permit"],
  ["restricted", "permit"],
  ["limited", "permit"],
  ["open", "permit"],
  ["available", "permit"],
  ["refused", "forbid"],
  ["declined", "forbid"],
  ["forbidden", "forbid"],
  ["blocked", "forbid"],
  ["denied", "forbid"],
  ["prohibited", "forbid"],
  ["disallowed", "forbid"],
  ["rejected", "forbid"],
  ["disabled", "forbid"],
  ["banned", "forbid"],
]);

/** "Refunds may only be issued when …", "Refunds over $500 are blocked". */
function passive(reader: Reader): Opening | undefined {
  const start = reader.at;
  for (let at = start + 1; at < reader.end; at += 1) {
    reader.at = at;
    const denied = reader.take(...passiveDenials);
    const allowed = denied === undefined ? reader.take(...passiveAllows) : undefined;
    const copula =
      denied === undefined && allowed === undefined
        ? reader.take("are to be", "is to be", "are", "is", "must be", "should be", "will be")
        : undefined;
    if (denied === undefined && allowed === undefined && copula === undefined) continue;
    const subject = reader.slice(start, at);
    const not = copula !== undefined && reader.take("not") !== undefined;
    const never = copula !== undefined && reader.take("never") !== undefined;
    const only = allowed?.includes("only") === true || reader.take("only") !== undefined;
    const always = reader.take("always", "ever") !== undefined;
    void always;
    const verb = reader.peek();
    if (verb?.kind !== "word") continue;
    const verdict = verdicts.get(verb.lower);
    if (verdict !== undefined) {
      reader.at += 1;
      const turned = denied !== undefined || not || never;
      if (turned && verdict === "forbid")
        refuse("A denial of a denial can be understood in two ways", verb, {
          advice: 'Write "Allow …" or "Block …".',
        });
      const effect = turned ? "forbid" : verdict;
      const modifiers = reader.slice(reader.at, reader.end);
      return {
        ...opening(effect, anyone, reader, undefined),
        tail: [...subject, ...modifiers],
        only: only || (modifiers[0]?.kind === "word" && modifiers[0].lower === "only"),
      };
    }
    if (copula !== undefined && !/be$/.test(copula) && !only) continue;
    if (copula !== undefined && /be$/.test(copula) && !only) continue;
    if (notVerbs.has(verb.lower)) continue;
    reader.at += 1;
    const modifiers = reader.slice(reader.at, reader.end);
    return {
      ...opening(denied === undefined ? "permit" : "forbid", anyone, reader, undefined),
      verb: [verb],
      tail: [...subject, ...modifiers],
      only,
    };
  }
  return undefined;
}

/** "Premium users: transfers up to $50,000". */
function colon(reader: Reader, context: Context): Opening | undefined {
  const who = readWho(reader, context);
  if (who === undefined || reader.take(":") === undefined || reader.done) return undefined;
  return opening("permit", who, reader, context);
}

/** "Do not delete production databases", "Never delete …". */
function bareNegative(reader: Reader): Opening | undefined {
  return reader.take("do not ever", "do not", "never") === undefined
    ? undefined
    : opening("forbid", anyone, reader, undefined);
}

/** "Disburse payments only during …": a rule since it says only. */
function bareCommand(reader: Reader): Opening | undefined {
  const hasOnly = reader
    .slice(reader.at, reader.end)
    .some((token) => token.kind === "word" && token.lower === "only");
  return hasOnly ? opening("permit", anyone, reader, undefined, { needsOnly: true }) : undefined;
}

/** For callers that only want to know whether the words begin a rule. */
export function beginsRule(tokens: readonly Token[], context: Context): boolean {
  try {
    return readEffect(tokens, context).some(({ needsOnly }) => !needsOnly);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The offsets of an opening's tail, for messages. */
export function tailSpan({ tail }: Opening): { readonly start: number; readonly end: number } {
  return spanOf(tail);
}
