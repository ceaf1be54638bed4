import { readWho } from "../callers/read-who.ts";
import { meant } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { takeParticiples } from "../words/participles.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { refuseAlsoDemanded } from "./also-demanded.ts";
import { anyone, type Opening, opening } from "./opening.ts";

/** What says, behind "not", that calls are denied; alone it says too little. */
const refusals = /^(?:accepted|supported|honored|honoured|processed|served|entertained)$/;

/** What is done with that which a tool is named after: "refunds are not given" denies refunding. */
const handed =
  /^(?:given|granted|offered|provided|issued|processed|initiated|arranged|undertaken|conducted|effected)$/;

/** Whether the words name what a tool does, as "refunds" and "the sale of kegs" do. */
function namesAct(subject: readonly Token[], { vocabulary }: Context): boolean {
  return vocabulary.tools.some(({ nameStems: [verb = ""] }) =>
    subject.some(
      (token) => token.kind === "word" && (token.stem === verb || verbOfAct(token.lower) === verb),
    ),
  );
}

/** What says whose something is, so that it is nobody else's; that they may do it in every case is not said. */
const belongings = [
  "a matter for",
  "a task for",
  "a job for",
  "the business of",
  "the job of",
  "the task of",
  "the privilege of",
  "the prerogative of",
  "the sole responsibility of",
  "the responsibility of",
  "the preserve of",
];

/**
 * What is done, or must be, said without "may": "Tickets are not sold below 3 euros", "Keys are issued by role porter",
 * "Contracts shall only be signed by counsel".
 */
export function passiveStatement(reader: Reader, context: Context): Opening | undefined {
  // "No keys are issued without a note"
  const none = reader.take("no") !== undefined;
  const start = reader.at;
  for (let at = start + 1; at < reader.end; at += 1) {
    const before = reader.tokens[at - 1];
    const previous = before?.kind === "word" ? before.lower : "";
    if (/^(?:when|whenever|if|unless|where|while|whether|because)$/.test(previous)) return undefined;
    if (/^(?:that|which|who|whose|and|or|nor)$/.test(previous)) continue;
    reader.at = at;
    const must = reader.take(
      "must only be",
      "shall only be",
      "should only be",
      "must be",
      "should be",
      "shall exclusively be",
    );
    const copula = must ?? reader.take("is", "are");
    if (copula === undefined) continue;
    const denied = must === undefined && reader.take("not", "never") !== undefined;
    const negated = denied || none;
    const only = reader.take("only") !== undefined || copula.includes("only");
    if (none && (must !== undefined || denied || only)) return undefined;
    const subject = reader.slice(start, at);
    if (!negated && reader.take(...belongings) !== undefined) return belonging(reader, context, subject);
    const whose = must === undefined ? forCallers(reader, context) : undefined;
    if (whose !== undefined) {
      const tail = [...subject, ...rest(reader)];
      if (negated && (only || whose.only)) return undefined;
      // "closing is for role x, with a reason for everyone" is two rules
      if (/ (?:for|to|by) (?:everyone|everybody|anyone|anybody|all)\b/.test(patternText(rest(reader))))
        return undefined;
      return {
        ...opening(negated ? "forbid" : "permit", whose.who, reader, context),
        tail,
        only: only || whose.only,
      };
    }
    const verb =
      negated && handed.test(reader.word()) && namesAct(subject, context)
        ? undefined
        : takeParticiples(reader, context);
    if (verb === undefined) {
      const light = handed.test(reader.word()) && namesAct(subject, context);
      if (!negated || only || !(light || refusals.test(reader.word()))) continue;
      reader.at += 1;
      return {
        ...opening("forbid", anyone, reader, undefined),
        gives: true,
        tail: [...subject, ...rest(reader)],
      };
    }
    const modifiers = rest(reader);
    if (negated) {
      return only
        ? undefined
        : { ...opening("forbid", anyone, reader, undefined), verb, tail: [...subject, ...modifiers] };
    }
    const by = byCallers(modifiers, context);
    if (by === undefined) return undefined;
    const tail = [...subject, ...by.rest];
    if (must === undefined)
      return { ...opening("permit", by.who, reader, context), verb, tail, only: only || by.only };
    if (by.who.kind !== "users" || by.who.condition === undefined) return undefined;
    refuseAlsoDemanded(by.beside, context);
    return {
      ...opening("forbid", anyone, reader, context),
      verb,
      tail,
      exempt: meant(by.who.condition, "caller"),
    };
  }
  return undefined;
}

/** "… is for role nurse only", "… is up to managers": callers who are certain. */
function forCallers(
  reader: Reader,
  context: Context,
): { readonly who: Who; readonly only: boolean } | undefined {
  return reader.attempt(() => {
    if (reader.take("for", "up to", "left to") === undefined) return undefined;
    const who = readWho(reader, context);
    if (who === undefined || who.kind === "anyone" || (who.kind === "users" && who.condition === undefined))
      return undefined;
    return { who, only: reader.take("only") !== undefined };
  });
}

/** "Closing accounts is a matter for role x": everyone else is denied. */
function belonging(reader: Reader, context: Context, subject: readonly Token[]): Opening | undefined {
  const who = readWho(reader, context);
  if (who?.kind !== "users" || who.condition === undefined) return undefined;
  reader.take("only");
  return {
    ...opening("forbid", anyone, reader, context),
    tail: [...subject, ...rest(reader)],
    exempt: meant(who.condition, "caller"),
  };
}

function rest(reader: Reader): readonly Token[] {
  return reader.slice(reader.at, reader.end);
}

interface CallersBehind {
  readonly who: Who;
  readonly only: boolean;
  readonly rest: readonly Token[];
  /** What stands before and behind the callers. */
  readonly beside: readonly (readonly Token[])[];
}

/** The callers behind "by", which have to be certain, and the other words. */
function byCallers(modifiers: readonly Token[], context: Context): CallersBehind | undefined {
  for (const at of modifiers.keys()) {
    const reader = new Reader(modifiers, at);
    const said = reader.take("only by", "by only", "by");
    if (said === undefined) continue;
    const who = readWho(reader, context);
    if (who === undefined || who.kind === "anyone" || (who.kind === "users" && who.condition === undefined))
      return undefined;
    const only = reader.take("only") !== undefined || said !== "by";
    // "deleted by managers and archived": by whom is not said
    if (/^(?:and|or|nor|but)$/.test(reader.word())) return undefined;
    const beside = [modifiers.slice(0, at), modifiers.slice(reader.at)];
    return { who, only, rest: beside.flat(), beside };
  }
  return undefined;
}
