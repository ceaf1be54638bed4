import { claim, functionWords, restricted, restriction, roleNoun } from "./caller-restriction.ts";
import { meant } from "./claim-or-argument.ts";
import { claimTerm } from "./claim-term.ts";
import { membership } from "./claim-terms.ts";
import { claimNamed, isUserNoun, rolesNamed } from "./claims.ts";
import type { Context } from "./context.ts";
import type { Who } from "./intermediate.ts";
import { modifiedUsers } from "./modified-users.ts";
import { namedCallers } from "./named-callers.ts";
import { readIam } from "./read-iam.ts";
import { readValues } from "./read-values.ts";
import { Reader } from "./reader.ts";
import { usersByName } from "./users-by-name.ts";
import { isVague } from "./vague-words.ts";
import { stem } from "./word-stem.ts";

const principals = new Set(["principal", "caller", "requester", "identity", "entity"].map(stem));

const users = { kind: "users", condition: undefined } as const;

/** One kind of caller, if the next words name one. */
export function readOne(reader: Reader, context: Context): Who | undefined {
  const start = reader.at;
  const iam = readIam(reader);
  if (iam !== undefined) return iam;
  const someone = /^(?:with|who|whose|in|having|holding)$/.test(reader.word(1));
  if (someone && reader.take("someone", "somebody", "those") !== undefined)
    return restricted(reader, context, { kind: "anyone" });
  if (reader.take("everyone", "everybody", "anyone", "anybody") !== undefined)
    return restricted(reader, context, { kind: "anyone" });
  const determiner = reader.take(
    "all",
    "any",
    "every",
    "each",
    "the",
    "a",
    "an",
    "all the",
    "all of the",
    "those",
  );
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  if (
    reader.take(
      "account holders",
      "authenticated users",
      "authenticated user",
      "authenticated callers",
      "authenticated caller",
      "signed-in user",
      "logged-in user",
      "signed-in users",
      "logged-in users",
      "oauth users",
    ) !== undefined
  ) {
    return restricted(reader, context, users);
  }
  const account = reader.attempt(() =>
    reader.take(
      "service account",
      "service accounts",
      "bot user",
      "bot account",
      "robot account",
      "technical user",
    ) === undefined
      ? undefined
      : usersByName(reader, context, true),
  );
  if (account !== undefined) return account;
  if (isUserNoun(token.lower)) {
    reader.at += 1;
    const plural = token.lower.endsWith("s") || token.lower === "people";
    const named = reader.attempt(() =>
      determiner === "all" || determiner === "any" ? undefined : usersByName(reader, context, plural),
    );
    const some = /^(?:members?|humans?)$/.test(token.lower);
    return named ?? restricted(reader, context, some ? { ...users, called: token.text } : users);
  }
  if (principals.has(token.stem)) {
    reader.at += 1;
    const iamLater = readIam(reader);
    if (iamLater !== undefined) return iamLater;
    return restricted(reader, context, { kind: "anyone" });
  }
  const agents =
    determiner === undefined && token.lower === "agents" ? bareAgents(reader, context) : undefined;
  if (agents !== undefined) return agents;
  if (token.lower === "username" || token.lower === "usernames") {
    reader.at += 1;
    const values = readValues(reader, [], "and or", () => false);
    if (values.length > 0)
      return {
        kind: "users",
        condition: claim(
          "username",
          values.map(({ text }) => text),
        ),
      };
  }
  if (determiner === "all" && /^(?:but|except|other)$/.test(token.lower)) return { kind: "anyone" };
  const labelled = readLabelled(reader, context, determiner !== undefined);
  if (labelled !== undefined) return restricted(reader, context, labelled);
  const members = reader.attempt(() => {
    if (reader.take("members of", "member of", "members in") === undefined) return undefined;
    const terms = membership(reader, context);
    return terms;
  });
  if (members !== undefined)
    return restricted(reader, context, { kind: "users", condition: meant(members, "caller") });
  const modified = modifiedUsers(reader, context);
  if (modified !== undefined) return restricted(reader, context, modified);
  const role = roleNoun(reader, context);
  if (role !== undefined) return restricted(reader, context, { kind: "users", condition: role });
  const bareName = token.text;
  const isTool = context.vocabulary.tools.some(
    ({ name, action }) => name === bareName || action === bareName,
  );
  const isBareWord =
    !isTool && determiner === undefined && /^[\p{L}\p{N}]+(?:[-_.@][\p{L}\p{N}]+)+$/u.test(bareName);
  if (isBareWord && !isVague(token.lower) && !/^(?:non|ex|un|anti|semi|co|self)-/.test(token.lower)) {
    reader.at += 1;
    context.notes.push(`"${bareName}" is read as a username.`);
    return { kind: "users", condition: claim("username", [bareName]) };
  }
  reader.at = start;
  return undefined;
}

/** "Agents" may be all callers or people of that role: a permit is for the role alone, a denial needs to say which. */
function bareAgents(reader: Reader, context: Context): Who | undefined {
  const next = reader.word(1);
  if (!/^(?:can|may|to|from|are|should|must)$/.test(next)) return undefined;
  reader.at += 1;
  context.notes.push('"Agents" is read as the claim role being "agent"; "everyone" stands for all callers.');
  return { kind: "users", condition: claim("role", ["agent"]), called: "agents" };
}

const labels = new Set(
  "customer client employee staff worker person guest patient traveler traveller passenger subscriber taxpayer resident buyer shopper visitor member citizen seller driver agent rep borrower renter player"
    .split(" ")
    .map(stem),
);

/** Callers named by what their tokens hold: "role support", "the chef role", "team leads (role team-lead)", "customers with tier gold". */
function readLabelled(reader: Reader, context: Context, determined: boolean): Who | undefined {
  const named = reader.attempt(() => {
    const word = reader.word();
    const isClaim = /^(?:role|roles|group|groups|scope|tier|department)$/.test(word);
    const next = reader.word(1);
    const after = isClaim
      ? undefined
      : /^(?:role|group|department|tier)$/.test(next) && !functionWords.has(word);
    if (!isClaim && after !== true) return undefined;
    if ((word === "roles" || word === "groups") && determined) {
      // "the roles a and b" are callers of either
      reader.at += 1;
      const values = readValues(reader, [], "and or", () => false);
      const claimed = claimNamed(word, context.vocabulary);
      return values.length === 0 || claimed === undefined
        ? undefined
        : claim(
            claimed,
            values.map(({ text }) => text),
          );
    }
    const from = reader.at;
    const condition = claimTerm(reader, context);
    if (condition === undefined) return undefined;
    // "the department is x1" is a clause and names nobody
    const clause = reader
      .slice(from, reader.at)
      .some((token) => token.kind === "word" && /^(?:is|equals)$/.test(token.lower));
    if (clause) return undefined;
    reader.take("members", "users", "member", "user");
    return condition;
  });
  if (named !== undefined) return { kind: "users", condition: named };
  const defined = namedCallers(reader, context, determined);
  if (defined !== undefined) {
    return {
      kind: "users",
      condition: context.behind === true ? defined : meant(defined, "caller"),
    };
  }
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  const isRole = rolesNamed(token.lower) !== undefined;
  if (isRole) {
    const byRole = reader.attempt(() => {
      reader.at += 1;
      const ahead = new Reader(reader.tokens, reader.at, reader.end);
      if (ahead.take("with", "in", "having", "of", "whose") === undefined) return undefined;
      ahead.take("the", "a");
      if (ahead.word() !== "role" && ahead.word(1) !== "role") return undefined;
      return restriction(reader, context);
    });
    return byRole === undefined ? undefined : { kind: "users", condition: byRole };
  }
  if (!labels.has(token.stem) || (determined && reader.word(1) === "")) return undefined;
  reader.at += 1;
  return { kind: "users", condition: undefined, called: token.text };
}
