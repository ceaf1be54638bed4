import { meant } from "../checks/claim-or-argument.ts";
import { argumentAhead } from "../conditions/claim-equals-argument.ts";
import { claimTest } from "../conditions/claim-test.ts";
import { matchField } from "../conditions/match-fields.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { heads, subjectWords } from "../sentence/clause-ahead.ts";
import { inTokens } from "../words/in-tokens.ts";
import type { Reader } from "../words/reader.ts";
import { saysClaim } from "./says-claim.ts";
import { takeClaim } from "./take-claim.ts";
import { isTermAhead } from "./term-ahead.ts";
import { claimOfPeople, unusualClaim } from "./unusual-claim.ts";

/** A claim, a test and its values; the claim must be one that is known or called a claim, or, said of people, be written as claims are. */
export function whoseTerm(reader: Reader, context: Context, ofPeople = false): Condition | undefined {
  return reader.attempt(() => {
    reader.take("the");
    const start = reader.here();
    const from = reader.at;
    const known =
      takeClaim(reader, context) ?? (context.anyClaim === true ? unusualClaim(reader, context) : undefined);
    const guessed = known === undefined && ofPeople ? claimOfPeople(reader, context) : undefined;
    const named = known ?? guessed;
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
    reader.take(...inTokens);
    // nobody knows this claim: an argument that is called so is asked about
    const doubtful = (of: Condition): Condition => (guessed === undefined ? of : meant(of, "doubtful"));
    const told = saysClaim(reader, from);
    const { negated, test, joins } = claimTest(reader);
    if (test === undefined) return undefined;
    const argument = test === "is" ? argumentAhead(reader, named, context) : undefined;
    if (argument !== undefined) {
      const same: Condition = { kind: "same", field: argument, claim: named };
      return negated ? { kind: "not", of: same } : same;
    }
    const values = readValues(
      reader,
      [],
      joins,
      (ahead) => isTermAhead(ahead, context) || beginsFieldClause(ahead, context),
    );
    if (values.length === 0) return undefined;
    refuseState(values, start);
    const condition = told(
      doubtful({ kind: "claim", claim: named, test, values: values.map(({ text }) => text) }),
    );
    return negated ? { kind: "not", of: condition } : condition;
  });
}

/** Throws for "whose department is not set": it is not certain whether there is none, or one that is called "set". */
function refuseState(
  values: readonly { readonly text: string; readonly quoted: boolean }[],
  span: TextSpan,
): void {
  const state = values.find(({ text, quoted }) => !quoted && states.test(text));
  if (state === undefined) return;
  refuse(`It is not certain whether a value called "${state.text}" is meant, or whether there is one`, span, {
    candidates: [`"${state.text}"`, "users without the claim …", "users who have the claim …"],
    advice: "Write the value in quotes, or say of the claim that it is there.",
    telling: true,
  });
}

const states =
  /^(?:set|unset|empty|missing|absent|blank|present|given|provided|known|unknown|null|none|nothing|defined|undefined|specified|available)$/i;

/** "… is clerk and status is x": an argument of the tool and a verb come next. */
function beginsFieldClause(reader: Reader, context: Context): boolean {
  const subject = subjectWords(reader);
  const verb = reader.word(subject.length);
  return (
    subject.length > 0 &&
    heads.has(verb) &&
    context.behind === true &&
    matchField(subject, context.tools, "any").kind === "one"
  );
}
