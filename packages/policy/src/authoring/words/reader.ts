import type { TextSpan } from "../refusal.ts";
import type { Token } from "./tokens.ts";

const split = new Map<string, readonly string[]>();

/** The words of a phrase of the grammar; split once. */
function wordsOf(phrase: string): readonly string[] {
  const known = split.get(phrase) ?? phrase.split(" ");
  split.set(phrase, known);
  return known;
}

/** A place in the tokens of one requirement, moved forward by whoever reads. */
export class Reader {
  readonly tokens: readonly Token[];
  at: number;
  readonly end: number;

  constructor(tokens: readonly Token[], at = 0, end = tokens.length) {
    this.tokens = tokens;
    this.at = at;
    this.end = end;
  }

  get done(): boolean {
    return this.at >= this.end;
  }

  peek(ahead = 0): Token | undefined {
    return this.at + ahead < this.end ? this.tokens[this.at + ahead] : undefined;
  }

  /** The word or mark that many tokens ahead, in lower case; empty for anything else. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
  }

  /** Whether these words, separated by spaces, come next. */
  sees(phrase: string): boolean {
    // nearly all phrases differ in their first letters, and this is asked most
    const first = this.word();
    if (first === "" || !phrase.startsWith(first)) return false;
    return wordsOf(phrase).every((word, index) => this.word(index) === word);
  }

  /** Takes the first of the phrases that comes next. */
  take(...phrases: readonly string[]): string | undefined {
    const found = phrases.find((phrase) => this.sees(phrase));
    if (found !== undefined) this.at += wordsOf(found).length;
    return found;
  }

  /** Runs a reading that may fail; the place is kept only where it succeeds. */
  attempt<T>(read: () => T | undefined): T | undefined {
    const before = this.at;
    const result = read();
    if (result === undefined) this.at = before;
    return result;
  }

  slice(from: number, to: number): readonly Token[] {
    return this.tokens.slice(from, to);
  }

  /** What is left, as offsets of the text. */
  rest(): TextSpan {
    return spanOf(this.tokens.slice(this.at, this.end), this.tokens.at(-1));
  }

  here(): TextSpan {
    return spanOf(this.tokens.slice(this.at, this.at + 1), this.tokens.at(-1));
  }
}

/** The offsets that the tokens cover, or the end of `last` where there are none. */
export function spanOf(tokens: readonly Token[], last?: Token): TextSpan {
  const [first] = tokens;
  const final = tokens.at(-1);
  if (first === undefined || final === undefined) return { start: last?.end ?? 0, end: last?.end ?? 0 };
  return { start: first.start, end: final.end };
}
