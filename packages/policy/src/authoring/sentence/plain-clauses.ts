import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const needless = /^no ((?:[\p{L}-]+ ){1,3})(?:is|are) (?:needed|required|necessary|involved) /u;

/** "if no admin rights are needed" as "if admin rights are not needed"; undefined where nothing is said so. */
export function withNotNeeded(tokens: readonly Token[]): readonly Token[] | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || token.lower !== "no" || !isCondition(tokens, at)) continue;
    const said = needless.exec(patternText(tokens.slice(at, at + 6)).concat(" "));
    const length = said?.[1]?.trim().split(" ").length ?? 0;
    if (length === 0) continue;
    const is = at + 1 + length;
    return [
      ...tokens.slice(0, at),
      ...tokens.slice(at + 1, is + 1),
      ...inserted("not needed", tokens[is + 1]),
      ...tokens.slice(is + 2),
    ];
  }
  return undefined;
}

function isCondition(tokens: readonly Token[], at: number): boolean {
  return /\b(?:if|when|where|that|and)$/.test(patternText(tokens.slice(Math.max(0, at - 1), at)));
}

/** "costs nothing" as "costs 0"; undefined where nothing costs nothing. */
export function withZero(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) =>
      token.kind === "word" &&
      token.lower === "nothing" &&
      /^(?:costs?|costing)$/.test(patternText(tokens.slice(index - 1, index))),
  );
  const token = tokens[at];
  if (at < 1 || token === undefined) return undefined;
  const { text, start, end } = token;
  const zero: Token = {
    kind: "number",
    text,
    value: "0",
    currency: undefined,
    percent: false,
    scale: undefined,
    doubtful: false,
    plain: undefined,
    start,
    end,
  };
  return [...tokens.slice(0, at), zero, ...tokens.slice(at + 1)];
}

/** "either because it is damaged or because it is old" as "either if … or if …"; undefined where no two reasons are told so. */
export function withIfForBecause(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) =>
      token.kind === "word" && /^either because$/.test(patternText(tokens.slice(index, index + 2))),
  );
  const or = tokens.findIndex(
    (token, index) =>
      index > at && token.kind === "word" && /^or because$/.test(patternText(tokens.slice(index, index + 2))),
  );
  if (at < 2 || or < 0) return undefined;
  const comma = patternText(tokens.slice(at - 1, at)) === "," ? 1 : 0;
  return [
    ...tokens.slice(0, at - comma),
    ...inserted("if either", tokens[at]),
    ...tokens.slice(at + 2, or),
    ...inserted("or", tokens[or]),
    ...tokens.slice(or + 2),
  ];
}

const equation = /^\( [^ ()]+ = [^ ()]+ claim \)$/;

/** "(ownerEmail = email claim)" as "(ownerEmail equals the email claim)"; undefined where no bracket says so. */
export function withEqualsClaim(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex(
    (token, index) => token.kind === "mark" && equation.test(patternText(tokens.slice(index, index + 6))),
  );
  if (at < 0) return undefined;
  return [...tokens.slice(0, at + 2), ...inserted("equals the", tokens[at + 2]), ...tokens.slice(at + 3)];
}

const verdict =
  /^: (?:only )?(?:allowed|permitted|forbidden|prohibited|reserved|denied|blocked|restricted|limited|open) (?:only )?(?:to|for|by|when|if|unless|with|without|in|on|up|where)\b/;

/** "Payment of pensions: permitted to the role clerk" as "… is permitted to …"; undefined where no colon stands before a verdict. */
export function withVerdictSaid(tokens: readonly Token[]): readonly Token[] | undefined {
  const at = tokens.findIndex((token) => token.kind === "mark" && token.text === ":");
  if (at < 1 || !verdict.test(patternText(tokens.slice(at, at + 5)))) return undefined;
  if (tokens.slice(0, at).some(({ kind }) => kind === "mark")) return undefined;
  return [...tokens.slice(0, at), ...inserted("is", tokens[at]), ...tokens.slice(at + 1)];
}
