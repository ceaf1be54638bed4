import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { withFlag } from "../words/flag-words.ts";
import { followsPresence } from "../words/presence-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { matchField } from "./match-fields.ts";

/** How people say that a switch is on or off, the longest first. */
const positions: readonly (readonly [string, boolean])[] = (
  [
    [["set to", "is set to", "are set to", "being set to"], ["true", "on", "yes", "enabled"], true],
    [["set to", "is set to", "are set to", "being set to"], ["false", "off", "no", "disabled"], false],
    [["turned", "switched", "is turned", "is switched", "are turned", "are switched"], ["on"], true],
    [["turned", "switched", "is turned", "is switched", "are turned", "are switched"], ["off"], false],
    [["", "is", "are", "being"], ["on", "enabled", "activated", "ticked", "checked", "true"], true],
    [["", "is", "are", "being"], ["off", "disabled", "deactivated", "unticked", "unchecked", "false"], false],
    [
      ["is not", "are not", "not"],
      ["turned on", "switched on", "on", "enabled", "set to true", "true"],
      false,
    ],
  ] as const
).flatMap(([verbs, states, value]) =>
  verbs.flatMap((verb) =>
    states.map((state): readonly [string, boolean] => [`${verb} ${state}`.trim(), value]),
  ),
);

/** "with overwrite turned on", "encryption is off", "with the dry run flag set": the argument has to be a flag, and all of its name said. */
export function flagSwitch(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take(...withFlag);
    reader.take("the", "its", "their");
    const from = reader.at;
    for (let at = from + 1; at < Math.min(reader.end, from + 6); at += 1) {
      const subject = reader.slice(from, at);
      if (subject.some((token) => token.kind !== "word")) return undefined;
      reader.at = at;
      const value = readPosition(reader, subject);
      if (value === undefined || !endsHere(reader)) continue;
      const named = withoutLabel(subject);
      const match = matchField(named, context.tools, "flag");
      if (match.kind !== "one" || match.missing > 0) return undefined;
      const flag: Condition = { kind: "flag", field: match.field, value: true };
      return value ? flag : { kind: "not", of: flag };
    }
    return undefined;
  });
}

function readPosition(reader: Reader, subject: readonly Token[]): boolean | undefined {
  const said = reader.take(...positions.map(([words]) => words));
  const found = positions.find(([words]) => words === said);
  if (found !== undefined) return found[1];
  if (!isLabel(subject.at(-1))) return undefined;
  return reader.take("set", "is set") === undefined ? undefined : true;
}

/** "the dry run flag" is dryRun. */
function withoutLabel(subject: readonly Token[]): readonly Token[] {
  return subject.length > 1 && isLabel(subject.at(-1)) ? subject.slice(0, -1) : subject;
}

function isLabel(token: Token | undefined): boolean {
  return token?.kind === "word" && /^(?:flag|option|switch|setting|mode|toggle|box)$/.test(token.lower);
}

/** "on Mondays" and "off the record" say more. */
function endsHere(reader: Reader): boolean {
  const next = reader.peek();
  if (next === undefined) return true;
  if (next.kind === "mark") return /^[,.;:!)–—-]$/.test(next.text);
  return next.kind === "word" && followsPresence.has(next.lower);
}
