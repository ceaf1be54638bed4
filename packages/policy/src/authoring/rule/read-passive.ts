import { readWho } from "../callers/read-who.ts";
import { meant } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { notVerbs, passiveAllows, passiveDenials, verdicts } from "../words/effect-words.ts";
import { hasParticipleForm, takeParticiples } from "../words/participles.ts";
import { Reader } from "../words/reader.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { anyone, type Opening, opening } from "./opening.ts";
import { ownDeed, refuseOwnDeed } from "./own-deed.ts";

/** "… by nobody but managers": everyone else is denied; what is left of the modifiers. */
function byNobody(
  modifiers: readonly Token[],
  context: Context,
): { readonly exempt: Condition | undefined; readonly rest: readonly Token[] } | undefined {
  for (const at of modifiers.keys()) {
    const reader = new Reader(modifiers, at);
    if (reader.take("by") === undefined) continue;
    if (
      reader.take("nobody", "no one", "no person", "no user", "no users", "no caller", "none") === undefined
    )
      continue;
    // "by clerks, and preliminary ones by nobody" says two things
    if (modifiers.slice(0, at).some((token) => token.kind === "word" && token.lower === "by"))
      refuse("It is not certain who may do what of this", modifiers[at] ?? reader.here(), {
        advice: "Write a sentence for each.",
      });
    if (reader.take("but", "except for", "except", "other than", "except by", "but by") === undefined) {
      return { exempt: undefined, rest: [...modifiers.slice(0, at), ...modifiers.slice(reader.at)] };
    }
    const who = readWho(reader, context);
    if (who?.kind !== "users" || who.condition === undefined) return undefined;
    return {
      exempt: meant(who.condition, "caller"),
      rest: [...modifiers.slice(0, at), ...modifiers.slice(reader.at)],
    };
  }
  return undefined;
}

function isLimit(verb: string): boolean {
  return verb === "limited" || verb === "restricted";
}

function hasWord(reader: Reader, word: string): boolean {
  return reader.slice(reader.at, reader.end).some((token) => token.kind === "word" && token.lower === word);
}

/** What a participle decides, unless it is what a tool itself does: "customers may be rejected" of a tool reject_customer. */
function verdictOf(
  verb: WordToken,
  subject: readonly Token[],
  reader: Reader,
  modal: string | undefined,
  { vocabulary }: Context,
): "permit" | "forbid" | "deed" | undefined {
  const verdict = verdicts.get(verb.lower);
  if (verdict === undefined || ownDeed([verb], subject, vocabulary) === undefined) return verdict;
  // whoever may or may not be rejected is not yet rejected by saying so
  if (/^(?:may|can|might)\b|\b(?:not|never)\b/.test(modal ?? "")) return undefined;
  if (reader.slice(reader.at + 1, reader.end).some((token) => token.kind === "word" && token.lower === "by"))
    return "deed";
  refuseOwnDeed([verb], subject, vocabulary);
  return verdict;
}

/** "Refunds may only be issued when …", "Refunds over $500 are blocked". */
export function passive(reader: Reader, context: Context): Opening | undefined {
  const none = reader.take("no") !== undefined;
  const start = reader.at;
  for (let at = start + 1; at < reader.end; at += 1) {
    reader.at = at;
    const denied = reader.take(...passiveDenials);
    const allowed = denied === undefined ? reader.take(...passiveAllows) : undefined;
    // "must only be signed by X" denies all others
    if (/^(?:must|shall|should) only be$/.test(allowed ?? "") && hasWord(reader, "by")) return undefined;
    const copula =
      denied === undefined && allowed === undefined
        ? reader.take("are to be", "is to be", "are", "is", "must be", "should be", "will be")
        : undefined;
    if (denied === undefined && allowed === undefined && copula === undefined) continue;
    const subject = reader.slice(start, at);
    if (none && denied !== undefined) return undefined;
    const not = (copula !== undefined && reader.take("not") !== undefined) || none;
    const never = copula !== undefined && reader.take("never") !== undefined;
    const only = allowed?.includes("only") === true || reader.take("only") !== undefined;
    const always = reader.take("always", "ever");
    // "not always allowed" and "not only for managers" deny nothing for certain
    const turned = denied !== undefined || not || never;
    if (turned && !none && (always === "always" || (copula !== undefined && only))) return undefined;
    const verb = reader.peek();
    if (verb?.kind !== "word") continue;
    const verdict = verdictOf(verb, subject, reader, allowed ?? denied, context);
    if (verdict === "deed") return undefined;
    if (verdict !== undefined) {
      reader.at += 1;
      // "limited to 14 nights" says what is too much
      if (isLimit(verb.lower) && reader.sees("to") && reader.peek(1)?.kind === "number") return undefined;
      if (turned && verdict === "forbid")
        refuse("A denial of a denial can be understood in two ways", verb, {
          advice: 'Write "Allow …" or "Block …".',
        });
      const effect = turned ? "forbid" : verdict;
      const modifiers = reader.slice(reader.at, reader.end);
      return {
        ...opening(effect, anyone, reader, undefined),
        gives: true,
        tail: [...subject, ...modifiers],
        only: only || (modifiers[0]?.kind === "word" && modifiers[0].lower === "only"),
      };
    }
    if (none && copula !== undefined) continue;
    if (notVerbs.has(verb.lower) || !hasParticipleForm(verb)) continue;
    const verbs = takeParticiples(reader, context) ?? [verb];
    if (verbs[0] === verb && verbs.length === 1) reader.at = reader.tokens.indexOf(verb) + 1;
    const modifiers = reader.slice(reader.at, reader.end);
    const nobody = byNobody(modifiers, context);
    if (nobody !== undefined) {
      if (denied !== undefined || none) {
        refuse("A denial of a denial can be understood in two ways", verb, {
          advice: 'Write "Allow …" or "Block …".',
        });
      }
      return {
        ...opening("forbid", anyone, reader, context),
        verb: verbs,
        tail: [...subject, ...nobody.rest],
        ...(nobody.exempt === undefined ? {} : { exempt: nobody.exempt }),
      };
    }
    if (copula !== undefined && !only) continue;
    return {
      ...opening(denied === undefined && !none ? "permit" : "forbid", anyone, reader, undefined),
      verb: verbs,
      tail: [...subject, ...modifiers],
      only,
    };
  }
  return undefined;
}
