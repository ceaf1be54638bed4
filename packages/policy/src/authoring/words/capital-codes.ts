/** What is looked at of a token. */
interface Written {
  readonly kind: string;
  readonly text?: string;
}

/** Codes of countries and states that are small words as well. */
const codes = new Set("AT BY BE IT IN IS TO".split(" "));
/** These stand in capitals for their weight as well, so they are codes only in a list of codes. */
const loud = new Set("NO OR IF ON".split(" "));

/** Small words in capitals that are values, such as AT in "DE, AT or CH": they keep their capitals and join nothing. */
export function withCapitalCodes<T extends Written>(tokens: readonly T[]): readonly T[] {
  if (!tokens.some((token) => token.kind === "word" && /\p{Ll}{2}/u.test(token.text ?? ""))) return tokens;
  return tokens.map((token, at) => (isCode(tokens, at) ? asCode(token) : token));
}

function isCode(tokens: readonly Written[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== "word") return false;
  // "A, AAAA or MX": no article stands before a comma
  if (token.text === "A") return at > 0 && isJoin(tokens[at + 1]);
  if (loud.has(token.text ?? ""))
    return inList(tokens, at, -1) && (inList(tokens, at, 1) || listEnds(tokens, at));
  if (!codes.has(token.text ?? "")) return false;
  // "ONLY BY MANAGERS" is loud, and no list of countries
  return ![tokens[at - 1], tokens[at + 1]].some(
    (other) => other?.kind === "word" && /^\p{Lu}{4,}$/u.test(other.text ?? ""),
  );
}

/** Whether a comma, "or" or "and" and another code stand on this side. */
function inList(tokens: readonly Written[], at: number, step: 1 | -1): boolean {
  let next = at + step;
  let joined = false;
  while (isJoin(tokens[next])) {
    joined = true;
    next += step;
  }
  const other = tokens[next];
  return joined && other?.kind === "word" && /^\p{Lu}{2}$/u.test(other.text ?? "");
}

function listEnds(tokens: readonly Written[], at: number): boolean {
  return isJoin(tokens[at - 1]) && !/^\p{Lu}{2}$/u.test(textOf(tokens[at + 1]));
}

function isJoin(token: Written | undefined): boolean {
  return /^(?:,|or|and)$/.test(textOf(token));
}

function textOf(token: Written | undefined): string {
  return token?.kind === "word" || token?.kind === "mark" ? (token.text ?? "") : "";
}

function asCode<T extends Written>(token: T): T {
  return token.kind === "word" ? { ...token, lower: token.text, stem: token.text } : token;
}
