import type { Expression } from "./ast.ts";
import { SyntaxFailure } from "./syntax-problem.ts";
import { type TokenKind, TokenReader } from "./token-reader.ts";

/** How deep parts may lie in parts, so that neither this nor what walks the tree runs out of stack; this takes less than half of Node's. */
export const deepestNesting = 200;

/** The state of parsing one text. */
export class Parsing extends TokenReader {
  /** How many levels the tree of the expression read last has. */
  height = 0;
  private readonly grammar: (p: Parsing) => Expression;
  private depth = 0;

  /** `grammar` parses an expression: it goes round in a circle, which imports may not. */
  constructor(text: string, grammar: (p: Parsing) => Expression) {
    super(text);
    this.grammar = grammar;
  }

  /** An expression within another part. */
  expression(): Expression {
    return this.grammar(this);
  }

  /** Goes one level down; every call is paired with one of `leave`. */
  enter(): void {
    this.depth += 1;
    if (this.depth > deepestNesting) this.tooDeep();
  }

  leave(): void {
    this.depth -= 1;
  }

  /** Forgets the levels that a failure has left open. */
  restart(): void {
    this.depth = 0;
  }

  /** The expression read last lies above parts of this height. */
  growAbove(height: number): void {
    this.height = height + 1;
    if (this.height > deepestNesting) this.tooDeep();
  }

  /** Whether it stands on a token of this kind. */
  at(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** Passes a token of this kind; fails saying what was `wanted` otherwise. */
  expect(kind: TokenKind, wanted: string): void {
    if (this.kind !== kind) this.failExpecting(wanted);
    this.advance();
  }

  /** Passes the token if it is of this kind. */
  takes(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Fails at the token it stands on, or at the place given. */
  fail(message: string, help?: string, start = this.start, end = this.end): never {
    throw new SyntaxFailure({ message, ...(help === undefined ? {} : { help }), start, end });
  }

  /** Fails saying what was wanted and what is here. */
  failExpecting(wanted: string, help = this.slip()): never {
    this.fail(`Expected ${wanted}, found ${this.found()}`, help);
  }

  /** The token in words. */
  found(): string {
    if (this.kind === "end") return "the end of the text";
    const { source } = this;
    if (this.kind === "invalid" && source.startsWith('"')) return "text without a closing quote";
    return `\`${source.length > longestShown ? `${source.slice(0, longestShown)}…` : source}\``;
  }

  /** What the token may have been meant to be, whatever was expected. */
  private slip(): string | undefined {
    if (this.kind !== "invalid") return undefined;
    const { source, text, start } = this;
    if (source.startsWith('"'))
      return 'Close the text with "; a backslash may not end a line, and a quote inside is written \\"';
    if (source === "'" || source === "`") {
      const quoted = text.slice(start + 1).split(source, 1)[0] ?? "";
      return quoted.length > longestShown || quoted.includes("\n")
        ? 'Text stands in double quotes: "…"'
        : `Text stands in double quotes: "${quoted}"`;
    }
    if (/[“”„‘’«»]/.test(source)) return 'Text stands in straight double quotes: "…"';
    if (source === "&") return "Write `&&` for and";
    if (source === "|") return "Write `||` for or";
    if (source === "#") return "A comment begins with //";
    if (source === "\ufeff") return "Remove the byte order mark before this";
    return "Cedar has no use for this character outside text and comments";
  }

  private tooDeep(): never {
    this.fail(
      `More than ${deepestNesting} levels of nesting`,
      "Split the condition into several policies, or join its parts with && and || instead of nesting them",
    );
  }
}

const longestShown = 40;
