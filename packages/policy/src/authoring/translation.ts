import type { Rule } from "./intermediate.ts";
import type { TextSpan } from "./refusal.ts";

/** One requirement of a text and what became of it. */
export interface TranslatedFragment extends TextSpan {
  readonly text: string;
  readonly result: Translation;
}

/** What a requirement became; spans are offsets of the whole text. */
export type Translation =
  | {
      readonly kind: "policy";
      /** One Cedar statement. */
      readonly statement: string;
      readonly intermediate: Rule;
      /** What was understood beyond the words, in sentences. */
      readonly notes: readonly string[];
    }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** The words that could not be placed, as offsets of the whole text. */
      readonly span: TextSpan;
      /** Names that may have been meant. */
      readonly candidates: readonly string[];
      readonly advice?: string;
    }
  | { readonly kind: "inexpressible"; readonly reason: string; readonly span: TextSpan };
