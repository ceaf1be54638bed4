import { claimNamed, isTier, isUserNoun, rolesNamed } from "./claims.ts";
import type { Context } from "./context.ts";
import { allOf, type Condition, type Who } from "./intermediate.ts";
import { readValue, readValues } from "./read-values.ts";
import { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";
import type { WordToken } from "./tokens.ts";
import { isVague } from "./vague-words.ts";
import { stem } from "./word-stem.ts";

const principals = new Set(
  ["principal", "caller", "agent", "client", "requester", "identity", "entity"].map(stem),
);
const users: Who = { kind: "users", condition: undefined };

/** The callers that the words from here name, as far as they go; undefined where they name none. */
export function readWho(reader: Reader, context: Context): Who | undefined {
  return reader.attempt(() => {
    const only = reader.take("only") !== undefined;
    void only;
    const first = readOne(reader, context);
    if (first === undefined) return undefined;
    let who = first;
    const members = [first];
    const joins = new Set<string>();
    for (;;) {
      const next = reader.attempt(() => {
        const comma = reader.take(",");
        const join = reader.take("and", "or", "&");
        if (comma === undefined && join === undefined) return undefined;
        const one = readOne(reader, context);
        if (one !== undefined && join !== undefined) joins.add(join);
        return one;
      });
      if (next === undefined) break;
      members.push(next);
      who = union(who, next, reader);
    }
    const restricts =
      members.length > 1 && members.some((each) => each.kind === "users" && each.condition?.kind === "all");
    if (joins.size > 1 || restricts) {
      refuse("It is not certain which of these callers the words belong to", reader.here(), {
        advice: "Write a sentence for each kind of caller.",
      });
    }
    const except = reader.attempt(() => {
      reader.take(",");
      if (
        reader.take(
          "except for",
          "except",
          "other than",
          "apart from",
          "but not",
          "but",
          "excluding",
          "besides",
        ) === undefined
      )
        return undefined;
      return readWho(reader, context);
    });
    return except === undefined ? who : without(who, except, reader);
  });
}

function union(a: Who, b: Who, reader: Reader): Who {
  if (a.kind === "users" && b.kind === "users" && a.condition !== undefined && b.condition !== undefined) {
    return { kind: "users", condition: { kind: "any", of: [...anyOf(a.condition), ...anyOf(b.condition)] } };
  }
  refuse("These callers do not go into one policy", reader.here(), {
    advice: "Write a sentence for each kind of caller.",
  });
}

function anyOf(condition: Condition): readonly Condition[] {
  return condition.kind === "any" ? condition.of : [condition];
}

function without(who: Who, except: Who, reader: Reader): Who {
  if (who.kind === "iam" || except.kind !== "users" || except.condition === undefined) {
    refuse("The exception names no certain callers", reader.here());
  }
  return {
    kind: "users",
    condition: allOf([
      who.kind === "users" ? who.condition : undefined,
      { kind: "not", of: except.condition },
    ]),
  };
}

function readOne(reader: Reader, context: Context): Who | undefined {
  const start = reader.at;
  const iam = readIam(reader);
  if (iam !== undefined) return iam;
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
    "no",
  );
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  if (
    reader.take(
      "account holders",
      "authenticated users",
      "signed-in users",
      "logged-in users",
      "oauth users",
    ) !== undefined
  ) {
    return restricted(reader, context, users);
  }
  if (isUserNoun(token.lower)) {
    reader.at += 1;
    const plural = token.lower.endsWith("s") || token.lower === "people";
    const named = reader.attempt(() =>
      determiner === "all" || determiner === "any" ? undefined : names(reader, context, plural),
    );
    return named ?? restricted(reader, context, users);
  }
  if (principals.has(token.stem)) {
    reader.at += 1;
    const iamLater = readIam(reader);
    if (iamLater !== undefined) return iamLater;
    return restricted(reader, context, { kind: "anyone" });
  }
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
  const labelled = readLabelled(reader, context, determiner !== undefined);
  if (labelled !== undefined) return restricted(reader, context, labelled);
  const members = reader.attempt(() => {
    if (reader.take("members of", "member of", "members in") === undefined) return undefined;
    const terms = membership(reader, context);
    return terms;
  });
  if (members !== undefined) return restricted(reader, context, { kind: "users", condition: members });
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
  if (isBareWord && !isVague(token.lower)) {
    reader.at += 1;
    context.notes.push(`"${bareName}" is read as a username.`);
    return { kind: "users", condition: claim("username", [bareName]) };
  }
  reader.at = start;
  return undefined;
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
      : /^(?:role|group|department|team|tier)$/.test(next) && !functionWords.has(word);
    if (!isClaim && after !== true) return undefined;
    const condition = claimTerm(reader, context);
    if (condition === undefined) return undefined;
    reader.take("members", "users", "member", "user");
    return condition;
  });
  if (named !== undefined) return { kind: "users", condition: named };
  const defined = reader.attempt(() => {
    let length = 0;
    while (length < 4 && reader.peek(length)?.kind === "word" && !functionWords.has(reader.word(length)))
      length += 1;
    if (length === 0) return undefined;
    reader.at += length;
    if (reader.take("(") === undefined) return undefined;
    reader.take("i.e", "with", "users with", "claim");
    const condition = claimTerms(reader, context);
    return condition !== undefined && reader.take(")") !== undefined ? condition : undefined;
  });
  if (defined !== undefined) return { kind: "users", condition: defined };
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  const isRole = rolesNamed(token.lower) !== undefined;
  if (isRole) {
    const byRole = reader.attempt(() => {
      reader.at += 1;
      const ahead = new Reader(reader.tokens, reader.at, reader.end);
      ahead.take("with", "in", "having", "of", "whose");
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

/** "managers", "nurses"; two in a row are one caller with a longer title, which is not guessed. */
function roleNoun(reader: Reader, context: Context): Condition | undefined {
  const token = reader.peek();
  if (token?.kind !== "word") return undefined;
  const roles = rolesNamed(token.lower);
  if (roles === undefined) return undefined;
  const next = reader.peek(1);
  if (next?.kind === "word" && rolesNamed(next.lower) !== undefined) return undefined;
  reader.at += 1;
  context.notes.push(
    `"${token.text}" is read as the claim role being ${roles.map((role) => `"${role}"`).join(" or ")}.`,
  );
  return claim("role", roles);
}

/** "premium users", "admin users", "premium-tier users", "users" after a role or a tier. */
function modifiedUsers(reader: Reader, context: Context): Who | undefined {
  return reader.attempt(() => {
    const words: WordToken[] = [];
    while (reader.peek()?.kind === "word" && words.length < 6) {
      const token = reader.peek();
      if (token?.kind !== "word") break;
      reader.at += 1;
      if (isUserNoun(token.lower) || token.lower === "customers" || token.lower === "callers") break;
      if (functionWords.has(token.lower) && token.lower !== "or" && token.lower !== "and") return undefined;
      words.push(token);
    }
    const last = reader.tokens[reader.at - 1];
    if (
      last?.kind !== "word" ||
      !(isUserNoun(last.lower) || last.lower === "customers" || last.lower === "callers") ||
      words.length === 0
    )
      return undefined;
    const joined = words.filter(({ lower }) => lower !== "or" && lower !== "and");
    const tier =
      joined.length > 0 &&
      joined.every(({ lower }) => isTier(lower.replace(/-tier$/, "")) || lower === "tier");
    const values = joined
      .filter(({ lower }) => lower !== "tier")
      .map(({ lower }) => lower.replace(/-tier$/, ""));
    if (tier && values.length > 0) {
      context.notes.push(
        `"${words.map(({ text }) => text).join(" ")} ${last.text}" is read as the claim tier.`,
      );
      return { kind: "users", condition: claim("tier", values) };
    }
    const suffix = /^(.+)-(role|tier|group|department|scope)$/.exec(joined[0]?.lower ?? "");
    if (suffix !== null && joined.length === 1) {
      const named = claimNamed(suffix[2] ?? "", context.vocabulary);
      if (named !== undefined) return { kind: "users", condition: claim(named, [suffix[1] ?? ""]) };
    }
    const roles = joined.map(({ lower }) => rolesNamed(lower));
    if (roles.length > 0 && roles.every((each) => each !== undefined)) {
      return { kind: "users", condition: claim("role", roles.flat()) };
    }
    return undefined;
  });
}

/** "user refund-agent", "users Ann and Bob", "the user named …". */
function names(reader: Reader, context: Context, plural: boolean): Who | undefined {
  const said = reader.take(
    "named",
    "called",
    "with username",
    "with the username",
    "with user name",
    "whose username is",
    "whose name is",
    "with usernames",
  );
  const token = reader.peek();
  if (token === undefined) return undefined;
  if (said === undefined) {
    const isName =
      token.kind === "quoted" ||
      (token.kind === "word" &&
        (/[-_.@\d]/.test(token.text) ||
          /^\p{Lu}\p{Ll}/u.test(token.text) ||
          (!plural && !functionWords.has(token.lower))));
    if (!isName || (token.kind === "word" && functionWords.has(token.lower))) return undefined;
  }
  const values = readValues(
    reader,
    [],
    "and or",
    (ahead) => ahead.word() === "users" || ahead.word() === "user",
  );
  if (values.length === 0) return undefined;
  return restricted(reader, context, {
    kind: "users",
    condition: claim(
      "username",
      values.map(({ text }) => text),
    ),
  });
}

const functionWords = new Set(
  "with who whose that in of from to can may cannot must is are should shall will has have having not never only and or does do needs assigned belonging under on at for by when if unless except outside calls via using under over".split(
    " ",
  ),
);

function claim(name: string, values: readonly string[]): Condition {
  return { kind: "claim", claim: name, test: "is", values };
}

/** What restricts callers: "with role X and scope Y", "in the finance department", "whose tier is gold". */
function restricted(reader: Reader, context: Context, base: Who): Who {
  const conditions: Condition[] =
    base.kind === "users" && base.condition !== undefined ? [base.condition] : [];
  for (;;) {
    const more = reader.attempt(() => restriction(reader, context));
    if (more === undefined) break;
    conditions.push(more);
  }
  const condition = allOf(conditions);
  if (condition === undefined) return base;
  return { kind: "users", condition };
}

function restriction(reader: Reader, context: Context): Condition | undefined {
  reader.attempt(() =>
    reader.word() === "," && /^(?:who|whose|with)$/.test(reader.word(1)) ? reader.take(",") : undefined,
  );
  const negated = reader.take(
    "without",
    "not having",
    "who do not have",
    "who does not have",
    "that do not have",
    "who lack",
    "lacking",
    "not with",
    "who are not in",
    "not in",
    "who is not in",
  );
  if (negated !== undefined) {
    const of = /in$/.test(negated) ? membership(reader, context) : claimTerms(reader, context);
    return of === undefined ? undefined : { kind: "not", of };
  }
  if (reader.take("whose", "where the user 's", "where their") !== undefined) {
    const parts = whoseTerms(reader, context);
    return parts;
  }
  if (
    reader.take(
      "with",
      "having",
      "who have",
      "who has",
      "that have",
      "that has",
      "assigned",
      "who have been assigned",
      "holding",
      "who hold",
    ) !== undefined
  ) {
    return claimTerms(reader, context);
  }
  if (
    reader.take(
      "in",
      "who are in",
      "who is in",
      "from",
      "of",
      "belonging to",
      "who belong to",
      "who belongs to",
      "who are members of",
      "who is a member of",
      "at",
      "that belong to",
      "on",
      "within",
      "working in",
    ) !== undefined
  ) {
    return membership(reader, context);
  }
  if (reader.take("who are", "who is", "that are") !== undefined) {
    reader.take("a", "an");
    return list(reader, () => roleNoun(reader, context));
  }
  return undefined;
}

function list(reader: Reader, read: () => Condition | undefined): Condition | undefined {
  const first = read();
  if (first === undefined) return undefined;
  const all = [first];
  for (;;) {
    const next = reader.attempt(() => {
      if (reader.take("or") === undefined) return undefined;
      reader.take("a", "an");
      return read();
    });
    if (next === undefined) break;
    all.push(next);
  }
  return all.length === 1 ? first : { kind: "any", of: all };
}

/** "role X", "the X role", "role X and scope Y". */
export function claimTerms(reader: Reader, context: Context): Condition | undefined {
  const first = claimTerm(reader, context);
  if (first === undefined) return undefined;
  const all = [first];
  let join: string | undefined;
  for (;;) {
    const next = reader.attempt(() => {
      reader.take(",");
      const word = reader.take("and", "or");
      if (word === undefined) return undefined;
      reader.take("with", "whose", "having");
      const term = claimTerm(reader, context);
      if (term === undefined) return undefined;
      if (join !== undefined && join !== word) {
        refuse("“and” and “or” side by side can be understood in two ways", reader.here(), {
          advice: "Write two sentences.",
        });
      }
      join = word;
      return term;
    });
    if (next === undefined) break;
    all.push(next);
  }
  return all.length === 1 ? first : { kind: join === "or" ? "any" : "all", of: all };
}

function claimTerm(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const determiner = reader.take("either the", "either", "the", "a", "an", "any of the", "one of the");
    void determiner;
    // the claim's name first: role manager, tier of gold, a role of "x" or "y"
    const before = reader.at;
    const named = takeClaim(reader, context);
    if (named !== undefined) {
      reader.take("claim");
      const test = textTest(reader);
      const of = reader.take(
        "of",
        "named",
        "called",
        "is",
        "=",
        "==",
        ":",
        "equal to",
        "equals",
        "set to",
        "that is",
        "being",
        "in",
        "either",
        "one of",
      );
      void of;
      reader.take("either", "one of");
      const values = readValues(reader, [], "and or", (ahead) => takeAhead(ahead, context));
      if (values.length > 0) {
        const separate = joinedByAnd(reader, before) && values.length > 1;
        const conditions = values.map(
          ({ text }): Condition => ({ kind: "claim", claim: named, test, values: [text] }),
        );
        if (!separate) return { kind: "claim", claim: named, test, values: values.map(({ text }) => text) };
        if (named === "scope" || named === "groups") return { kind: "all", of: conditions };
        refuse("It is not certain whether all of these are needed or one is enough", reader.here(), {
          advice: 'Write "or", or two sentences.',
        });
      }
      reader.at = before;
    }
    // the value first: the manager role, admin or manager roles
    const values = readValues(reader, [], "and or", () => false);
    if (values.length === 0) return undefined;
    const end = reader.at;
    const claimName = takeClaim(reader, context);
    if (claimName === undefined) return undefined;
    reader.take("claim");
    if (values.length > 1 && joinedByAnd(reader, before, end)) {
      refuse("It is not certain whether all of these are needed or one is enough", reader.here(), {
        advice: 'Write "or", or two sentences.',
      });
    }
    return { kind: "claim", claim: claimName, test: "is", values: values.map(({ text }) => text) };
  });
}

function joinedByAnd(reader: Reader, from: number, to = reader.at): boolean {
  return reader
    .slice(from, to)
    .some(
      (token) =>
        (token.kind === "word" && token.lower === "and") || (token.kind === "mark" && token.text === "&"),
    );
}

function takeAhead(reader: Reader, context: Context): boolean {
  const before = reader.at;
  reader.take("the", "a", "with", "whose");
  const found = takeClaim(reader, context) !== undefined;
  reader.at = before;
  return found;
}

/** The claim that the next one or two words name. */
export function takeClaim(reader: Reader, context: Context): string | undefined {
  for (const length of [2, 1]) {
    const tokens = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
    if (tokens.length !== length || tokens.some((token) => token.kind !== "word" && token.kind !== "quoted"))
      continue;
    const name = claimNamed(tokens.map(({ text }) => text).join(" "), context.vocabulary);
    if (name === undefined) continue;
    reader.at += length;
    return name;
  }
  // a claim of any name, when it is called one: claim clearance, the "x" claim
  const token = reader.peek(reader.word() === "claim" ? 1 : 0);
  if (
    token !== undefined &&
    (token.kind === "word" || token.kind === "quoted") &&
    (reader.word() === "claim" || reader.word(1) === "claim")
  ) {
    reader.at += 2;
    return token.text;
  }
  return undefined;
}

function textTest(reader: Reader): "is" | "contains" | "starts" | "ends" {
  if (reader.take("containing", "that contains", "contains") !== undefined) return "contains";
  if (
    reader.take("starting with", "that starts with", "starts with", "beginning with", "begins with") !==
    undefined
  )
    return "starts";
  return reader.take("ending with", "ending in", "that ends with", "ends with", "ends in") === undefined
    ? "is"
    : "ends";
}

/** "department is finance", "email ends with @example.com", "role is not intern", joined by and/or. */
export function whoseTerms(reader: Reader, context: Context): Condition | undefined {
  const first = whoseTerm(reader, context);
  if (first === undefined) return undefined;
  const all = [first];
  let join: string | undefined;
  for (;;) {
    const next = reader.attempt(() => {
      reader.take(",");
      const word = reader.take("and", "or");
      if (word === undefined) return undefined;
      reader.take("whose", "their");
      const term = whoseTerm(reader, context);
      if (term === undefined) return undefined;
      if (join !== undefined && join !== word)
        refuse("“and” and “or” side by side can be understood in two ways", reader.here(), {
          advice: "Write two sentences.",
        });
      join = word;
      return term;
    });
    if (next === undefined) break;
    all.push(next);
  }
  return all.length === 1 ? first : { kind: join === "or" ? "any" : "all", of: all };
}

/** A claim, a test and its values; the claim must be one that is known or called a claim. */
export function whoseTerm(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("the");
    const start = reader.here();
    const named = takeClaim(reader, context);
    if (named === undefined) {
      const token = reader.peek();
      if (token?.kind === "word" && /^(?:is|equals|contains|starts|ends|includes)$/.test(reader.word(1))) {
        refuse(`"${token.text}" is no claim that this gateway's tokens are known to have`, start, {
          candidates: context.vocabulary.claims.slice(0, 10),
          advice: `Where the tokens have it, write "the claim ${token.text}".`,
        });
      }
      return undefined;
    }
    reader.take("claim");
    const { negated, test, joins } = claimTest(reader);
    if (test === undefined) return undefined;
    const values = readValues(reader, [], joins, (ahead) => takeAhead(ahead, context));
    if (values.length === 0) return undefined;
    const condition: Condition = {
      kind: "claim",
      claim: named,
      test,
      values: values.map(({ text }) => text),
    };
    return negated ? { kind: "not", of: condition } : condition;
  });
}

function claimTest(reader: Reader): {
  negated: boolean;
  test: "is" | "contains" | "starts" | "ends" | undefined;
  joins: "or" | "and or";
} {
  const negated = reader.take(
    "is not",
    "are not",
    "does not equal",
    "!=",
    "is not equal to",
    "is anything but",
    "is other than",
    "does not contain",
    "does not include",
    "does not start with",
    "does not end with",
  );
  if (negated !== undefined) {
    reader.take("one of", "in", "either", "equal to");
    const test = /contain/.test(negated)
      ? "contains"
      : /start/.test(negated)
        ? "starts"
        : /end/.test(negated)
          ? "ends"
          : "is";
    return { negated: true, test: /include/.test(negated) ? "is" : test, joins: "or" };
  }
  const found = reader.take(
    "is one of",
    "is in",
    "is either",
    "is equal to",
    "is",
    "are",
    "equals",
    "=",
    "==",
    "includes",
    "include",
    "contains",
    "starts with",
    "begins with",
    "ends with",
    "ends in",
    "matches",
  );
  reader.take("a", "an");
  if (found === undefined) return { negated: false, test: undefined, joins: "or" };
  const test =
    found === "contains"
      ? "contains"
      : /^(?:starts|begins)/.test(found)
        ? "starts"
        : /^ends/.test(found)
          ? "ends"
          : "is";
  return { negated: false, test, joins: /(?:one of|in)$/.test(found) ? "and or" : "or" };
}

/** "the finance department", "group admins", "department HR", "the engineering team or group". */
function membership(reader: Reader, context: Context): Condition | undefined {
  const account = reader.word() === "aws" || reader.word() === "account";
  return account ? undefined : claimTerms(reader, context);
}

/** Callers with AWS credentials: an account, or a role in one. */
function readIam(reader: Reader): Who | undefined {
  return reader.attempt(() => {
    reader.take(
      "callers",
      "the caller",
      "principals",
      "any caller",
      "iam principals",
      "aws principals",
      "any principal",
      "all callers",
      "requests",
      "anyone",
      "everyone",
    );
    const service = reader.attempt(() => {
      reader.take("the");
      for (let ahead = 0; ahead < 5; ahead += 1) {
        if (reader.word(ahead) === "(" && reader.word(ahead + 1) === "iam") {
          reader.at += ahead + 1;
          return true;
        }
      }
      return undefined;
    });
    reader.take("assuming", "using", "who assume", "that assume", "with", "in", "from", "of");
    const arn = reader.peek();
    if (arn?.kind === "word" || arn?.kind === "quoted") {
      const found = /^arn:aws:(?:iam|sts)::(\d{12}):(?:assumed-role|role)\/([\w+=,.@/-]{1,200})$/.exec(
        arn.text,
      );
      if (found !== null) {
        reader.at += 1;
        return { kind: "iam", account: found[1] ?? "", role: found[2] };
      }
    }
    const role = reader.attempt(() => {
      reader.take("the");
      const iam = reader.take("iam role", "aws role", "role");
      const value = readValue(reader, []);
      if (value === undefined || (iam === undefined && !/Role/.test(value.text))) return undefined;
      reader.take("role", "iam role");
      return value.text;
    });
    reader.take("in", "from", "of", "belonging to");
    const spoken = reader.take(
      "aws account",
      "account",
      "the aws account",
      "the account",
      "aws accounts",
      "account id",
      "account number",
    );
    const id = reader.peek();
    const account = id?.kind === "number" ? id.plain : undefined;
    if (account === undefined || !/^\d{12}$/.test(account) || spoken === undefined) return undefined;
    reader.at += 1;
    if (service !== undefined && reader.take(")") === undefined) return undefined;
    return { kind: "iam", account, role };
  });
}
