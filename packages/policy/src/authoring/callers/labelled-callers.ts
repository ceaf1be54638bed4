import { meant } from "../checks/claim-or-argument.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { claim, functionWords, restriction } from "../rule/caller-restriction.ts";
import { verbOfAct } from "../words/act-nouns.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { Reader } from "../words/reader.ts";
import { stem } from "../words/word-stem.ts";
import { claimTerm } from "./claim-term.ts";
import { claimNamed, rolesNamed } from "./claims.ts";
import { namedCallers } from "./named-callers.ts";
import { saysWho } from "./says-who.ts";

const labels = new Set(
  "customer client employee staff worker person guest patient traveler traveller passenger subscriber taxpayer resident buyer shopper visitor member citizen seller driver agent rep borrower renter player"
    .split(" ")
    .map(stem),
);
/** Callers named by what their tokens hold: "role support", "the chef role", "team leads (role team-lead)", "customers with tier gold". */
export function labelledCallers(reader: Reader, context: Context, determined: boolean): Who | undefined {
  const named = reader.attempt(() => {
    const word = reader.word();
    const isClaim = /^(?:role|roles|group|groups|scope|tier|department)$/.test(word);
    const next = reader.word(1);
    const isBeforeClaim = /^(?:role|group|department|tier)$/.test(next) && !functionWords.has(word);
    if (!isClaim && !isBeforeClaim) return undefined;
    if (isClaim && namesDeed(reader, context)) return undefined;
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
      const said = restriction(reader, context);
      // "contractors whose role is not admin" are contractors all the same
      return saysWho(said) ? said : undefined;
    });
    return byRole === undefined ? undefined : { kind: "users", condition: byRole };
  }
  const acts = /[^s]s$/.test(token.lower) && isPersonNoun(token.lower) && !offices.test(token.lower);
  if (!(labels.has(token.stem) || acts) || (determined && reader.word(1) === "")) return undefined;
  reader.at += 1;
  return { kind: "users", condition: undefined, called: token.text };
}

/** "Role grants" of a tool grant_role are no role that is called "grants". */
function namesDeed(reader: Reader, { vocabulary }: Context): boolean {
  const [label, act] = [reader.peek(), reader.peek(1)];
  if (label?.kind !== "word" || act?.kind !== "word") return false;
  return vocabulary.tools.some(
    ({ nameStems: [verb, ...things] }) =>
      things.includes(label.stem) && (verb === act.stem || verb === verbOfAct(act.lower)),
  );
}

/** Nouns that are as well what is acted on. */
const offices = /^(?:accounts?|services?|desks?|offices?|departments?|bots?|teams?|crews?|tenants?)$/;
