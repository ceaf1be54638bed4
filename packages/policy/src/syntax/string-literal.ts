/** The values of quoted text. Source: Cedar language guide, "String" and "like"; escapes are those of Rust. */
import { type LikePattern, wildcard } from "./ast.ts";

type Escape =
  | { readonly ok: true; readonly character: string; readonly length: number }
  | { readonly ok: false; readonly length: number };

/** An escape or a character that a string may not hold, as offsets into what is between the quotes. */
export interface StringProblem {
  readonly start: number;
  readonly end: number;
}

/** The value of what stands between the quotes; a problem for what is no escape. */
export function stringValue(raw: string): string | StringProblem {
  if (!needsReading(raw)) return raw;
  let value = "";
  return readCharacters(raw, false, (character) => {
    value += character;
  }) ?? value;
}

/** The pattern between the quotes: `*` matches anything, `\*` is a star; a problem for what is no escape. */
export function patternValue(raw: string): LikePattern | StringProblem {
  const parts: (string | typeof wildcard)[] = [];
  let literal = "";
  const problem = readCharacters(raw, true, (character, starred) => {
    if (character !== "*" || starred) {
      literal += character;
      return;
    }
    if (literal !== "") parts.push(literal);
    literal = "";
    parts.push(wildcard);
  });
  if (problem !== undefined) return problem;
  return literal === "" ? parts : [...parts, literal];
}

function needsReading(raw: string): boolean {
  return raw.includes("\\") || raw.includes("\r");
}

/** Calls with each run or character, and whether it was written `\*`. */
function readCharacters(
  raw: string,
  isPattern: boolean,
  take: (character: string, starred: boolean) => void,
): StringProblem | undefined {
  for (let at = 0; at < raw.length; ) {
    const character = raw.charAt(at);
    if (character === "\r") return { start: at, end: at + 1 };
    if (character !== "\\") {
      take(character, false);
      at += 1;
    } else if (isPattern && raw.charAt(at + 1) === "*") {
      take("*", true);
      at += 2;
    } else {
      const escape = escapeAt(raw, at);
      if (!escape.ok) return { start: at, end: at + escape.length };
      take(escape.character, false);
      at += escape.length;
    }
  }
  return undefined;
}

const simple: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["0", "\0"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
]);

function escapeAt(raw: string, at: number): Escape {
  const letter = raw.charAt(at + 1);
  const plain = simple.get(letter);
  if (plain !== undefined) return { ok: true, character: plain, length: 2 };
  if (letter === "x") return hexEscape(raw.slice(at + 2, at + 4));
  if (letter === "u") return unicodeEscape(raw, at);
  return { ok: false, length: 2 };
}

/** `\x41`, up to 7f. */
function hexEscape(digits: string): Escape {
  if (!/^[0-7][0-9a-fA-F]$/.test(digits)) return { ok: false, length: 2 + digits.length };
  return { ok: true, character: String.fromCharCode(Number.parseInt(digits, 16)), length: 4 };
}

/** `\u{1f600}`: up to six digits, with `_` between and behind them as in Rust. */
function unicodeEscape(raw: string, at: number): Escape {
  const close = raw.indexOf("}", at);
  const length = close === -1 ? 2 : close + 1 - at;
  const written = /^\{([0-9a-fA-F][0-9a-fA-F_]*)\}$/.exec(raw.slice(at + 2, at + length))?.[1];
  const digits = written?.replaceAll("_", "") ?? "";
  const code = Number.parseInt(digits, 16);
  if (digits === "" || digits.length > 6 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    return { ok: false, length };
  return { ok: true, character: String.fromCodePoint(code), length };
}
