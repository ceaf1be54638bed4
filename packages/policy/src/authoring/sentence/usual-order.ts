import { fromUpwards } from "../amounts/from-upwards.ts";
import type { Token } from "../words/tokens.ts";
import { withExceptForBut } from "./all-but-things.ts";
import { withOwnInFront } from "./claim-of-caller.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { withoutNeither } from "./neither-subject.ts";
import { purposeBehind } from "./purpose-order.ts";
import { withCallersInPlace } from "./usual-callers.ts";
import { withoutEven } from "./without-even.ts";

const neverFirst =
  /^(?:under no circumstances?|in no (?:case|event)|on no account|at no time|never) (?:may|can|shall|should|must|will) /;

/** A sentence in the usual order of words: "Under no circumstances may X be done", "To do X, Y is required"; as it is where it is in that order. */
export function inUsualOrder(tokens: readonly Token[]): readonly Token[] {
  const plain = withoutNeither(withoutEven(fromUpwards(withOwnInFront(withExceptForBut(tokens)))));
  return withEquals(
    uninverted(plain) ??
      withPurposeBehind(plain) ??
      purposeBehind(plain) ??
      withCallersInPlace(plain) ??
      plain,
  );
}

const thing = "((?:the |their |his |her )?(?:(?:[\\p{L}\\p{N}_-]+|'s) ){1,4})";
const alike = new RegExp(
  `^(?:if|when|whenever|where|unless) ${thing}and ${thing}(?:are (?:(?:the )?same|identical|equal)|match|agree)(?= [.,!]|$)`,
  "u",
);

/** "when the approver and the employee are the same" is "when the approver is the same as the employee". */
function withEquals(tokens: readonly Token[]): readonly Token[] {
  const from = tokens.findIndex((token) => isWord(token, /^(?:if|when|whenever|where|unless)$/));
  const said = alike.exec(from < 0 ? "" : patternText(tokens.slice(from)));
  const [whole = "", one = "", two = ""] = said ?? [];
  if (said === null || /\b(?:and|or|is|are|not|has|have|equals?)\b/.test(`${one}${two}`)) return tokens;
  const and = from + 1 + one.trim().split(" ").length;
  const are = and + 1 + two.trim().split(" ").length;
  const end = from + whole.trim().split(" ").length;
  return [
    ...tokens.slice(0, and),
    ...inserted(/^(?:the|their|his|her) /.test(two) ? "is the same as" : "is the same as the", tokens[and]),
    ...tokens.slice(and + 1, are),
    ...tokens.slice(end),
  ];
}

/** "Under no circumstances may a secret be destroyed" is "a secret may not be destroyed". */
function uninverted(tokens: readonly Token[]): readonly Token[] | undefined {
  const head = neverFirst.exec(patternText(tokens.slice(0, 5)).concat(" "))?.[0];
  if (head === undefined) return undefined;
  const from = head.trim().split(" ").length;
  const be = tokens.findIndex((token) => isWord(token, /^be$/));
  // what stands between is who or what, and has no verb of its own
  const between = tokens.slice(from, be);
  if (be < 0 || tokens.slice(be + 1).some((token) => isWord(token, /^be$/))) return undefined;
  if (between.some((token) => isWord(token, joints) || (token.kind === "mark" && token.text !== "$")))
    return undefined;
  return [...between, ...inserted("may not", tokens[be]), ...tokens.slice(be)];
}

const joints = /^(?:may|can|shall|must|not|never|no|if|when|whenever|unless|except|and|who|which|that)$/;

/** "To write off a balance, an approval code is required" is "an approval code is required to write off a balance". */
function withPurposeBehind(tokens: readonly Token[]): readonly Token[] | undefined {
  const [to] = tokens;
  if (to === undefined || !isWord(to, /^to$/)) return undefined;
  const end = tokens.findLastIndex((token) => token.kind !== "mark") + 1;
  const comma = tokens.findIndex((token) => token.kind === "mark" && token.text === ",");
  const thing = tokens.slice(comma + 1, end);
  if (comma < 2 || !/^[^,:#(]+ (?:is|are) (?:required|needed|necessary|mandatory)$/.test(patternText(thing)))
    return undefined;
  const required = inserted("required", tokens[end - 1]);
  return [...thing.slice(0, -1), ...required, ...tokens.slice(0, comma), ...tokens.slice(end)];
}

function isWord(token: Token, words: RegExp): boolean {
  return token.kind === "word" && words.test(token.lower);
}
