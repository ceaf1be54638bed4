import type { TextSpan } from "../refusal.ts";
import { behindNumber, currencies, scales } from "./number-tables.ts";
import type { NumberToken } from "./number-token.ts";

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
const parts =
  /(half an?|a quarter of an?|three quarters of an?|(one|two|three|four|five|six|seven|eight|nine) and a half) (hundred|thousand|million|billion|dozen)\b/iuy;
const name = /\p{L}+/uy;
const behind = new RegExp(`^\\s(${behindNumber})\\b`, "i");

/** A number in words, such as "two hundred and fifty", "a dozen" or "half a million". */
export function inWords(text: string, at: number, to: number): (NumberToken & TextSpan) | undefined {
  const sign = /^(?:minus|negative)\s(?=\p{L})/iu.exec(text.slice(at, Math.min(to, at + 12)))?.[0] ?? "";
  const found = part(text, at + sign.length) ?? counted(text, at + sign.length, to);
  if (found === undefined || found.end > to) return undefined;
  const next = text.slice(found.end, Math.min(to, found.end + 40));
  if (/^(?:[-_:/@.][\p{L}\p{N}]|[\p{L}\p{N}])/u.test(next)) return undefined;
  const unit = behind.exec(next)?.[1]?.toLowerCase();
  const end = found.end + (unit === undefined ? 0 : unit.length + 1);
  const percent = /^(?:per|pct)/.test(unit ?? "");
  return {
    kind: "number",
    text: text.slice(at, end),
    value: sign === "" || found.value === 0 ? String(found.value) : `-${found.value}`,
    currency: unit === undefined || percent ? undefined : currencies.get(unit.replace(/^(?:us|u\.s\.) /, "")),
    percent,
    scale: found.scale,
    doubtful: false,
    plain: undefined,
    start: at,
    end,
  };
}

interface Counted {
  readonly value: number;
  readonly end: number;
  readonly scale: string | undefined;
}

/** "half a million", "one and a half thousand". */
function part(text: string, at: number): Counted | undefined {
  parts.lastIndex = at;
  const found = parts.exec(text);
  if (found === null) return undefined;
  const scale = (found[3] ?? "").toLowerCase();
  const share = found[1]?.toLowerCase() ?? "";
  const quarters = share.startsWith("half")
    ? 2
    : share.startsWith("a quarter")
      ? 1
      : share.startsWith("three") && found[2] === undefined
        ? 3
        : 4 * (small.get((found[2] ?? "").toLowerCase()) ?? 0) + 2;
  const size = scale === "dozen" ? 12 : 10 ** (scales.get(scale) ?? 0);
  return { value: (quarters * size) / 4, end: at + found[0].length, scale };
}

function counted(text: string, at: number, to: number): Counted | undefined {
  let position = at;
  let end = at;
  let total = 0;
  let group = 0;
  let read = 0;
  let last = 0;
  let scaled: string | undefined;
  // "a hundred", "a dozen": the article counts one
  const article = /^an?\s(?=(?:hundred|thousand|million|billion|dozen)\b)/i.exec(text.slice(at, at + 12));
  if (article !== null) {
    group = 1;
    last = 1;
    position += article[0].length;
  }
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
    } else if (lower === "dozen" && group > 0 && total === 0) {
      group *= 12;
      last = 12;
      scaled = lower;
    } else if (scale !== undefined && scale > 2 && lower.length > 2 && group > 0) {
      total += group * 10 ** scale;
      group = 0;
      last = 1000;
      scaled = lower;
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
  // "one" alone is a pronoun as often as a number: "one of", "this one", "one or more"
  const behind = text.slice(end, end + 10);
  if (read === 1 && /^one$/i.test(text.slice(at, end)) && /^\s+(?:of|or(?!\s+(?:two|\d)))\b/i.test(behind))
    return undefined;
  return { value: total + group, end, scale: scaled };
}
