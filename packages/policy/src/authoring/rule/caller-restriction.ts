import { claimTerm } from "../callers/claim-term.ts";
import { claimTerms, membership } from "../callers/claim-terms.ts";
import { rolesNamed } from "../callers/claims.ts";
import { describedClaim } from "../callers/described-claim.ts";
import { joinedTerms } from "../callers/joined-terms.ts";
import { saysWho } from "../callers/says-who.ts";
import { whoseTerm } from "../callers/whose-term.ts";
import { withoutTerms } from "../callers/without-terms.ts";
import { isObjectOf, meant } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition, type Who } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";

/** "managers", "nurses"; two in a row are one caller with a longer title, which is not guessed. */
export function roleNoun(reader: Reader, context: Context): Condition | undefined {
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

/** Words that begin something else than a name. */
export const functionWords = new Set(
  "with who whose that in of from to can may cannot must is are should shall will has have having not never no nobody none neither nor only and or does do needs assigned belonging under on at for by when if unless except outside calls via using under over while whereas but because although though than then since until before after during".split(
    " ",
  ),
);

/** "whose token carries the scope x": what a token carries are claims. */
const tokensCarrying = ["whose", "with a token that", "with tokens that"].flatMap((whose) =>
  ["token", "tokens", "access token", "access tokens", "jwt", "jwts"].flatMap((token) =>
    ["carries", "carry", "has", "have", "includes", "include", "contains", "contain", "holds", "hold"].map(
      (verb) => (whose === "whose" ? `whose ${token} ${verb}` : `${whose} ${verb}`),
    ),
  ),
);

/** The claim being one of the values. */
export function claim(name: string, values: readonly string[]): Condition {
  return { kind: "claim", claim: name, test: "is", values };
}

/** What restricts callers: "with role X and scope Y", "in the finance department", "whose tier is gold". */
export function restricted(reader: Reader, context: Context, base: Who): Who {
  const conditions: Condition[] =
    base.kind === "users" && base.condition !== undefined ? [base.condition] : [];
  const noun = reader.tokens[reader.at - 1];
  const certain =
    context.behind !== true ||
    (!(base.kind === "users" && base.called !== undefined) &&
      !(noun?.kind === "word" && isObjectOf(noun.lower, context)));
  for (;;) {
    const whose = /^(?:,|who|whose)$/.test(reader.word());
    const more = reader.attempt(() => restriction(reader, context));
    if (more === undefined) break;
    // "users in the EU region" have it; in "refunds by managers in the EU region" it may be the refunds'
    const direct = certain && (conditions.length === 0 || whose);
    conditions.push(
      direct ? meant(more, "caller") : context.behind === true ? meant(more, "doubtful") : more,
    );
  }
  const condition = allOf(conditions);
  if (condition === undefined) return base;
  // those without a token have no role either
  const everyone = base.kind === "anyone" && conditions.every(({ kind }) => kind === "not");
  // "guests who are not managers" are still to be told from other callers
  const called = base.kind === "users" && !saysWho(condition) ? base.called : undefined;
  return {
    kind: "users",
    condition,
    ...(everyone ? { everyone } : {}),
    ...(called === undefined ? {} : { called }),
  };
}

/** One restriction of callers, if one comes next. */
export function restriction(reader: Reader, context: Context): Condition | undefined {
  reader.attempt(() =>
    reader.word() === "," && /^(?:who|whose|with)$/.test(reader.word(1)) ? reader.take(",") : undefined,
  );
  // "users but with role x" may be all others
  const joined =
    reader.word() === "but" ? /^(?:without|lacking|not)$/.test(reader.word(1)) : reader.word() === "and";
  if (joined && continues(reader)) reader.at += 1;
  const neither = reader.attempt(() => neitherNor(reader, context));
  if (neither !== undefined) return neither;
  const from = reader.here();
  const negated = reader.take(
    "without",
    "not having",
    "who do not have",
    "who does not have",
    "that do not have",
    "who lack",
    "who lacks",
    "that lack",
    "that lacks",
    "that does not have",
    "who do not hold",
    "who does not hold",
    "not holding",
    "lacking",
    "not with",
    "who are not in",
    "not in",
    "who is not in",
    "who do not belong to",
    "who does not belong to",
    "who are not members of",
    "who is not a member of",
    "who lacks",
    "that lack",
    "that lacks",
    "missing",
    "outside of",
    "outside",
    "not belonging to",
    "not in",
  );
  if (negated !== undefined) {
    const of = /(?:in|of|to|outside)$/.test(negated)
      ? membership(reader, context)
      : claimTerms(reader, context);
    return of === undefined ? undefined : withoutTerms(of, reader, from);
  }
  if (
    reader.take(
      ...tokensCarrying,
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
      "who holds",
      "that hold",
      "that holds",
      "who possess",
      "who possesses",
    ) !== undefined
  ) {
    return reader.attempt(() => describedClaim(reader, context)) ?? claimTerms(reader, context);
  }
  if (reader.take("whose", "where the user 's", "where their") !== undefined) {
    const parts = joinedTerms(reader, ["whose", "their"], context, () => whoseTerm(reader, context, true));
    return parts;
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
    return reader.attempt(() => describedClaim(reader, context)) ?? membership(reader, context);
  }
  const isNot = reader.take("who are not", "who is not", "that are not", "that is not") !== undefined;
  if (isNot || reader.take("who are", "who is", "that are") !== undefined) {
    reader.take("a", "an");
    const roles = list(reader, () => roleNoun(reader, context));
    return isNot && roles !== undefined ? { kind: "not", of: roles } : roles;
  }
  return undefined;
}

/** "… and not in group x", "… but without scope y" go on restricting the same callers. */
function continues(reader: Reader): boolean {
  const next = reader.word(1);
  if (/^(?:without|lacking|whose|with|having)$/.test(next)) return true;
  if (next === "not") return /^(?:in|with|having)$/.test(reader.word(2));
  return next === "who" && /^(?:are|is|do|does|have|has|lack|lacks|hold|belong)$/.test(reader.word(2));
}

/** "with neither role x nor scope y". */
function neitherNor(reader: Reader, context: Context): Condition | undefined {
  if (
    reader.take("with neither", "having neither", "who have neither", "who has neither", "in neither") ===
    undefined
  )
    return undefined;
  const first = claimTerm(reader, context);
  if (first === undefined || reader.take("nor") === undefined) return undefined;
  const second = claimTerm(reader, context);
  return second === undefined ? undefined : { kind: "not", of: { kind: "any", of: [first, second] } };
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
