import type { TextSpan } from "./refusal.ts";

/** A number with what is written next to it. */
export interface NumberToken {
  readonly kind: "number";
  readonly text: string;
  /** The exact value in plain decimal digits, such as `1000.5`. */
  readonly value: string;
  readonly currency: string | undefined;
  readonly percent: boolean;
  /** The literal digits as written, where they could be an identifier such as `007` or an account id. */
  readonly plain: string | undefined;
}

const symbols: ReadonlyMap<string, string> = new Map([
  ["$", "dollar"],
  ["US$", "dollar"],
  ["€", "euro"],
  ["£", "pound"],
  ["¥", "yen"],
  ["₹", "rupee"],
]);
const currencyWords: ReadonlyMap<string, string> = new Map([
  ["dollar", "dollar"],
  ["dollars", "dollar"],
  ["usd", "dollar"],
  ["bucks", "dollar"],
  ["euro", "euro"],
  ["euros", "euro"],
  ["eur", "euro"],
  ["gbp", "pound"],
  ["yen", "yen"],
  ["rupees", "rupee"],
]);
const scales: ReadonlyMap<string, number> = new Map([
  ["k", 3],
  ["thousand", 3],
  ["m", 6],
  ["mn", 6],
  ["million", 6],
  ["mio", 6],
  ["bn", 9],
  ["b", 9],
  ["billion", 9],
]);
const small: ReadonlyMap<string, number> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
    "seventeen eighteen nineteen"
  )
    .split(" ")
    .map((name, value) => [name, value]),
);
const tens: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((name, index) => [name, (index + 2) * 10]),
);

const digits =
  /(US\$|USD\s|EUR\s|GBP\s|[$€£¥₹])?\s?(-|minus\s)?(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?(?![\d.]*\d)(?:(%|(?:k|K|m|M|bn|mn)(?![\p{L}\p{N}]))|\s(thousand|million|billion|mio|percent|per cent)\b)?(?:\s(dollars?|usd|bucks|euros?|eur|gbp|yen|rupees)\b)?/iuy;
const name = /\p{L}+/uy;

/** The number that begins at this offset, in digits or in words, if one does. */
export function readNumber(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  return inDigits(text, at, to) ?? inWords(text, at, to);
}

function inDigits(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  digits.lastIndex = at;
  const found = digits.exec(text);
  if (found === null || at + found[0].length > to) return undefined;
  const end = at + found[0].length;
  // a letter, a colon or a hyphen makes it part of a name, such as 2fa or 10-K
  if (/^(?:[\p{L}_@]|[-:/](?=[\p{L}\p{N}]))/u.test(text.slice(end, end + 2))) {
    return undefined;
  }
  const [, symbol, sign, whole = "", fraction = "", suffix, word, currency] = found;
  const plainWhole = whole.replaceAll(",", "");
  const power = scales.get((suffix ?? word ?? "").toLowerCase()) ?? 0;
  const percent = suffix === "%" || /^per/i.test(word ?? "");
  const unsigned = scaled(plainWhole, fraction.slice(1), power);
  const money = symbol?.trim() ?? currency;
  return {
    kind: "number",
    text: found[0],
    value: sign === undefined || unsigned === "0" ? unsigned : `-${unsigned}`,
    currency:
      money === undefined
        ? undefined
        : (symbols.get(money.toUpperCase()) ?? currencyWords.get(money.toLowerCase()) ?? "pound"),
    percent,
    plain: /^\d+$/.test(found[0]) ? found[0] : undefined,
    start: at,
    end,
  };
}

/** `whole.fraction * 10^power` in digits, without leading or trailing zeros. */
function scaled(whole: string, fraction: string, power: number): string {
  const padded = fraction.padEnd(power, "0");
  const integer = (whole + padded.slice(0, power)).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(power).replace(/0+$/, "");
  return rest === "" ? integer : `${integer}.${rest}`;
}

function inWords(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  let position = at;
  let end = at;
  let total = 0;
  let group = 0;
  let read = 0;
  let last = 0;
  for (;;) {
    name.lastIndex = position;
    const found = name.exec(text);
    if (found === null || found.index !== position || position + found[0].length > to) break;
    const lower = found[0].toLowerCase();
    const unit = small.get(lower);
    const ten = tens.get(lower);
    const scale = scales.get(lower);
    // "twenty five" is one number, "five six" and "one one" are none
    if (unit !== undefined && (read === 0 || last >= 100 || (last >= 20 && unit > 0 && unit < 10))) {
      group += unit;
      last = Math.max(unit, 1);
    } else if (ten !== undefined && (read === 0 || last >= 100)) {
      group += ten;
      last = ten;
    } else if (lower === "hundred" && group > 0 && group < 20) {
      group *= 100;
      last = 100;
    } else if (scale !== undefined && lower.length > 2 && group > 0) {
      total += group * 10 ** scale;
      group = 0;
      last = 1000;
    } else if (!(lower === "and" && last >= 100)) {
      break;
    }
    position += found[0].length;
    if (lower !== "and") {
      read += 1;
      end = position;
    }
    const gap = /^[ \u00a0-]/.exec(text.slice(position, position + 1));
    if (gap === null) break;
    position += 1;
  }
  if (read === 0) return undefined;
  const next = text.slice(end);
  if (/^(?:[-_:/@.][\p{L}\p{N}]|[\p{L}\p{N}])/u.test(next)) return undefined;
  // "one" alone is a pronoun as often as a number: "one of", "this one"
  if (read === 1 && /^one$/i.test(text.slice(at, end)) && /^\s+(?:of|or)\b/i.test(next)) return undefined;
  const following = /^\s(percent|per cent|dollars?|usd|euros?|yen|rupees)\b/i.exec(next);
  const unit = following?.[1]?.toLowerCase();
  const all = end + (following?.[0].length ?? 0);
  return {
    kind: "number",
    text: text.slice(at, all),
    value: String(total + group),
    currency: unit === undefined ? undefined : currencyWords.get(unit),
    percent: unit?.startsWith("per") === true,
    plain: undefined,
    start: at,
    end: all,
  };
}
