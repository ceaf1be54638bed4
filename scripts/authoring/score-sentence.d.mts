import type { TranslatedFragment, Vocabulary } from "@toolgate/policy";

export interface SentenceLine {
  readonly id: string;
  readonly nl: string;
  readonly language?: string;
  readonly gateway: string;
  readonly tools: readonly {
    readonly target: string;
    readonly name: string;
    readonly description?: string;
    readonly inputSchema?: Readonly<Record<string, unknown>>;
  }[];
}

export interface SentenceScore {
  readonly verdict: "right" | "refused" | "wrong" | "permissive";
  readonly fragments: readonly TranslatedFragment[];
  readonly wrong: readonly unknown[];
}

export function linesOf(file: string): readonly SentenceLine[];
export function vocabularyOfLine(line: SentenceLine): Vocabulary;
export function scoreLine(line: SentenceLine): SentenceScore;
