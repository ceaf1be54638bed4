import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { patternText } from "./inserted-words.ts";

/** Callers who are certain, in their order: where they stand, with "for" or "by" before them and without. */
export interface CallersPlace {
  readonly from: number;
  readonly at: number;
  readonly end: number;
}

const before = /^(?:[,:;.–—-]|and|but|while|whereas|for|by|upon|to|allow|allows|permit|let|lets|only|or)$/;
const commands = /^(?:allow|allows|permit|permits|let|lets|grant|give|enable|only|block|deny|forbid)$/;
const joint = /^(?:for|by|upon|to)$/;

/** The places of callers known by a claim, and of everyone, outside of brackets. */
export function callersInTurn(tokens: readonly Token[], context: Context): readonly CallersPlace[] {
  const places: CallersPlace[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const said = textOf(tokens[at]);
    if (said === "(") depth += 1;
    if (said === ")") depth -= 1;
    if (
      depth > 0 ||
      tokens[at]?.kind !== "word" ||
      commands.test(said) ||
      (at > 0 && !before.test(textOf(tokens[at - 1])))
    )
      continue;
    const reader = new Reader(tokens, at);
    const notes: string[] = [];
    const who = attempt(() => readWho(reader, { ...context, notes }));
    const all =
      /^(?:everyone|everybody|anyone|anybody|all users)$/.test(patternText(tokens.slice(at, reader.at))) &&
      !/^(?:else|but|except|other|besides)$/.test(reader.word());
    if (!all && (who?.kind !== "users" || who.condition === undefined || who.called !== undefined)) continue;
    // "for eu-west-1 and for eu-west-2" may be no names of users
    if (notes.some((note) => note.endsWith("is read as a username."))) continue;
    places.push({ from: joint.test(textOf(tokens[at - 1])) ? at - 1 : at, at, end: reader.at });
    at = reader.at - 1;
  }
  return places;
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
