import { meant } from "../checks/claim-or-argument.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { claim, restricted, roleNoun } from "../rule/caller-restriction.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { isVague } from "../words/vague-words.ts";
import { stem } from "../words/word-stem.ts";
import { bareNames } from "./bare-names.ts";
import { membership } from "./claim-terms.ts";
import { isUserNoun } from "./claims.ts";
import { hyphenedRole } from "./hyphened-role.ts";
import { labelledCallers } from "./labelled-callers.ts";
import { modifiedUsers } from "./modified-users.ts";
import { readIam } from "./read-iam.ts";
import { takeNeededTitle } from "./titled-role.ts";
import { toldByCredentials } from "./told-by-credentials.ts";
import { usersByName } from "./users-by-name.ts";

const principals = new Set(["principal", "caller", "requester", "identity", "entity"].map(stem));

const users = { kind: "users", condition: undefined } as const;

/** One kind of caller, if the next words name one. */
export function readOne(reader: Reader, context: Context): Who | undefined {
  const start = reader.at;
  const iam = readIam(reader);
  if (iam !== undefined) return iam;
  const credentials = toldByCredentials(reader);
  if (credentials !== undefined)
    return credentials.kind === "iam" ? credentials : restricted(reader, context, credentials);
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
  // "is forbidden for all"
  if (determiner === "all" && (token === undefined || token.kind === "mark")) return { kind: "anyone" };
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
    const named = /^(?:named|called)$/.test(reader.word())
      ? reader.attempt(() => usersByName(reader, context, token.lower.endsWith("s")))
      : undefined;
    if (named !== undefined) return named;
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
  const labelled = labelledCallers(reader, context, determiner !== undefined);
  if (labelled !== undefined) return restricted(reader, context, labelled);
  const members = reader.attempt(() => {
    if (reader.take("members of", "member of", "members in") === undefined) return undefined;
    return membership(reader, context);
  });
  if (members !== undefined)
    return restricted(reader, context, { kind: "users", condition: meant(members, "caller") });
  const modified = modifiedUsers(reader, context);
  if (modified !== undefined) return restricted(reader, context, modified);
  const role = roleNoun(reader, context);
  if (role !== undefined) return restricted(reader, context, { kind: "users", condition: role });
  const hyphened = hyphenedRole(reader, context, determiner);
  if (hyphened !== undefined) return restricted(reader, context, { kind: "users", condition: hyphened });
  const title = takeNeededTitle(reader, context);
  if (title !== undefined) {
    context.notes.push(`"${title.replace("-", " ")}" is read as the claim role being "${title}".`);
    return restricted(reader, context, { kind: "users", condition: claim("role", [title]) });
  }
  const names = determiner === undefined ? bareNames(reader, context) : undefined;
  if (names !== undefined) return { kind: "users", condition: names };
  const bareName = token.text;
  const isTool = context.vocabulary.tools.some(
    ({ name, action }) => name === bareName || action === bareName,
  );
  const isBareWord =
    !isTool &&
    !saysOfThings(token, context) &&
    determiner === undefined &&
    /^[\p{L}\p{N}]+(?:[-_.@][\p{L}\p{N}]+)+$/u.test(bareName);
  if (isBareWord && !isVague(token.lower) && !/^(?:non|ex|un|anti|semi|co|self)-/.test(token.lower)) {
    reader.at += 1;
    context.notes.push(`"${bareName}" is read as a username.`);
    return { kind: "users", condition: claim("username", [bareName]) };
  }
  reader.at = start;
  return undefined;
}

/** Whether "double-checked" is what an argument is called, and nobody's name. */
function saysOfThings({ text }: WordToken, { vocabulary }: Context): boolean {
  const plain = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (/-\p{L}+ed$/u.test(text)) return true;
  return vocabulary.tools.some(({ fields }) =>
    fields.some(
      ({ path, values }) =>
        path.at(-1)?.toLowerCase().replaceAll("_", "") === plain ||
        values.some((value) => value.toLowerCase() === text.toLowerCase()),
    ),
  );
}

/** "Agents" may be all callers or people of that role: a permit is for the role alone, a denial needs to say which. */
function bareAgents(reader: Reader, context: Context): Who | undefined {
  const next = reader.word(1);
  if (!/^(?:can|may|to|from|are|should|must)$/.test(next)) return undefined;
  reader.at += 1;
  context.notes.push('"Agents" is read as the claim role being "agent"; "everyone" stands for all callers.');
  return { kind: "users", condition: claim("role", ["agent"]), called: "agents" };
}
