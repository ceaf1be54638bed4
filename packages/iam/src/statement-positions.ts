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
  let depth = 0;
  let last = "";
  let inStatements = false;
  let begun: { readonly depth: number; readonly start: TextPosition } | undefined;
  for (const { text: token, at } of jsonTokens(text)) {
    if (token === "{" && inStatements && begun === undefined) begun = { depth, start: behind(text, at) };
    if (token === "{" || token === "[") depth += 1;
    else if (token === "}" || token === "]") {
      depth -= 1;
      if (begun?.depth === depth) {
        found.push({ start: begun.start, end: behind(text, at) });
        begun = undefined;
      }
    } else if (token === ":" && depth === 1) inStatements = JSON.parse(last) === "Statement";
    else if (token === "," && depth === 1) inStatements = false;
    else last = token;
  }
  return found;
}

function behind(text: string, at: number): TextPosition {
  const lines = text.slice(0, at + 1).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
