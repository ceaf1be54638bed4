import type { LikePattern } from "../syntax/ast.ts";

/**
 * Whether a text fits the pattern. Pieces between wildcards are searched from the left, each behind the one before; since
 * text and pieces are whole characters, code units find what Cedar finds by characters.
 */
export function likeMatcher(pattern: LikePattern): (text: string) => boolean {
  const [first = "", ...others] = piecesOf(pattern);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const piece of others) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return at <= text.length - last.length;
  };
}

/** The texts before, between and behind the wildcards; neighbouring wildcards are one. */
function piecesOf(pattern: LikePattern): string[] {
  const pieces = [""];
  for (const part of pattern) {
    if (typeof part === "string") pieces.push(`${pieces.pop() ?? ""}${part}`);
    else if (pieces.length === 1 || pieces.at(-1) !== "") pieces.push("");
  }
  return pieces;
}
