import { isObjectOf } from "../checks/claim-or-argument.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { WordToken } from "../words/tokens.ts";
import { claimNamed } from "./claims.ts";

/** Words that make what follows the caller's. */
const callers = /^(?:whose|with|having|their|'s|have|has|carry|carries|hold|holds|by|token)$/;

/**
 * Whether "the claim type" is said of a claim that the tools are about, such as an insurance claim: it is where an argument is
 * called so. Throws where none is and nothing says that a claim of the caller's token is meant.
 */
export function isClaimOfDomain(reader: Reader, context: Context): boolean {
  const token = reader.peek(1);
  if (reader.word() !== "claim" || token?.kind !== "word" || !isObjectOf("claim", context)) return false;
  const before = wordBefore(reader);
  if (callers.test(before)) return false;
  const known = claimNamed(token.text, context.vocabulary) !== undefined;
  const path = argumentOf(token, context);
  if (path !== undefined && !known) return true;
  if (path === undefined && known) return false;
  refuse(
    `It is not certain whether a claim of the caller's token is meant, or what "${reader.peek()?.text} ${token.text}" says of the call`,
    reader.here(),
    {
      candidates: path === undefined ? [] : [`the argument ${path}`],
      advice: `Write "the caller's ${token.text} claim"${path === undefined ? "" : ` or "the argument ${path}"`}.`,
    },
  );
}

/** The word before these, save an article. */
function wordBefore(reader: Reader): string {
  const [last, earlier] = [reader.word(-1), reader.word(-2)];
  return /^(?:the|a|an)$/.test(last) ? earlier : last;
}

/** The argument that is called so of the claim, or as the claim's own: `claimType`, `type`. */
function argumentOf({ stem }: WordToken, { tools }: Context): string | undefined {
  const field = tools
    .flatMap(({ fields }) => fields)
    .find(({ nameStems }) => {
      const own = nameStems.filter((each) => each !== "claim");
      return own.length === 1 && own.every((each) => each === stem || sameNoun(each, stem));
    });
  return field?.path.join(".");
}
