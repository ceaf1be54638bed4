import { endOfString } from "./end-of-string.ts";
import { JsonNumber, type JsonValue } from "./json-value.ts";

export interface ParseJsonOptions {
  /** How deep arrays and objects may nest; 64 unless told. */
  readonly maxDepth?: number | undefined;
  /** How many members and elements the whole text may have; 100,000 unless told. */
  readonly maxMembers?: number | undefined;
  /** `last` keeps the last of equal members, as most parsers do; an error unless told. */
  readonly duplicateKeys?: "refuse" | "last" | undefined;
  /** `refuse` makes a string or key with half a surrogate pair an error; kept unless told. */
  readonly loneSurrogates?: "keep" | "refuse" | undefined;
}

/** `offset` counts UTF-16 code units; the message never quotes a value, so that it may be logged. */
export interface ParseJsonError {
  readonly ok: false;
  readonly code: "syntax" | "duplicate-key" | "too-deep" | "too-many-members" | "lone-surrogate";
  readonly message: string;
  readonly offset: number;
}

/** Leaves the recursion; caught in `parseJson` and nowhere else. */
export class Refusal extends Error {
  readonly result: ParseJsonError;

  constructor(code: ParseJsonError["code"], message: string, offset: number) {
    super(message);
    this.result = { ok: false, code, message, offset };
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** A run of a string that needs no decoding. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids raw control characters in strings
const plainRun = /[^"\\\u0000-\u001f]*/y;
const hex = /[0-9a-fA-F]{4}/y;
const loneSurrogate = /\p{Surrogate}/u;
const shortEscape = /["\\/bfnrt]/y;

/** One pass over one text; throws {@link Refusal}. */
export class JsonReader {
  private at = 0;
  private members = 0;
  readonly text: string;
  private readonly maxDepth: number;
  private readonly maxMembers: number;
  private readonly refuseLoneSurrogates: boolean;
  private readonly refuseDuplicates: boolean;

  constructor(text: string, options: ParseJsonOptions) {
    this.text = text;
    this.maxDepth = options.maxDepth ?? 64;
    this.maxMembers = options.maxMembers ?? 100_000;
    this.refuseLoneSurrogates = options.loneSurrogates === "refuse";
    this.refuseDuplicates = options.duplicateKeys !== "last";
  }

  document(): JsonValue {
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) throw this.syntax("expected the end of the text after the value");
    return value;
  }

  private value(depth: number): JsonValue {
    this.space();
    switch (this.text[this.at]) {
      case "{":
        return this.object(this.deeper(depth));
      case "[":
        return this.array(this.deeper(depth));
      case '"':
        return this.string();
      case "t":
        return this.word("true", true);
      case "f":
        return this.word("false", false);
      case "n":
        return this.word("null", null);
      default:
        return new JsonNumber(this.match(number) ?? this.expected("a value"));
    }
  }

  private object(depth: number): JsonValue {
    const members = new Map<string, JsonValue>();
    this.at += 1;
    this.space();
    if (this.take("}")) return members;
    do {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') this.expected("a member name in double quotes");
      const key = this.string();
      if (this.refuseDuplicates && members.has(key)) {
        throw new Refusal(
          "duplicate-key",
          "An object has the same member name twice; keep one of them",
          start,
        );
      }
      this.space();
      if (!this.take(":")) this.expected("':' after the member name");
      this.count(start);
      members.set(key, this.value(depth));
      this.space();
    } while (this.take(","));
    if (!this.take("}")) this.expected("',' or '}'");
    return members;
  }

  private array(depth: number): JsonValue {
    const items: JsonValue[] = [];
    this.at += 1;
    this.space();
    if (this.take("]")) return items;
    do {
      this.count(this.at);
      items.push(this.value(depth));
      this.space();
    } while (this.take(","));
    if (!this.take("]")) this.expected("',' or ']'");
    return items;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    const plain = this.match(plainRun) ?? "";
    const decoded = this.take('"') ? plain : (this.decoded(start) ?? this.failInString());
    if (this.refuseLoneSurrogates && loneSurrogate.test(decoded)) {
      throw new Refusal(
        "lone-surrogate",
        "A string holds half of a surrogate pair, which is no character",
        start,
      );
    }
    return decoded;
  }

  /** The string from `start`, undefined for one that is wrong. One by one, millions of escapes would take half a second. */
  private decoded(start: number): string | undefined {
    const end = endOfString(this.text, start);
    try {
      const decoded: unknown = JSON.parse(this.text.slice(start, end));
      if (typeof decoded !== "string") return undefined;
      this.at = end;
      return decoded;
    } catch {
      return undefined;
    }
  }

  /** Says where a string is wrong, behind its plain beginning. */
  private failInString(): never {
    for (;;) {
      if (!this.take("\\")) this.expected("a closing quote; control characters must be escaped");
      this.passEscape();
      this.match(plainRun);
    }
  }

  private passEscape(): void {
    if (this.take("u")) {
      if (this.match(hex) === undefined) this.expected("four hexadecimal digits after \\u");
      return;
    }
    if (this.match(shortEscape) === undefined) this.expected('one of " \\ / b f n r t u after a backslash');
  }

  private word<T extends boolean | null>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.expected("a value");
    this.at += word.length;
    return value;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    const start = this.at;
    pattern.lastIndex = start;
    // No `exec`: what it returns weighs more than what is read.
    if (!pattern.test(this.text)) return undefined;
    this.at = pattern.lastIndex;
    return this.text.slice(start, this.at);
  }

  private deeper(depth: number): number {
    if (depth < this.maxDepth) return depth + 1;
    throw new Refusal("too-deep", `Arrays and objects nest deeper than ${this.maxDepth}`, this.at);
  }

  private count(offset: number): void {
    this.members += 1;
    if (this.members <= this.maxMembers) return;
    const message = `The text has more than ${this.maxMembers} members and elements in all`;
    throw new Refusal("too-many-members", message, offset);
  }

  private expected(what: string): never {
    throw this.syntax(`expected ${what}`);
  }

  private syntax(problem: string): Refusal {
    const place = this.at < this.text.length ? `at offset ${this.at}` : "at the end of the text";
    return new Refusal("syntax", `Not valid JSON: ${problem} ${place}`, this.at);
  }
}
