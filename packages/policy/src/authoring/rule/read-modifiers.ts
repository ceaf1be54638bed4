import { readCallersBehind } from "../callers/read-callers-behind.ts";
import { exceptedValues } from "../conditions/all-but.ts";
import { bracketedCondition } from "../conditions/bracketed-condition.ts";
import { type FreePhrase, readFreePhrase, refuseContradicted } from "../conditions/free-phrase.ts";
import { readConditions } from "../conditions/read-condition.ts";
import { readPhrase } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition, type Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { refuseSecondCase } from "../sentence/second-case.ts";
import { readTimes } from "../times/read-times.ts";
import { excepts, exceptWhens, whens } from "../words/modifier-words.ts";
import { ownPhrase } from "../words/own-phrase.ts";
import { type Reader, spanOf } from "../words/reader.ts";
import {
  type ExemptedSpan,
  refuseBehindException,
  refuseBothExcepted,
  refuseJoinedToException,
} from "./behind-exception.ts";
import { readButOnly } from "./but-only.ts";
import { anyExemption, type Exemption, startsException } from "./exemptions.ts";
import { explainedBy, restatements, saidLast, takeThose } from "./explained-condition.ts";
import { onceClause } from "./once-clause.ts";
import { refuseOthersDoing } from "./others-doing.ts";
import { readCases } from "./read-cases.ts";
import { readExemption, wentBack } from "./read-exemption.ts";
import { refuseTrailingExemption, type SaidCondition, withTrailing } from "./trailing-condition.ts";

/** What tells by which claim a record is the caller's own: "for themselves, so the ownerId is their username". */
const ownTold = ["so that", "so", "which means that", "which means"];

/** What stands behind the tools of a sentence. */
export interface Modifiers {
  readonly when: Condition | undefined;
  readonly unless: Condition | undefined;
  readonly who: Who | undefined;
  readonly only: boolean;
  /** Whether the record is said to be the caller's own, as in "for themselves". */
  readonly owned: boolean;
  /** Whether a condition follows that explains what something means. */
  readonly explains: boolean;
}

/** Reads all modifiers to the end; throws {@link Refusal} at the first word that belongs to none. */
export function readModifiers(reader: Reader, context: Context): Modifiers {
  const when: Condition[] = [];
  const unless: Exemption[] = [];
  let who: Who | undefined;
  let only = false;
  let phrases = 0;
  let loose = false;
  const free: FreePhrase[] = [];
  let owned = false;
  const started = reader.at;
  let explains = false;
  let forPhrase = false;
  let latest: SaidCondition | undefined;
  const add = (condition: Condition, from: number): void => {
    const last = latest === undefined ? undefined : withTrailing(latest, condition, reader);
    if (last === undefined) when.push(condition);
    else when[when.length - 1] = last;
    latest = { condition: last ?? condition, from, to: reader.at };
  };
  let exempted: ExemptedSpan | undefined;
  while (!reader.done) {
    const began = reader.at;
    if (reader.take(",", "–", "—", "-", ":") === ":") explains = true;
    const or = reader.attempt(() =>
      reader.take("or") !== undefined && /^(?:unless|except)$/.test(reader.word()) ? true : undefined,
    );
    const joined = startsException(reader)
      ? undefined
      : (reader.take("and", "but", "then") ?? joinedBefore(reader, started));
    refuseJoinedToException(reader, began, joined, exempted);
    if (joined === "and" && reader.sees("for") && forPhrase)
      refuseSecondCase("if", reader, { effect: "forbid" });
    if (joined === "and" && when.length > 0) {
      const said = ["also if", "also when", "if", "when", "whenever"].find((each) => reader.sees(each));
      refuseSecondCase(said, reader, context);
    }
    const ofSome = joined === undefined ? undefined : readButOnly(reader, context, when);
    if (ofSome !== undefined) {
      when.push(ofSome);
      continue;
    }
    const restates = reader.take(...restatements, ...(owned ? ownTold : [])) !== undefined;
    explains ||= restates;
    if (restates) takeThose(reader);
    reader.take(",", ":", "that");
    if (reader.take("only") !== undefined) only = true;
    if (/^[,:–—-]$/.test(reader.word())) continue;
    const own = reader.attempt(() => ownPhrase(reader, context)) ?? referringBack(reader, context);
    if (own !== undefined) {
      if (who !== undefined && /^(?:and|or)$/.test(joined ?? ""))
        refuse("Callers are named twice", reader.here(), {
          advice: "Write a sentence for each kind of caller.",
        });
      owned ||= own.kind === "own";
      if (own.kind === "condition") when.push(own.of);
      if (reader.take("only") !== undefined) only = true;
      continue;
    }
    if (reader.sees("(")) {
      const inner = bracketedCondition(reader, context);
      if (inner !== undefined) {
        explains = true;
        const said = saidLast(when, unless);
        if (said === undefined || !explainedBy(said, inner, reader)) when.push(inner);
        continue;
      }
    }
    if (reader.take("only") !== undefined) only = true;
    if (reader.done || /^[,:–—-]$/.test(reader.word()) || reader.take(".", "!") !== undefined) continue;
    const before = reader.at;
    const anything = readFreePhrase(reader, context);
    if (anything !== undefined) {
      free.push(anything);
      continue;
    }
    const cases = phrases === 0 ? readCases(reader, context) : undefined;
    if (cases !== undefined) {
      when.push(cases);
      continue;
    }
    const exempt = (said: Exemption["said"], condition: Condition): void => {
      if (latest !== undefined) refuseTrailingExemption(latest, reader);
      exempted = { from: before, to: reader.at };
      unless.push({ condition, said, or: or === true, span: spanOf(reader.slice(before, reader.at)) });
    };
    if (reader.take("unless", "except unless") !== undefined) {
      exempt("unless", readExemption(reader, context, "unless"));
    } else if (reader.take(...exceptWhens) !== undefined) {
      exempt("except", readConditions(reader, context));
    } else if (reader.take(...excepts) !== undefined) {
      const left = exceptedValues(reader, context, before) ?? readExemption(reader, context, "except");
      refuseBothExcepted(reader, { from: before, to: reader.at }, left);
      exempt("except", left);
    } else if (reader.take(...whens) !== undefined) {
      only ||= reader
        .slice(before, reader.at)
        .some((token) => token.kind === "word" && token.lower === "only");
      refuseBehindException(reader, before, exempted);
      reader.take("it is");
      reader.at -= wentBack(reader);
      const condition = readConditions(reader, context);
      const said = restates ? saidLast(when, unless) : undefined;
      if (said === undefined || !explainedBy(said, condition, reader)) add(condition, before);
    } else {
      const event = onceClause(reader, context);
      if (event !== undefined) {
        refuseBehindException(reader, before, exempted);
        add(event, before);
        continue;
      }
      const time = readTimes(reader, context);
      const callers =
        time === undefined ? reader.attempt(() => readCallersBehind(reader, context)) : undefined;
      if (callers !== undefined) {
        if (who !== undefined) refuse("Callers are named twice", reader.here());
        refuseOthersDoing(reader, before, when.length > 0, latest);
        who = callers;
      } else {
        refuseBehindException(reader, before, exempted);
        forPhrase ||= time === undefined && reader.sees("for");
        const phrase = time ?? readPhrase(reader, context);
        if (time === undefined && phrase.kind === "any") loose = true;
        const explained = restates ? saidLast(when, unless) : undefined;
        if (explained !== undefined && explainedBy(explained, phrase, reader)) continue;
        if (joined === "but" && reader.sees("only"))
          refuse("It is not certain for which calls this is needed", reader.here(), {
            advice: "Write a sentence for each.",
          });
        phrases += 1;
        add(phrase, before);
        // "credits with buyer country DE and A or B": what restricts the tools may belong to A alone
        if (loose && (phrases > 1 || (joined === "and" && began === started))) {
          refuse(
            "It is not certain what belongs to which side of “or”",
            reader.tokens[reader.at - 1] ?? reader.here(),
            {
              advice: "Write a sentence for each.",
            },
          );
        }
      }
    }
    if (reader.at === before && !reader.done) {
      refuse("These words could not be placed", reader.rest());
    }
  }
  refuseContradicted(free, [...when, ...unless.map(({ condition }) => condition)]);
  return {
    when: allOf(when),
    unless: anyExemption(unless),
    who,
    only,
    owned,
    explains,
  };
}

/** "… for that device" behind callers "whose device_id claim equals deviceId" says nothing more. */
function referringBack(reader: Reader, context: Context): { readonly kind: "said" } | undefined {
  return reader.attempt(() => {
    if (reader.take("for that", "of that", "on that", "in that", "to that", "from that") === undefined)
      return undefined;
    const token = reader.peek();
    const known = context.spokenOf?.some(
      ({ nameStems }) => token?.kind === "word" && nameStems.includes(token.stem),
    );
    if (known !== true) return undefined;
    reader.at += 1;
    return { kind: "said" };
  });
}

/** The "but" or "and" with which the words for the tools ended. */
function joinedBefore({ at, tokens }: Reader, started: number): string | undefined {
  const before = at === started ? tokens[at - 1] : undefined;
  return before?.kind === "word" && /^(?:and|but)$/.test(before.lower) ? before.lower : undefined;
}
