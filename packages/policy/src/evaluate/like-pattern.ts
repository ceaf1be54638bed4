/** One piece of a `like` pattern in Cedar's JSON form: any run of characters, or exactly one. */
export type PatternPiece = "Wildcard" | { readonly Literal: string };

/** Whether `value`, from a policy's JSON form, is a pattern. */
export function isLikePattern(value: unknown): value is readonly PatternPiece[] {
  return (
    Array.isArray(value) && value.every((piece) => piece === "Wildcard" || typeof piece?.Literal === "string")
  );
}

/** Cedar's `like`, by Unicode characters; takes at most length times pattern steps. */
export function matchesLike(text: string, pattern: readonly PatternPiece[]): boolean {
  const characters = Array.from(text);
  const pieces = pattern.flatMap((piece) => (piece === "Wildcard" ? [piece] : literals(piece.Literal)));
  let piece = 0;
  let star = -1;
  let starAt = 0;
  let at = 0;
  while (at < characters.length) {
    const wanted = pieces[piece];
    if (wanted === "Wildcard") {
      star = piece;
      starAt = at;
      piece += 1;
    } else if (wanted !== undefined && wanted.Literal === characters[at]) {
      piece += 1;
      at += 1;
    } else if (star >= 0) {
      // what the last wildcard took was too little: let it take one character more
      starAt += 1;
      at = starAt;
      piece = star + 1;
    } else {
      return false;
    }
  }
  return pieces.slice(piece).every((rest) => rest === "Wildcard");
}

function literals(text: string): PatternPiece[] {
  return Array.from(text, (character) => ({ Literal: character }));
}
