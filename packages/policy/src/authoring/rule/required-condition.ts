import { claimTerms } from "../callers/claim-terms.ts";
import { readWho } from "../callers/read-who.ts";
import { unmarked } from "../checks/claim-or-argument.ts";
import { listedRequirement } from "../conditions/all-values.ts";
import { identifierOf } from "../conditions/argument-noun.ts";
import { givenOf } from "../conditions/given-of.ts";
import { isOfKind, matchField } from "../conditions/match-fields.ts";
import { namesValue } from "../conditions/names-value.ts";
import { readConditions } from "../conditions/read-condition.ts";
import { flagStatement } from "../conditions/read-flag-statement.ts";
import { tryConditions } from "../conditions/read-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { readTimeCondition } from "../times/read-time-condition.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** What a sentence with "require" wants of every call. */
export function readRequired(words: readonly Token[], context: Context): Condition {
  const reader = new Reader(words);
  if (/^(?:no|not|neither|never|hardly)$/.test(reader.word()))
    refuse("What is not needed may still be there", reader.here(), { advice: 'Write "must not have …".' });
  const condition = readTimeCondition(reader, context) ?? requirement(reader, context);
  if (!reader.done) refuse("These words could not be placed", reader.rest());
  return condition;
}

/** "a description and a priority", "role manager", "the amount to be under 500". */
function requirement(reader: Reader, context: Context): Condition {
  const listed = listedRequirement(reader, context);
  if (listed !== undefined) return listed;
  const parts: Token[][] = [[]];
  const joins = new Set<string>();
  for (const token of reader.slice(reader.at, reader.end)) {
    const word = token.kind === "word" ? token.lower : token.text;
    if (word === "and" || word === "or" || word === ",") {
      if (word !== ",") joins.add(word);
      parts.push([]);
    } else if (!/^(?:a|an|the|both)$/.test(word)) {
      parts.at(-1)?.push(token);
    }
  }
  const named = parts.filter((part) => part.length > 0).map((part) => namedRequirement(part, context));
  const of = named.filter((each) => each !== undefined);
  if (named.length > 0 && of.length === named.length) {
    reader.at = reader.end;
    const [only] = of;
    if (joins.size > 1)
      refuse("It is not certain what belongs to which side of “or”", spanOf(reader.tokens), {
        advice: "Write a sentence for each.",
      });
    return only !== undefined && of.length === 1 ? only : { kind: joins.has("or") ? "any" : "all", of };
  }
  const mixed = mixedRequirement(reader, context);
  if (mixed !== undefined) return mixed;
  const terms = reader.attempt(() => {
    const who = claimRequirement(reader, context);
    return reader.done ? who : undefined;
  });
  return terms ?? readConditions(reader, context);
}

/** An argument that has to be there, or a flag that has to be true: "a reason", "passed checks". */
function namedRequirement(part: readonly Token[], context: Context): Condition | undefined {
  const words = new Reader(part);
  const flag = flagStatement(words, context);
  if (flag !== undefined) return words.done ? flag : undefined;
  const match = matchField(part, context.tools, "any");
  const thing = match.kind === "none" ? identifierOf(part, context.tools) : undefined;
  if (thing !== undefined) return { kind: "present", field: thing };
  if (match.kind !== "one" || namesValue(part, match.field)) return undefined;
  if (!isOfKind(match.field, "flag")) return givenOf(part, match.field);
  return match.missing > 0 ? undefined : { kind: "flag", field: match.field, value: true };
}

/** "role admin and a ticket": what the caller needs beside what the call needs. */
function mixedRequirement(reader: Reader, context: Context): Condition | undefined {
  const words = reader.slice(reader.at, reader.end);
  if (words.some((token) => token.kind === "word" && /^(?:or|either|unless)$/.test(token.lower)))
    return undefined;
  const parts: Token[][] = [[]];
  for (const token of words) {
    const joins = token.kind === "word" ? token.lower === "and" : token.kind === "mark" && token.text === ",";
    if (joins) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const some = parts.map(withoutArticle).filter((part) => part.length > 0);
  const claims = some.map((part) => reader.attempt(() => claimRequirement(new Reader(part), context)));
  const of = some.map((part, at) => claims[at] ?? ofCall(part, context));
  const isMixed = claims.some((each) => each !== undefined) && claims.some((each) => each === undefined);
  if (!isMixed || !of.every((each) => each !== undefined)) return undefined;
  const [first] = some[0] ?? [];
  const bare = parts.find((part, at) => at > 0 && part.length === 1 && claims[at] === undefined);
  // "roles admin and owner" of a tool that has an owner
  if (bare !== undefined && first?.kind === "word" && /^(?:roles|groups|scopes)$/.test(first.lower)) {
    refuse("This may be a claim's value or an argument", spanOf(bare), {
      advice: "Write a sentence for each.",
    });
  }
  reader.at = reader.end;
  return { kind: "all", of };
}

function withoutArticle(part: readonly Token[]): readonly Token[] {
  const [first] = part;
  return first?.kind === "word" && /^(?:a|an|the|both)$/.test(first.lower) ? part.slice(1) : part;
}

function ofCall(part: readonly Token[], context: Context): Condition | undefined {
  const words = new Reader(part);
  return (
    namedRequirement(part, context) ??
    words.attempt(() => {
      const found = tryConditions(words, context);
      return words.done ? found : undefined;
    })
  );
}

function claimRequirement(reader: Reader, context: Context): Condition | undefined {
  const terms = reader.attempt(() => {
    const caller = reader.take(
      "the caller",
      "the user",
      "the requester",
      "callers",
      "users",
      "a user",
      "a caller",
    );
    if (
      caller !== undefined &&
      reader.take("to be a member of", "to be in", "to belong to", "to have", "to hold") === undefined
    )
      return undefined;
    const found = claimTerms(reader, context);
    return found !== undefined && reader.done ? found : undefined;
  });
  if (terms !== undefined) return terms;
  const whole = new Reader([...withUser, ...reader.slice(reader.at, reader.end)]);
  const who = readWho(whole, context);
  if (who?.kind !== "users" || who.condition === undefined || !whole.done) return undefined;
  reader.at = reader.end;
  return unmarked(who.condition);
}

const withUser: readonly Token[] = ["users", "with"].map((lower) => ({
  kind: "word",
  text: lower,
  lower,
  stem: stem(lower),
  start: 0,
  end: 0,
}));
