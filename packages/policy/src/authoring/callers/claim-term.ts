import { argumentAhead } from "../conditions/claim-equals-argument.ts";
import { textTest } from "../conditions/claim-test.ts";
import { readValues } from "../conditions/read-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { allows, denials, offs } from "../words/effect-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { isTier } from "./claims.ts";
import { saysClaim } from "./says-claim.ts";
import { takeClaim } from "./take-claim.ts";
import { isTermAhead } from "./term-ahead.ts";
import { identifierClaim, unusualClaim } from "./unusual-claim.ts";

const noValues = new Set([...allows, ...denials, ...offs, "claim", "claims"]);

/** One claim with its values, in either order. */
export function claimTerm(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("membership in", "membership of");
    const article = reader.take("either the", "either", "the", "a", "an", "any of the", "one of the");
    // the claim's name first: role manager, tier of gold, a role of "x" or "y"
    const before = reader.at;
    const named =
      takeClaim(reader, context) ?? identifierClaim(reader, context) ?? unusualClaim(reader, context);
    if (named !== undefined) {
      reader.take("claim");
      const told = saysClaim(reader, before);
      const test = textTest(reader);
      const of = reader.take(
        "equal to",
        "with the value of",
        "with the value",
        "with a value of",
        "with value",
        "having the value",
        "having value",
        "whose value is",
        "valued",
        "that equals",
        "that matches",
        "equalling",
        "equaling",
        "matching",
        "of",
        "named",
        "called",
        "is",
        "=",
        "==",
        ":",
        "equals",
        "set to",
        "that is",
        "being",
        "in",
        "either",
        "one of",
      );
      const argument =
        test === "is" && /^(?:equal|=|that|matching|is|being)/.test(of ?? "")
          ? argumentAhead(reader, named, context)
          : undefined;
      if (argument !== undefined) return { kind: "same", field: argument, claim: named };
      const either = reader.take("either", "one of");
      const oneOf = [article, of, either].some((each) => /^(?:one|any) of/.test(each ?? ""));
      const values = readValues(reader, [], "and or", (ahead) => isTermAhead(ahead, context));
      if (values.length > 0) {
        refuseStates(values, context);
        if (/scope|groups$/.test(named) && values.length > 1 && !oneOf && isBareList(reader, before))
          refuseAllOrOne(reader);
        const separate = !oneOf && joinedByAnd(reader, before) && values.length > 1;
        const conditions = values.map(
          ({ text }): Condition => ({ kind: "claim", claim: named, test, values: [text] }),
        );
        if (!separate) {
          return told({ kind: "claim", claim: named, test, values: values.map(({ text }) => text) });
        }
        if (named === "scope" && unlike(values.map(({ token }) => token))) refuseAllOrOne(reader);
        if (named === "scope" || named === "groups") return told({ kind: "all", of: conditions });
        refuseAllOrOne(reader);
      }
      reader.at = before;
    }
    // the value first: the manager role, admin or manager roles
    const values = readValues(reader, [], "and or", () => false);
    if (values.length === 0) return undefined;
    // "Let role archivist …" names no role "let"
    // "the EU (claim region)" has its value before the bracket
    if (values.some(({ quoted, token }) => !quoted && token.kind === "word" && noValues.has(token.lower)))
      return undefined;
    // "(claim region)" says which claim, and no region called "claim"
    if (values.some(({ quoted, text }) => !quoted && /^claims?$/i.test(text))) return undefined;
    const end = reader.at;
    const claimName = takeClaim(reader, context);
    if (claimName === undefined) return undefined;
    // "a guardian email" is no email that says "guardian"
    if (claimName === "email" && values.some(({ text }) => !text.includes("@"))) return undefined;
    reader.take("claim");
    if (values.length > 1 && joinedByAnd(reader, before, end)) {
      refuseAllOrOne(reader);
    }
    return saysClaim(
      reader,
      end,
    )({
      kind: "claim",
      claim: claimName,
      test: "is",
      values: values.flatMap((each) => spellings(each, claimName, reader, context)),
    });
  });
}

/** "scope secrets:write and approval": the latter may be no scope. */
function unlike(tokens: readonly Token[]): boolean {
  const bare = tokens.filter(({ kind, text }) => kind === "word" && !/[:./_-]/.test(text));
  return bare.length > 0 && bare.length < tokens.length;
}

/** "by role head, confirmed or unconfirmed": what a flag of the tools says is no further value. */
function refuseStates(
  values: readonly { readonly text: string; readonly quoted: boolean; readonly token: Token }[],
  { tools }: Context,
): void {
  const state = values
    .slice(1)
    .find(
      ({ text, quoted }) =>
        !quoted &&
        tools.some(({ fields }) =>
          fields.some(
            ({ path, shape }) =>
              shape.kind === "bool" &&
              path.at(-1)?.toLowerCase() === text.toLowerCase().replace(/^(?:un|non-)/, ""),
          ),
        ),
    );
  if (state === undefined) return;
  refuse(`"${state.text}" is what an argument says`, state.token, {
    advice: "Put it in quotes where a claim has this value.",
    telling: true,
  });
}

/** "scopes a, b": neither "and" nor "or" says whether one is enough. */
function isBareList(reader: Reader, from: number): boolean {
  return !reader
    .slice(from, reader.at)
    .some(
      (token) =>
        (token.kind === "word" && /^(?:and|or|either)$/.test(token.lower)) ||
        (token.kind === "mark" && /^[&/|[]|\|\|$/.test(token.text)),
    );
}

function refuseAllOrOne(reader: Reader): never {
  refuse("It is not certain whether all of these are needed or one is enough", reader.here(), {
    advice: 'Write "or", or two sentences.',
  });
}

/** How a value may be spelt: a word that begins the sentence has its capital from that, or of its own, as in "Finance group members". */
export function spellings(
  value: { readonly text: string; readonly token: Token },
  claim: string,
  reader: Reader,
  context: Context,
): readonly string[] {
  const { text, token } = value;
  if (token !== reader.tokens[0] || token.kind !== "word" || !/^\p{Lu}\p{Ll}+$/u.test(text)) return [text];
  if (claim === "tier" && isTier(text.toLowerCase())) return [text.toLowerCase()];
  context.notes.push(`"${text}" begins the sentence: "${text.toLowerCase()}" is meant as well.`);
  return [text, text.toLowerCase()];
}

function joinedByAnd(reader: Reader, from: number, to = reader.at): boolean {
  return reader
    .slice(from, to)
    .some(
      (token) =>
        (token.kind === "word" && token.lower === "and") || (token.kind === "mark" && token.text === "&"),
    );
}
