import type { NumberToken } from "../amounts/number-token.ts";
import { readNumber } from "../amounts/read-number.ts";
import type { TextSpan } from "../refusal.ts";
import { readTime, type TimeToken } from "../times/read-time.ts";
import { withCapitalCodes } from "./capital-codes.ts";
import { stem } from "./word-stem.ts";

/** One word, number, quoted text, time, date or mark of a requirement; spans are offsets in the whole text. */
export type Token = WordToken | QuotedToken | MarkToken | (NumberToken & TextSpan) | (TimeToken & TextSpan);

/** A word, with the stem by which it is compared. */
export interface WordToken extends TextSpan {
  readonly kind: "word";
  /** As written. */
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
}

/** Text in quotes, without them. */
interface QuotedToken extends TextSpan {
  readonly kind: "quoted";
  readonly text: string;
}

interface MarkToken extends TextSpan {
  readonly kind: "mark";
  readonly text: string;
}

const space = /[\s\u00a0]+/y;
const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["“", "”"],
  ["`", "`"],
  ["«", "»"],
]);
const singleQuoted = /(?:'([^'\n]{1,200})'|‘([^’\n]{1,200})’)(?![\p{L}\p{N}])/uy;
const mark = /<=|>=|==|!=|&&|\|\||[,()<>=≤≥≠:;.!?—–…/&+\]["'’-]/uy;
const word =
  /(?:[/.~](?=[\p{L}\p{N}])|(?<=\b(?:in|with|contains?|containing) )-(?=\p{L}))?[\p{L}\p{N}_@#*°][\p{L}\p{N}_@#*.:/+-]*(?:['’](?:t|s|re|ve|ll)(?![\p{L}]))?/uy;
/** Square brackets say what round ones say: "a clerk [role: clerk]", "in [DE, AT]". */
const roundBrackets: ReadonlyMap<string, string> = new Map([
  ["[", "("],
  ["]", ")"],
]);
const contractions: ReadonlyMap<string, readonly string[]> = new Map([
  ["can't", ["can", "not"]],
  ["cannot", ["can", "not"]],
  ["won't", ["will", "not"]],
  ["they're", ["they", "are"]],
  ["it's", ["it", "is"]],
]);

const sameWords: ReadonlyMap<string, string> = new Map([
  ["solely", "only"],
  ["e-mail", "email"],
  ["e-mails", "emails"],
  ["w/", "with"],
  ["w/o", "without"],
  ["authorised", "authorized"],
  ["authorise", "authorize"],
  ["everybody", "everyone"],
  ["anybody", "anyone"],
  ["no-one", "nobody"],
  ["off-limits", "forbidden"],
  ["w/", "with"],
  ["w/o", "without"],
]);

/** The tokens of `text` between two offsets; every character but space is in one of them. */
export function tokensOf(text: string, from = 0, to = text.length): readonly Token[] {
  const tokens: Token[] = [];
  let at = from;
  const matched = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found !== null && found.index + found[0].length <= to ? found : undefined;
  };
  while (at < to) {
    const blank = matched(space);
    if (blank !== undefined) {
      at += blank[0].length;
      continue;
    }
    const closing = quotes.get(text[at] ?? "");
    const close = closing === undefined ? -1 : text.indexOf(closing, at + 1);
    if (close > at && close < to) {
      tokens.push({ kind: "quoted", text: text.slice(at + 1, close), start: at, end: close + 1 });
      at = close + 1;
      continue;
    }
    const single = matched(singleQuoted);
    if (single !== undefined) {
      tokens.push({
        kind: "quoted",
        text: single[1] ?? single[2] ?? "",
        start: at,
        end: at + single[0].length,
      });
      at += single[0].length;
      continue;
    }
    const last = tokens.at(-1);
    // "9 AM-5 PM" and "5-10" are ranges, and nothing below zero
    const hyphen = text[at] === "-" && last?.end === at && /^(?:number|time|date)$/.test(last.kind);
    const time = hyphen ? undefined : (readTime(text, at, to) ?? readNumber(text, at, to));
    if (time !== undefined) {
      tokens.push(time);
      at = time.end;
      continue;
    }
    const found = matched(word);
    if (found !== undefined) {
      // the blood types O- and AB+ end in a sign
      const bare = found[0].replace(/[.:]+$/, "");
      const kept = /^\p{Lu}{1,2}[+-]$/u.test(bare) ? bare : bare.replace(/[.:+]+$/, "") || found[0];
      pushWord(tokens, kept, at);
      at += kept.length;
      continue;
    }
    const sign = matched(mark);
    const length = sign?.[0].length ?? [...text.slice(at, at + 2)][0]?.length ?? 1;
    const own = text.slice(at, at + length);
    tokens.push({ kind: "mark", text: roundBrackets.get(own) ?? own, start: at, end: at + length });
    at += length;
  }
  return withCapitalCodes(tokens);
}

/** Contractions come apart, a possessive `'s` becomes a mark of its own. */
function pushWord(tokens: Token[], text: string, start: number): void {
  const end = start + text.length;
  const plain = text.replaceAll("’", "'").toLowerCase();
  const apart =
    contractions.get(plain) ??
    (plain.endsWith("n't")
      ? [plain.slice(0, -3), "not"]
      : plain.endsWith("'re")
        ? [plain.slice(0, -3), "are"]
        : undefined);
  if (apart !== undefined) {
    for (const part of apart) tokens.push(wordToken(part, start, end));
    return;
  }
  if (plain.endsWith("'s")) {
    tokens.push(wordToken(text.slice(0, -2), start, end - 2));
    tokens.push({ kind: "mark", text: "'s", start: end - 2, end });
    return;
  }
  tokens.push(wordToken(text, start, end));
}

function wordToken(text: string, start: number, end: number): WordToken {
  const lower = sameWords.get(text.toLowerCase()) ?? text.toLowerCase();
  return { kind: "word", text, lower, stem: stem(lower), start, end };
}
