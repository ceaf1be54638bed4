/** A part of a text by its offsets in UTF-16 units; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What a refusal may say beside its reason. */
export interface RefusalDetails {
  readonly candidates?: readonly string[];
  readonly advice?: string;
  readonly telling?: boolean;
}

/** What stops a reading: words that have no certain meaning here, or a rule that Cedar cannot express. No Error, since it is thrown for every reading that is tried and a trace takes long. */
export class Refusal {
  readonly message: string;
  readonly kind: "refused" | "inexpressible";
  readonly span: TextSpan;
  readonly candidates: readonly string[];
  readonly advice: string | undefined;
  /** Whether the words are understood as far as this, so that it says more than that a word has no place. */
  readonly telling: boolean;

  constructor(kind: "refused" | "inexpressible", reason: string, span: TextSpan, more: RefusalDetails = {}) {
    this.message = reason;
    this.kind = kind;
    this.span = span;
    this.candidates = more.candidates ?? [];
    this.advice = more.advice;
    this.telling = more.telling === true;
  }
}

/** Gives the translation up because of these words. */
export function refuse(reason: string, span: TextSpan, more: RefusalDetails = {}): never {
  throw new Refusal("refused", reason, span, more);
}

/** Of two failed readings the one that says more: what was understood and does not fit, or else what `later` chooses. */
export function moreTelling(
  a: Refusal | undefined,
  b: Refusal,
  later: (a: Refusal, b: Refusal) => boolean,
): Refusal {
  if (a === undefined) return b;
  if (a.telling !== b.telling) return a.telling ? a : b;
  return later(a, b) ? b : a;
}
