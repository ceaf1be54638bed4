import { readValue } from "../conditions/read-values.ts";
import type { Who } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

type IamWho = Extract<Who, { readonly kind: "iam" }>;

const determiners = ["all", "all the", "any", "every", "each", "the", "a", "an", "all of the"];
const nouns = [
  "principals",
  "principal",
  "callers",
  "caller",
  "identities",
  "identity",
  "entities",
  "entity",
];
const asCredentials = /^(?:(?:aws )?iam|aws|sigv4|oauth|jwt)(?:[- ](?:authenticated|signed|based))?$/;

/** Callers known by what they sign in with: "any IAM principal", "OAuth callers", "callers authenticated with IAM", "IAM roles whose name starts with X". */
export function toldByCredentials(reader: Reader): Who | undefined {
  return reader.attempt(() => {
    reader.take(...determiners);
    return rolesByPrefix(reader) ?? credentialsFirst(reader) ?? credentialsBehind(reader);
  });
}

/** "IAM callers", "JWT-authenticated principals". */
function credentialsFirst(reader: Reader): Who | undefined {
  return reader.attempt(() => {
    const said = takeCredentials(reader);
    if (said === undefined || reader.take(...nouns) === undefined) return undefined;
    return whoOf(said, reader);
  });
}

/** "callers authenticated with IAM", "principals who sign in through OAuth". */
function credentialsBehind(reader: Reader): Who | undefined {
  return reader.attempt(() => {
    if (reader.take(...nouns) === undefined) return undefined;
    // "callers whose role name starts with x" may speak of a claim
    const assumed = reader.word() === "whose" ? undefined : assumedRoles(reader);
    if (assumed !== undefined) return assumed;
    reader.take("who are", "that are", "who is", "that is");
    const how = reader.take(
      "authenticated",
      "authenticating",
      "who authenticate",
      "that authenticate",
      "who authenticates",
      "that authenticates",
      "signed in",
      "signing in",
      "who sign in",
      "that sign in",
    );
    if (how === undefined || reader.take("with", "by", "via", "through", "using") === undefined)
      return undefined;
    const said = takeCredentials(reader);
    if (said === undefined) return undefined;
    reader.take("credentials", "tokens", "a token");
    return whoOf(said, reader);
  });
}

function takeCredentials(reader: Reader): "iam" | "oauth" | undefined {
  for (const length of [3, 2, 1]) {
    const words = Array.from({ length }, (_, ahead) => reader.word(ahead)).join(" ");
    if (!asCredentials.test(words)) continue;
    reader.at += length;
    return /^(?:oauth|jwt)/.test(words) ? "oauth" : "iam";
  }
  return undefined;
}

function whoOf(said: "iam" | "oauth", reader: Reader): Who | undefined {
  if (said === "oauth") return { kind: "users", condition: undefined };
  const assumed = assumedRoles(reader);
  if (assumed !== undefined) return assumed;
  // an account or a role that goes on is not to be lost
  return reader.attempt(() => {
    const all: IamWho = { kind: "iam", account: undefined, role: undefined };
    takeAnyAccount(reader);
    return /^(?:in|of|with|assuming|using|whose|who|that|not|except|without)$/.test(reader.word())
      ? undefined
      : all;
  });
}

/** "that assume a role whose name starts with Deploy". */
function assumedRoles(reader: Reader): IamWho | undefined {
  return reader.attempt(() => {
    reader.take("who", "that");
    return reader.take("assume", "assumes", "assuming", "using", "whose") === undefined
      ? undefined
      : rolesByPrefix(reader);
  });
}

/** "IAM roles whose name starts with Deploy, in any account", "a role with a name beginning with Deploy". */
function rolesByPrefix(reader: Reader): IamWho | undefined {
  return reader.attempt(() => {
    reader.take(...determiners);
    const iam = reader.take(
      "aws iam roles",
      "aws iam role",
      "iam roles",
      "iam role",
      "assumed roles",
      "assumed role",
    );
    const behind = iam === undefined && /^(?:assumes?|assuming|using|whose)$/.test(before(reader));
    if (iam === undefined && !(behind && reader.take("roles", "role") !== undefined)) return undefined;
    const named = reader.take("whose name", "whose names", "with a name", "with names", "name", "names");
    const ofName = named ?? (behind ? undefined : reader.take("that", "which"));
    if (ofName === undefined) return undefined;
    if (
      reader.take(
        "starts with",
        "start with",
        "starting with",
        "begins with",
        "begin with",
        "beginning with",
      ) === undefined
    )
      return undefined;
    const prefix = readValue(reader, [])?.text;
    if (prefix === undefined || !/^[\w+=,.@-]{1,64}$/.test(prefix)) return undefined;
    return { kind: "iam", account: accountBehind(reader), role: undefined, rolePrefix: prefix };
  });
}

/** "in any account", ", in account 111122223333": undefined where it is any. */
function accountBehind(reader: Reader): string | undefined {
  if (takeAnyAccount(reader)) return undefined;
  return reader.attempt(() => {
    const comma = reader.take(",") !== undefined;
    if (reader.take("in", "of", "from") === undefined) return undefined;
    reader.take("the");
    if (reader.take("aws account", "account") === undefined) return undefined;
    const id = reader.peek();
    const account = id?.kind === "number" ? id.plain : undefined;
    if (account === undefined || !/^\d{12}$/.test(account)) return undefined;
    reader.at += 1;
    if (comma) reader.take(",");
    return account;
  });
}

/** "in any account", also between commas. */
export function takeAnyAccount(reader: Reader): boolean {
  const found = reader.attempt(() => {
    const comma = reader.take(",") !== undefined;
    if (reader.take("in", "of", "from", "across") === undefined) return undefined;
    if (reader.take("any", "every", "all", "whichever") === undefined) return undefined;
    if (reader.take("aws account", "aws accounts", "account", "accounts") === undefined) return undefined;
    if (comma) reader.take(",");
    return true;
  });
  return found === true;
}

/** The word before, save an article. */
function before(reader: Reader): string {
  return /^(?:an?|the|any)$/.test(reader.word(-1)) ? reader.word(-2) : reader.word(-1);
}
