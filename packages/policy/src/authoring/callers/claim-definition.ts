import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { Reader } from "../words/reader.ts";
import { claimTerms } from "./claim-terms.ts";
import { joinedTerms } from "./joined-terms.ts";
import { takeClaim } from "./take-claim.ts";
import { whoseTerm } from "./whose-term.ts";

/** What brackets or an apposition say of callers: "role chef", "user dr.kim", "claim oncall is x", "roles a, b". */
export function claimDefinition(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("i.e", "that is to say", "that is", "that are", "meaning", "namely", "in other words");
    reader.take(".");
    reader.take(",", ":");
    reader.take(
      "users with",
      "those with",
      "callers with",
      "with",
      "having",
      "in",
      "members of",
      "whose",
      "their",
      "they have",
      "they hold",
      "they are in",
      "who have",
      "who has",
      "who hold",
      "who holds",
      "who are in",
      "who is in",
      "who belong to",
      "who belongs to",
      "those in",
      "users in",
      "users who have",
      "users whose",
    );
    const name = reader.attempt(() => userName(reader));
    if (name !== undefined) return name;
    const list = reader.attempt(() => bareList(reader, context));
    if (list !== undefined) return list;
    const inner: Context = { ...context, behind: false };
    const ahead = new Reader(reader.tokens, reader.at, reader.end);
    ahead.take("the");
    if (takeClaim(ahead, context) === undefined) return claimTerms(reader, inner);
    return (
      reader.attempt(() =>
        joinedTerms(reader, ["with", "whose", "having"], inner, () => whoseTerm(reader, inner)),
      ) ?? claimTerms(reader, inner)
    );
  });
}

/** "user x", "username x". */
function userName(reader: Reader): Condition | undefined {
  const said = reader.take("username", "user name", "usernames", "user named", "the user", "users", "user");
  if (said === undefined || reader.sees("id")) return undefined;
  reader.take("is", "=", ":");
  return nameCondition(reader);
}

/** The claim username being what follows. */
function nameCondition(reader: Reader): Condition | undefined {
  const values = readValues(reader, [], "and or", () => false);
  if (values.length === 0) return undefined;
  return { kind: "claim", claim: "username", test: "is", values: values.map(({ text }) => text) };
}

/** "roles director, vp": in brackets a list needs no "or". */
function bareList(reader: Reader, context: Context): Condition | undefined {
  const word = reader.word();
  if (!/^(?:roles|groups|tiers|departments|usernames|users)$/.test(word)) return undefined;
  const claim = takeClaim(reader, context);
  if (claim === undefined) return undefined;
  reader.take(":", "=");
  const texts: string[] = [];
  while (!reader.done) {
    const token = reader.peek();
    if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
    texts.push(token.text);
    reader.at += 1;
    const comma = reader.take(",");
    const joined = reader.take("and", "or", "&");
    if (comma === undefined && joined === undefined) break;
  }
  if (texts.length < 2 || claim === "scope") return undefined;
  return { kind: "claim", claim, test: "is", values: texts };
}

/** What the brackets that come next say of callers; where the noun before them may be no caller, only what can be no call's. */
export function bracketedDefinition(
  reader: Reader,
  context: Context,
  isCaller: boolean,
): Condition | undefined {
  return reader.attempt(() => {
    if (reader.take("(") === undefined) return undefined;
    const from = reader.at;
    const found = claimDefinition(reader, context);
    if (found === undefined || reader.take(")") === undefined) return undefined;
    return !isCaller && !ofCallers(new Reader(reader.tokens, from, reader.at - 1)) ? undefined : found;
  });
}

function ofCallers(inside: Reader): boolean {
  for (; !inside.done; inside.at += 1) {
    if (/^(?:claim|roles?|groups?|scopes?|users?|usernames?)$/.test(inside.word())) return true;
  }
  return false;
}
