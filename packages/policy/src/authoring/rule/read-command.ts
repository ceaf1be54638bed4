import { isUserNoun } from "../callers/claims.ts";
import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import { allows, denials, negatedAllows, notVerbs, offs, verdicts } from "../words/effect-words.ts";
import { isToolVerb } from "../words/participles.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { anyone, type Opening, opening, word } from "./opening.ts";
import { refuseOwnDeed } from "./own-deed.ts";
import { isToolsVerb } from "./read-revoking.ts";

/** "Emergency shutdown", alone or before what it means, and "Disable …". */
export function emergency(reader: Reader, context: Context): Opening | undefined {
  const said = reader.attempt(() =>
    reader.take("emergency shutdown", "emergency stop", "emergency", "kill switch", "shutdown"),
  );
  if (said !== undefined && reader.done)
    return { ...opening("forbid", anyone, reader, undefined), tail: [word("all"), word("tools")] };
  if (said !== undefined && reader.take("-", "–", "—", ":", ",", ".") === undefined) {
    if (reader.take("of", "for") !== undefined) return opening("forbid", anyone, reader, undefined);
    return undefined;
  }
  const off = reader.attempt(() => {
    const started = reader.at;
    const command = reader.take(...offs);
    if (command === undefined) return undefined;
    refuseOwnDeed(reader.slice(started, reader.at), reader.slice(reader.at, reader.end), context.vocabulary);
    return isToolsVerb(command, context) ? undefined : command;
  });
  if (off !== undefined) return opening("forbid", anyone, reader, undefined);
  if (said === undefined) return undefined;
  const rest = reader.slice(reader.at, reader.end);
  const denied = reader.take(...denials) !== undefined;
  return { ...opening("forbid", anyone, reader, undefined), tail: denied ? rest.slice(1) : rest };
}

/** "It is forbidden for interns to …", "It is forbidden that interns …". */
export function impersonal(reader: Reader, context: Context): Opening | undefined {
  if (reader.take("it is", "it shall be", "it will be", "it must be", "it should be") === undefined) {
    if (reader.take("it shall not be", "it must not be", "it should not be") === undefined) return undefined;
    reader.at -= 2;
  }
  const not = reader.take("not be", "not", "never") !== undefined;
  const verb = reader.peek();
  const verdict = verb?.kind === "word" ? verdicts.get(verb.lower) : undefined;
  if (verdict === undefined) return undefined;
  reader.at += 1;
  if (not && verdict === "forbid")
    refuse("A denial of a denial can be understood in two ways", reader.here());
  const effect = not ? "forbid" : verdict;
  if (reader.take("that") !== undefined) {
    const acting = readWho(reader, context);
    const acts = acting !== undefined && isToolVerb(reader.peek(), context);
    return acts ? opening(effect, acting, reader, context) : undefined;
  }
  const addressed = reader.attempt(() => {
    const who = reader.take("for", "to") === undefined ? anyone : readWho(reader, context);
    const to = reader.take("to", "that they", "that he", "that she");
    return who === undefined || to === undefined ? undefined : who;
  });
  if (addressed !== undefined) return opening(effect, addressed, reader, context);
  return reader.take("to") === undefined ? undefined : opening(effect, anyone, reader, context);
}

/** "No deployments to production between …". */
export function noThing(reader: Reader): Opening | undefined {
  if (reader.take("no") === undefined || isUserNoun(reader.word())) return undefined;
  const first = reader.peek();
  if (first?.kind !== "word" || hasVerdict(reader)) return undefined;
  return opening("forbid", anyone, reader, undefined);
}

/** Whether the sentence itself says may, is or must; its conditions may. */
function hasVerdict(reader: Reader): boolean {
  for (const token of reader.slice(reader.at, reader.end)) {
    if (token.kind !== "word") continue;
    if (/^(?:when|whenever|if|unless|where|while|that|which|whose)$/.test(token.lower)) return false;
    if (/^(?:may|can|shall|must|should|is|are|will|might)$/.test(token.lower)) return true;
  }
  return false;
}

/** "Do not allow …". */
export function negatedCommand(reader: Reader, context: Context): Opening | undefined {
  if (reader.take(...negatedAllows) === undefined) return undefined;
  return addressed(reader, context, "forbid", false);
}

/** "Allow …", "Only allow …". */
export function allowing(reader: Reader, context: Context): Opening | undefined {
  const before = reader.take("only") !== undefined;
  const started = reader.at;
  const verb = reader.take(...allows);
  if (verb === undefined) return undefined;
  const said = reader.slice(started, reader.at);
  const only = (reader.word() === "only" && reader.take("only") !== undefined) || before;
  const from = reader.at;
  const found = addressed(reader, context, "permit", only, /^(?:grant|give|open)/.test(verb));
  if (found?.named === false) refuseOwnDeed(said, reader.slice(from, reader.end), context.vocabulary);
  return found;
}

/** What follows allow: callers and "to …", or the tools themselves. */
function addressed(
  reader: Reader,
  context: Context,
  effect: "permit" | "forbid",
  only: boolean,
  gives = false,
): Opening | undefined {
  if (reader.take("access to", "the use of", "use of", "calls to", "calling", "requests to") !== undefined) {
    return opening(effect, anyone, reader, undefined, { only, gives });
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
    // "rooms (role x) to be booked" are no callers
    if (said !== undefined && reader.sees("be")) return undefined;
    // "let managers approve": no "to"; a preposition would go on speaking of the callers
    if (said === undefined && (reader.done || !isWord(reader.peek()) || notVerbs.has(reader.word())))
      return undefined;
    if (said === undefined && !/^let/.test(firstWord(reader)) && !/^(?:do|never)$/.test(firstWord(reader)))
      return undefined;
    return opening(effect, who, reader, context, { only: only || said?.includes("only") === true });
  });
  if (callers !== undefined) return callers;
  context.notes.length = 0;
  return opening(effect, anyone, reader, undefined, { only, gives });
}

function isWord(token: Token | undefined): boolean {
  return token?.kind === "word";
}

function firstWord(reader: Reader): string {
  const token = reader.tokens.find(
    (each) => each.kind === "word" && each.lower !== "please" && each.lower !== "only",
  );
  return token?.kind === "word" ? token.lower : "";
}

/** "Block …". */
export function denying(reader: Reader, context: Context): Opening | undefined {
  const started = reader.at;
  const denial = reader.take(...denials);
  if (denial === undefined) return undefined;
  const verb = reader.slice(started, reader.at);
  reader.take("all attempts to", "any attempt to", "attempts to", "any attempts to");
  if (reader.take("access to", "the use of", "use of", "calls to") !== undefined)
    return opening("forbid", anyone, reader, undefined, { gives: /^den/.test(denial) });
  const callers = reader.attempt(() => {
    const who = readWho(reader, context);
    if (who === undefined) return undefined;
    reader.take(",");
    if (reader.done && who.kind !== "anyone" && !(who.kind === "users" && who.condition === undefined)) {
      refuseOwnDeed(verb, reader.slice(started + verb.length, reader.end), context.vocabulary);
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
  refuseOwnDeed(verb, reader.slice(reader.at, reader.end), context.vocabulary);
  return opening("forbid", anyone, reader, undefined, { gives: /^den/.test(denial) });
}

/** "Do not delete production databases", "Never delete …". */
export function bareNegative(reader: Reader): Opening | undefined {
  return reader.take("do not ever", "do not", "never") === undefined
    ? undefined
    : opening("forbid", anyone, reader, undefined);
}

/** "Drop table never": the rest names the callers, the tool and its conditions. */
export function neverBehind(reader: Reader, context: Context): Opening | undefined {
  const last = reader.tokens[reader.end - 1];
  if (reader.end - reader.at < 2 || last?.kind !== "word" || last.lower !== "never") return undefined;
  const who = readWho(reader, context) ?? anyone;
  const found = opening("forbid", who, reader, context);
  return { ...found, tail: found.tail.slice(0, -1) };
}

/** "Disburse payments only during …": a rule since it says only. */
export function bareCommand(reader: Reader): Opening | undefined {
  const hasOnly = reader
    .slice(reader.at, reader.end)
    .some((token) => token.kind === "word" && token.lower === "only");
  return hasOnly ? opening("permit", anyone, reader, undefined, { needsOnly: true }) : undefined;
}
