import type { Comment } from "./ast.ts";

/** Marks are their own kind; an unclosed string, or a character that Cedar has no use for, is `invalid`. */
export type TokenKind = "identifier" | "integer" | "string" | "slot" | "invalid" | "end" | Mark;

type Mark = (typeof marks)[number];

const marks = [
  ...["@", ".", ",", ";", ":", "::", "(", ")", "{", "}", "[", "]"],
  ...["==", "!=", "<", "<=", ">=", ">", "=", "||", "&&", "+", "-", "*", "/", "%", "!"],
] as const;

/** Reads a policy's text token by token; it stands on one token at a time and keeps the comments it passes. */
export class TokenReader {
  readonly text: string;
  readonly comments: Comment[] = [];
  kind: TokenKind = "end";
  /** Of the token it stands on. */
  start = 0;
  end = 0;
  /** An identifier's name; empty for other tokens. */
  name = "";
  /** Where the token before ended. */
  previousEnd = 0;

  constructor(text: string) {
    this.text = text;
    this.advance();
  }

  /** Moves to the next token; at the end it stays. */
  advance(): void {
    this.previousEnd = this.end;
    this.name = "";
    const start = this.skipBlanks(this.end);
    this.start = start;
    if (start >= this.text.length) {
      this.kind = "end";
      this.end = start;
      return;
    }
    const code = this.text.charCodeAt(start);
    if (isNameStart(code)) this.readName(start, "identifier");
    else if (isDigit(code)) this.readInteger(start);
    else if (code === quote) this.readString(start);
    else if (code === 0x3f) this.readName(start + 1, "slot");
    else this.readMark(start, code);
  }

  /** The token's text. */
  get source(): string {
    return this.text.slice(this.start, this.end);
  }

  private skipBlanks(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) at += 1;
      else if (code === slash && text.charCodeAt(at + 1) === slash) at = this.readComment(at);
      else if (code >= 0x85 && isUnicodeBlank(code)) at += 1;
      else return at;
    }
  }

  private readComment(start: number): number {
    const { text } = this;
    let end = start + 2;
    while (end < text.length && text.charCodeAt(end) !== 0x0a && text.charCodeAt(end) !== 0x0d) end += 1;
    this.comments.push({ text: text.slice(start + 2, end), span: { start, end } });
    return end;
  }

  private readName(from: number, kind: "identifier" | "slot"): void {
    let end = from;
    if (isNameStart(this.text.charCodeAt(end))) {
      do end += 1;
      while (isNamePart(this.text.charCodeAt(end)));
    }
    this.end = end;
    this.kind = end === from ? "invalid" : kind;
    if (kind === "identifier") this.name = this.text.slice(from, end);
  }

  private readInteger(start: number): void {
    let end = start + 1;
    while (isDigit(this.text.charCodeAt(end))) end += 1;
    this.kind = "integer";
    this.end = end;
  }

  /** Escapes are looked at by whoever needs the value; a backslash before a line's end makes no string. */
  private readString(start: number): void {
    const { text } = this;
    for (let at = start + 1; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        this.kind = "string";
        this.end = at + 1;
        return;
      }
      if (code === backslash) {
        at += 1;
        if (text.charCodeAt(at) === 0x0a) break;
      }
    }
    const lineEnd = text.indexOf("\n", start);
    this.kind = "invalid";
    this.end = lineEnd === -1 ? text.length : lineEnd;
  }

  private readMark(start: number, code: number): void {
    const next = this.text.charCodeAt(start + 1);
    const mark = code < 128 ? (doubleMarks.get(code * 128 + next) ?? singleMarks[code]) : undefined;
    this.kind = mark ?? "invalid";
    this.end = start + (mark?.length ?? (isHighSurrogate(code) ? 2 : 1));
  }
}

const quote = 0x22;
const slash = 0x2f;
const backslash = 0x5c;

const singleMarks: readonly (Mark | undefined)[] = Array.from({ length: 128 }, (_, code) =>
  marks.find((mark) => mark === String.fromCharCode(code)),
);

/** By both codes in one number. */
const doubleMarks: ReadonlyMap<number, Mark> = new Map(
  marks
    .filter((mark) => mark.length === 2)
    .map((mark) => [mark.charCodeAt(0) * 128 + mark.charCodeAt(1), mark]),
);

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

function isNamePart(code: number): boolean {
  return isNameStart(code) || isDigit(code);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

/** Unicode's White_Space beyond ASCII, as Cedar has it; JavaScript's `\s` is another set. */
function isUnicodeBlank(code: number): boolean {
  return /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(String.fromCharCode(code));
}
