import type { TextSpan } from "../refusal.ts";
import { inWords } from "./number-in-words.ts";
import { behindNumber, currencies, scales } from "./number-tables.ts";
import type { NumberToken } from "./number-token.ts";
import { unitNamed } from "./units.ts";

const whole =
  "\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,3}(?:[\\u00a0\\u202f\\u2009'’]\\d{3})+(?!\\d)|\\d+|(?=\\.\\d)";
const digits = new RegExp(
  `(US\\$|(?:USD|EUR|GBP)\\s?|[$€£¥₹])?\\s?(-|minus\\s)?(${whole})(\\.\\d+)?(?![\\d.]*\\d)` +
    `(?:(k|m|bn|mn)(?![\\p{L}\\p{N}])|\\s(hundred|thousand|million|billion|mio|dozen)\\b)?` +
    `(?:\\s?([%€£¥₹$])(?!\\d)|\\s(${behindNumber})\\b)?`,
  "iuy",
);

/** The number that begins at this offset, in digits or in words, if one does. */
export function readNumber(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  return inDigits(text, at, to) ?? inWords(text, at, to);
}

function inDigits(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  digits.lastIndex = at;
  const found = digits.exec(text);
  if (found === null || at + found[0].length > to) return undefined;
  const end = at + found[0].length;
  const [, before, sign, integer = "", fraction = "", letter, scale, symbol, behind] = found;
  const bare = integer.replaceAll(/[^\d]/g, "") || "0";
  const next = text.slice(end, Math.min(to, end + 40));
  if (isPartOfName(next, Number(bare + fraction))) return undefined;
  const multiplier = letter === "M" ? "M" : (letter ?? scale)?.toLowerCase();
  const power = scales.get(multiplier?.toLowerCase() ?? "") ?? 0;
  const unsigned = multiplier === "dozen" ? dozens(bare, fraction) : scaled(bare, fraction.slice(1), power);
  const percent = symbol === "%" || /^(?:per|pct)/i.test(behind ?? "");
  const money = [before, symbol === "%" ? undefined : symbol, percent ? undefined : behind].flatMap((each) =>
    each === undefined
      ? []
      : [
          currencies.get(
            each
              .trim()
              .toLowerCase()
              .replace(/^(?:us|u\.s\.) /, ""),
          ) ?? "",
        ],
  );
  if (unsigned === undefined || new Set(money).size > 1 || money[0] === "") return undefined;
  return {
    kind: "number",
    text: found[0],
    value: sign === undefined || unsigned === "0" ? unsigned : `-${unsigned}`,
    currency: money[0],
    percent,
    scale: multiplier,
    doubtful: /^\.\d{3}$/.test(fraction) && bare !== "0" && (money.length > 0 || fraction.endsWith("0")),
    plain: /^\d+$/.test(found[0]) ? found[0] : undefined,
    start: at,
    end,
  };
}

/** A letter, a colon or a hyphen makes it part of a name, such as 2fa or 10-K; a unit such as MB or a second number does not. */
function isPartOfName(next: string, value: number): boolean {
  const letters = /^°?[\p{L}][\p{L}/]*/u.exec(next)?.[0];
  if (letters !== undefined) {
    return unitNamed(letters) === undefined || /^[\p{N}_@:-]/u.test(next.slice(letters.length));
  }
  const range = /^-[$€£]?(\d+(?:\.\d+)?)(?![\p{N}\p{L}_.:/-]*[\p{N}\p{L}])/u.exec(next);
  if (range?.[1] !== undefined) return Number(range[1]) <= value;
  return /^(?:[_@]|[-:/](?=[\p{L}\p{N}]))/u.test(next);
}

function dozens(integer: string, fraction: string): string | undefined {
  return fraction === "" ? String(BigInt(integer) * 12n) : undefined;
}

/** `whole.fraction * 10^power` in digits, without leading or trailing zeros. */
function scaled(integer: string, fraction: string, power: number): string {
  const padded = fraction.padEnd(power, "0");
  const all = (integer + padded.slice(0, power)).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(power).replace(/0+$/, "");
  return rest === "" ? all : `${all}.${rest}`;
}
