import { claimNamed } from "../callers/claims.ts";
import { readWho } from "../callers/read-who.ts";
import { meant } from "../checks/claim-or-argument.ts";
import { bracketedCondition } from "../conditions/bracketed-condition.ts";
import { matchField } from "../conditions/match-fields.ts";
import { ownerCondition, ownerPhrase } from "../conditions/owner-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "./reader.ts";
import { reflexives } from "./reflexives.ts";
import type { Token } from "./tokens.ts";

/** What "for themselves" or "in their own district" says: a condition, or only that the record is the caller's, which more words tell. */
export type OwnPhrase = { readonly kind: "own" } | { readonly kind: "condition"; readonly of: Condition };

/** "for themselves", "from their own account", "in their own district", "by its owner or by users with role x", if they come next. */
export function ownPhrase(reader: Reader, context: Context): OwnPhrase | undefined {
  return (
    reader.attempt(() => byOwner(reader, context)) ??
    reader.attempt(() => ownAlone(reader, context)) ??
    reader.attempt(() => {
      if (reader.take("for", "to", "from", "in", "of", "on", "at", "within", "with", "about") === undefined)
        return undefined;
      reader.take("only");
      if (reflexives.has(reader.word())) {
        reader.at += 1;
        reader.take("alone");
        return { kind: "own" };
      }
      const own = reader.take("their own", "his own", "her own", "your own", "their", "his", "her", "your");
      if (own === undefined) return undefined;
      const start = reader.here();
      const noun: Token[] = [];
      for (let token = reader.peek(); noun.length < 2; token = reader.peek()) {
        if (token?.kind !== "word" || explains(reader) || ends.has(token.lower)) break;
        noun.push(token);
        reader.at += 1;
      }
      if (noun.length === 0) return undefined;
      if (explains(reader)) return { kind: "own" };
      const match = matchField(noun, context.tools, "text");
      const claim = claimNamed(noun.map(({ text }) => text).join(" "), context.vocabulary);
      if (
        match.kind !== "one" ||
        match.missing > 0 ||
        match.field.shape.kind !== "string" ||
        claim === undefined
      ) {
        return refuse("It is not certain which claim says what is the caller's own", start, {
          advice: `Say it as in "(districtId equals the claim district)".`,
        });
      }
      return { kind: "condition", of: { kind: "same", field: match.field, claim } };
    })
  );
}

/** "users may view orders, but only their own": the thing is not said again, or with the tool's own word. */
function ownAlone(reader: Reader, { tools, behind }: Context): OwnPhrase | undefined {
  if (behind !== true || reader.take("their own", "his own", "her own", "your own") === undefined)
    return undefined;
  reader.take("ones", "one");
  const noun = reader.peek();
  if (noun?.kind === "word" && tools.every(({ nameStems }) => nameStems.slice(1).includes(noun.stem)))
    reader.at += 1;
  return reader.done || /^[.;!]$/.test(reader.word()) || explains(reader) ? { kind: "own" } : undefined;
}

/** "by its owner", alone, before what explains it, or with other callers. */
function byOwner(reader: Reader, context: Context): OwnPhrase | undefined {
  const said = reader.take("by", "for");
  if (said === undefined) return undefined;
  const phrase = ownerPhrase(reader);
  if (phrase === undefined) return undefined;
  const told = toldBeforeOthers(reader, context);
  if (told !== undefined) return { kind: "condition", of: told };
  if (said === "for") return undefined;
  if (explains(reader)) return { kind: "own" };
  const own = ownerCondition(phrase, context);
  if (own === undefined) return undefined;
  const others = reader.attempt(() => {
    reader.take(",");
    if (reader.take("or", "and") === undefined) return undefined;
    reader.take("by");
    const who = readWho(reader, context);
    return who?.kind === "users" ? meant(who.condition, "caller") : undefined;
  });
  return { kind: "condition", of: others === undefined ? own : { kind: "any", of: [own, others] } };
}

/** "by its owner (owner equals the caller's sub) or by users with role x": which claim it is, and who else. */
function toldBeforeOthers(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const of = bracketedCondition(reader, context);
    if (of?.kind !== "same") return undefined;
    reader.take(",");
    if (reader.take("or", "and") === undefined || reader.take("by", "for") === undefined) return undefined;
    const who = readWho(reader, context);
    if (who?.kind !== "users" || who.condition === undefined) return undefined;
    return { kind: "any", of: [of, meant(who.condition, "caller")] };
  });
}

const ends = new Set(
  "when if unless except only and or but where provided under over below above between".split(" "),
);

/** Brackets, a colon or "that is", after which it is said how a record is known to be the caller's. */
function explains(reader: Reader): boolean {
  const only = reader.word() === "only" ? 1 : 0;
  const at = reader.word(only) === "," ? only + 1 : only;
  const word = reader.word(at);
  return (
    word === "(" ||
    word === ":" ||
    /^(?:i\.e|meaning|namely)$/.test(word) ||
    (word === "that" && reader.word(at + 1) === "is") ||
    (word === "in" && reader.word(at + 1) === "other")
  );
}

/** Claims that many callers share, so that an argument equal to them makes no record one caller's own. */
const shared =
  /^(?:(?:cognito|custom):)?(?:roles?|groups?|department|dept|tier|team|tenant(?:_?id)?|plan|org(?:ani[sz]ation)?(?:_?id)?|clearance|region|country|location|title|division|level|district|site|branch|office|unit|project|company|store|shop|household)$/i;

/** Whether the condition says that a record is the caller's own; one that was not said to explain it has to name the caller. */
export function tellsOwner(condition: Condition | undefined, explained: boolean): boolean {
  if (condition?.kind === "all") return condition.of.some((each) => tellsOwner(each, explained));
  return condition?.kind === "same" && (explained || !shared.test(condition.claim));
}
