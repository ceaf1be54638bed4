import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { isToolVerb } from "../words/participles.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { type Opening, opening } from "./opening.ts";

/** What callers do, said without "may": "Treasurers pay grants", "Role sre rolls back"; the reader stands behind the callers. */
export function plainStatement(
  reader: Reader,
  context: Context,
  who: Who,
  callers: readonly Token[],
): Opening | undefined {
  const denied = reader.take("do not", "does not") !== undefined;
  const only = reader.take("only") !== undefined;
  if (denied && only) return undefined;
  const verb = reader.peek();
  if (verb?.kind !== "word" || !isToolVerb(verb, context) || !isPresent(verb.lower)) return undefined;
  if (!denied && !agrees(callers, verb.lower)) return undefined;
  const saysOnly =
    only ||
    reader.slice(reader.at, reader.end).some((token) => token.kind === "word" && token.lower === "only");
  const [first] = callers;
  const everyone =
    first?.kind === "word" && /^(?:everyone|everybody|anyone|anybody|every|each|all|any)$/.test(first.lower);
  // "Users read files" may only tell what happens
  const certain = who.kind === "iam" || (who.kind === "users" && (who.condition ?? who.called) !== undefined);
  if (!denied && !certain && !everyone && !saysOnly) return undefined;
  return opening(denied ? "forbid" : "permit", who, reader, context, { only: !denied && only });
}

/** Neither "approved" nor "approving". */
function isPresent(verb: string): boolean {
  return !/(?:ing|[^e]ed|al|als|ment|ments|ion|ions)$/.test(verb);
}

/** "Managers approve", "the manager approves": "manager transfers" and "intern access" are nouns. */
function agrees(callers: readonly Token[], verb: string): boolean {
  const [first] = callers;
  const isThird = /[^s]s$/.test(verb);
  if (callers.length !== 1 || first?.kind !== "word") return true;
  return /s$|people|staff/.test(first.lower) ? !isThird : isThird;
}
