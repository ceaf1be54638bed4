import { isObjectOf, meant } from "../checks/claim-or-argument.ts";
import { matchField } from "../conditions/match-fields.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { isClause, subjectWords } from "../sentence/clause-ahead.ts";
import { Reader } from "../words/reader.ts";
import { claimTerms } from "./claim-terms.ts";
import { claimNamed, rolesNamed } from "./claims.ts";
import { namedPerson } from "./named-person.ts";
import { owningClause } from "./owning-clause.ts";
import { takeClaim } from "./take-claim.ts";
import { takeHyphenedTitle, takeNeededTitle } from "./titled-role.ts";
import { whoseTerm } from "./whose-term.ts";
import { withoutTerms } from "./without-terms.ts";

/** "the user has role X", "the caller's department is X", "they are a manager", "the role is X". */
export function callerClause(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const start = reader.at;
    const pronoun = reader.take(
      "they",
      "he",
      "she",
      "the user",
      "the caller",
      "the principal",
      "the requester",
      "user",
      "caller",
      "a user",
      "the calling user",
      "the requesting user",
      "the agent",
    );
    // who asked may be what an argument says
    if (pronoun === "the requester" && isArgument("request", context)) return undefined;
    if (pronoun !== undefined && reader.take("'s") !== undefined) {
      reader.take("own");
      const given = reader.attempt(() => claimGiven(reader, context));
      if (given !== undefined) return given;
      const any = /caller|principal|requesting|calling/.test(pronoun);
      const ofPeople = /user$/.test(pronoun) && !isObjectOf("user", context);
      const own = ownClaim(reader, any ? { ...context, anyClaim: true } : context, ofPeople);
      return sure(pronoun, own, context);
    }
    if (
      pronoun !== undefined &&
      (pronoun === "user" || /user|caller|principal/.test(pronoun)) &&
      reader.word() === "id"
    )
      return undefined;
    if (pronoun !== undefined) {
      const owns = owningClause(reader, context);
      if (owns !== undefined) return owns;
      if (
        reader.take(
          "does not have",
          "do not have",
          "lacks",
          "lack",
          "has not",
          "has no",
          "have no",
          "does not hold",
          "do not hold",
          "holds no",
          "hold no",
        ) !== undefined
      ) {
        const of = claimTerms(reader, context);
        return of === undefined
          ? undefined
          : sure(pronoun, withoutTerms(of, reader, reader.tokens[start] ?? reader.here()), context);
      }
      if (
        reader.take(
          "has",
          "have",
          "holds",
          "hold",
          "is assigned",
          "are assigned",
          "has been assigned",
          "have been assigned",
          "possesses",
          "possess",
        ) !== undefined
      )
        return sure(pronoun, claimTerms(reader, context), context);
      const negated = reader.take("is not", "are not") !== undefined;
      if (!negated && reader.take("is", "are", "belongs to", "belong to") === undefined) return undefined;
      const condition = beingClause(reader, pronoun, context);
      if (condition === undefined) {
        reader.at = start;
        return undefined;
      }
      return negated ? { kind: "not", of: condition } : condition;
    }
    const own = reader.take("their own", "his own", "her own", "their", "his", "her");
    if (own !== undefined) {
      if (!own.endsWith("own") && isOfThing(reader, context)) return undefined;
      const term = ownClaim(reader, context);
      return own.endsWith("own") ? meant(term, "caller") : term;
    }
    const told = reader.attempt(() => {
      reader.take("the");
      return reader.word() === "claim" || reader.word(1) === "claim" ? whoseTerm(reader, context) : undefined;
    });
    if (told !== undefined) return told;
    const first = reader.attempt(() => {
      reader.take("the");
      const words = subjectWords(reader);
      const named =
        words.length > 0 &&
        words.length <= 2 &&
        words.every((token) => token.kind === "word" || token.kind === "quoted")
          ? claimNamed(words.map(({ text }) => text).join(" "), context.vocabulary)
          : undefined;
      const isField = matchField(words, context.tools, "any").kind !== "none";
      if (named === undefined && reader.word(1) !== "claim") return undefined;
      // a title or a region is rarely the caller's where nobody says so
      if (
        reader.word(words.length) !== "claim" &&
        !/^(?:roles?|scope|(?:cognito:)?groups?|department|tier|username|email)$/.test(named ?? "")
      ) {
        return undefined;
      }
      if (isField && reader.word(words.length) !== "claim") return undefined;
      return whoseTerm(reader, context);
    });
    return first;
  });
}

function isArgument(noun: string, { tools }: Context): boolean {
  return tools.some(({ fields }) => fields.some(({ nameStems }) => nameStems[0]?.startsWith(noun) === true));
}

/** "vehicles … if their mileage is over 10": no claim is called so, and an argument is. */
function isOfThing(reader: Reader, context: Context): boolean {
  if (context.behind !== true) return false;
  const ahead = new Reader(reader.tokens, reader.at, reader.end);
  if (takeClaim(ahead, context) !== undefined) return false;
  const words = subjectWords(ahead);
  const match = matchField(words, context.tools, "any");
  return words.length > 0 && match.kind === "one" && match.missing === 0;
}

/** The caller's own claim, save where "they" may be what the tool acts on. */
function sure(pronoun: string, condition: Condition | undefined, context: Context): Condition | undefined {
  const [noun = ""] = pronoun.split(" ").slice(-1);
  return pronoun === "they" || isObjectOf(noun, context) ? condition : meant(condition, "caller");
}

/** "the caller's role is not provided". */
function claimGiven(reader: Reader, context: Context): Condition | undefined {
  const token = reader.peek();
  const known = takeClaim(reader, context);
  if (known === undefined) {
    if (token?.kind !== "word" && token?.kind !== "quoted") return undefined;
    reader.at += 1;
  }
  reader.take("claim");
  const claim = known ?? token?.text;
  if (claim === undefined || reader.take("is", "are") === undefined) return undefined;
  const not = reader.take("not") !== undefined;
  const absent = reader.take("missing", "absent") !== undefined;
  if (!absent && reader.take("provided", "given", "present", "set") === undefined) return undefined;
  // "set to x" is a value
  if (reader.word() === "to" || (absent && not)) return undefined;
  const present: Condition = { kind: "claim-present", claim };
  return not || absent ? { kind: "not", of: present } : present;
}

function ownClaim(reader: Reader, context: Context, ofPeople = false): Condition | undefined {
  const before = reader.at;
  const term = whoseTerm(reader, context, ofPeople);
  if (term !== undefined) return term;
  reader.at = before;
  return undefined;
}

/** "manager", "senior-adjuster", "senior adjuster": the values of the claim role that the noun names. */
function takeRole(reader: Reader, context: Context): readonly string[] | undefined {
  const token = reader.peek();
  const role = token?.kind === "word" ? rolesNamed(token.lower) : undefined;
  if (role !== undefined) {
    if (claimNamed(reader.word(1), context.vocabulary) !== undefined) return undefined;
    reader.at += 1;
    return role;
  }
  const article = /^an?$/.test(reader.word(-1));
  const title = (article ? takeHyphenedTitle(reader) : undefined) ?? takeNeededTitle(reader, context);
  return title === undefined ? undefined : [title];
}

/** What follows "the user is": in a group, a manager, someone by name. */
function beingClause(reader: Reader, pronoun: string, context: Context): Condition | undefined {
  if (reader.take("in", "a member of", "part of", "from", "member of") !== undefined)
    return sure(pronoun, claimTerms(reader, context), context);
  const named = reader.attempt(() => namedPerson(reader, context));
  if (named !== undefined) return named;
  reader.take("a", "an", "either a", "either an");
  const token = reader.peek();
  const role = takeRole(reader, context);
  if (role !== undefined) {
    const values = [...role];
    for (;;) {
      const next = reader.attempt(() => {
        if (reader.take("or") === undefined) return undefined;
        reader.take("a", "an");
        return takeRole(reader, context);
      });
      if (next === undefined) break;
      values.push(...next);
    }
    const said =
      token !== undefined && reader.tokens[reader.at - 1] === token ? token.text : values.join(" or ");
    context.notes.push(`"${said}" is read as the claim role.`);
    return sure(pronoun, { kind: "claim", claim: "role", test: "is", values }, context);
  }
  const isOneOfKind = /^an?$/.test(reader.word(-1));
  if (token?.kind === "quoted" || (!isOneOfKind && token?.kind === "word" && /[-_.@\d]/.test(token.text))) {
    const values = readValues(reader, [], "or", isClause);
    return { kind: "claim", claim: "username", test: "is", values: values.map(({ text }) => text) };
  }
  return undefined;
}
