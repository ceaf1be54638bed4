/** A part of a text by its offsets in UTF-16 units; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What stops a translation: words that have no certain meaning here, or a rule that Cedar cannot express. */
export class Refusal extends Error {
  readonly kind: "refused" | "inexpressible";
  readonly span: TextSpan;
  readonly candidates: readonly string[];
  readonly advice: string | undefined;

  constructor(
    kind: "refused" | "inexpressible",
    reason: string,
    span: TextSpan,
    more: { readonly candidates?: readonly string[]; readonly advice?: string } = {},
  ) {
    super(reason);
    this.kind = kind;
    this.span = span;
    this.candidates = more.candidates ?? [];
    this.advice = more.advice;
  }
}

/** Gives the translation up because of these words. */
export function refuse(
  reason: string,
  span: TextSpan,
  more: { readonly candidates?: readonly string[]; readonly advice?: string } = {},
): never {
  throw new Refusal("refused", reason, span, more);
}
