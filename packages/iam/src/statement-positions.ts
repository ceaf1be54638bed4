import { jsonTokens } from "./json-tokens.ts";

/** Just behind a brace; both from 1, as IAM's simulator counts. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

/** Where each statement of a valid policy document begins and ends, in the order they stand. */
export function statementPositions(
  text: string,
): { readonly start: TextPosition; readonly end: TextPosition }[] {
  const found: { start: TextPosition; end: TextPosition }[] = [];
  const behind = positionsIn(text);
  let depth = 0;
  let last = "";
  let inStatements = false;
  let begun: { readonly depth: number; readonly start: TextPosition } | undefined;
  for (const { text: token, at } of jsonTokens(text)) {
    if (token === "{" && inStatements && begun === undefined) begun = { depth, start: behind(at) };
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") {
      depth -= 1;
      if (begun?.depth === depth) {
        found.push({ start: begun.start, end: behind(at) });
        begun = undefined;
      }
    } else if (token === ":" && depth === 1) inStatements = JSON.parse(last) === "Statement";
    else if (token === "," && depth === 1) inStatements = false;
    else last = token;
  }
  return found;
}

/** Positions behind characters that are asked for in their order, so that the text is gone through once. */
function positionsIn(text: string): (at: number) => TextPosition {
  let line = 1;
  let lineStart = 0;
  return (at) => {
    for (let end = text.indexOf("\n", lineStart); end >= 0 && end < at; end = text.indexOf("\n", lineStart)) {
      line += 1;
      lineStart = end + 1;
    }
    return { line, column: at - lineStart + 2 };
  };
}
