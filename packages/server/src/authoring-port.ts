/** What makes sentences into policies: built in, or a model. */
import type { ToolForSchema } from "@toolgate/policy";

/** What the sentences may speak of: one gateway's tools, and claims that its tokens are known to carry. */
export interface AuthoringWords {
  /** The gateway that the policies have to name. */
  readonly gatewayArn: string;
  readonly tools: readonly (ToolForSchema & { readonly description?: string | undefined })[];
  /** Beside the usual ones. */
  readonly claims: readonly string[];
}

/** What one requirement of a text came to; `start` and `end` are UTF-16 offsets in it, `end` exclusive. */
export interface TranslatedFragment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly result: Translation;
}

/** One Cedar policy, or why there is none. `refused`: the text must say more; `inexpressible`: Cedar cannot say it. */
export type Translation =
  | { readonly kind: "policy"; readonly statement: string; readonly notes: readonly string[] }
  | {
      readonly kind: "refused";
      readonly reason: string;
      readonly span?: { readonly start: number; readonly end: number } | undefined;
      readonly candidates?: readonly string[] | undefined;
      readonly advice?: string | undefined;
    }
  | { readonly kind: "inexpressible"; readonly reason: string };

/** What is wrong with a statement against the gateway's schema, in sentences; none when it holds. */
export type Judge = (statement: string) => Promise<readonly string[]>;

export interface PolicyTranslator {
  /** @throws TranslationFailed when nothing could be had, with what to do. */
  translate(
    text: string,
    words: AuthoringWords,
    signal: AbortSignal,
    judge: Judge,
  ): Promise<readonly TranslatedFragment[]>;
}

/** The translator could not work; the message is for whoever sent the text. */
export class TranslationFailed extends Error {
  override readonly name = "TranslationFailed";
}
