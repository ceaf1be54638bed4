import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { revocations } from "../words/effect-words.ts";
import type { Reader } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { anyone, type Opening, opening, word } from "./opening.ts";

/** "Revoke access to delete_file for interns", "Revoke all access for user eve", "Withdraw user eve's access to refunds". */
export function revoking(reader: Reader, context: Context): Opening | undefined {
  const said = reader.take(...revocations);
  if (said === undefined || isToolsVerb(said, context)) return undefined;
  const theirs = reader.attempt(() => {
    const who = readWho(reader, context);
    reader.take("'s");
    return who !== undefined && takeAccess(reader) ? who : undefined;
  });
  if (theirs !== undefined) {
    if (reader.take("to") !== undefined) return opening("forbid", theirs, reader, context);
    return reader.done ? { ...opening("forbid", theirs, reader, context), tail: everything } : undefined;
  }
  if (!takeAccess(reader)) return undefined;
  if (reader.take("to") !== undefined) return opening("forbid", anyone, reader, undefined);
  if (reader.take("for", "from", "of") === undefined) return undefined;
  const who = readWho(reader, context);
  if (who === undefined) return undefined;
  if (reader.take("to") !== undefined) return opening("forbid", who, reader, context);
  return reader.done ? { ...opening("forbid", who, reader, context), tail: everything } : undefined;
}

const everything = [word("all"), word("tools")];

function takeAccess(reader: Reader): boolean {
  reader.take("all", "any", "every", "the");
  return reader.take("access rights", "access", "permission", "permissions") !== undefined;
}

/** A tool that revokes is what the sentence is about. */
export function isToolsVerb(command: string, { vocabulary }: Context): boolean {
  const [verb = ""] = command.split(" ");
  return vocabulary.tools.some(({ nameStems }) => nameStems.includes(stem(verb)));
}
