import { type UnitName, unitNamed } from "../amounts/units.ts";
import type { Token } from "../words/tokens.ts";

/** "(amounts are in cents)" says what numbers are in and is no condition. */
export function withoutAsides(tokens: readonly Token[]): {
  readonly tokens: readonly Token[];
  readonly stated: UnitName | undefined;
} {
  let stated: UnitName | undefined;
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const aside = asideAt(tokens, at);
    if (aside === undefined) {
      const token = tokens[at];
      if (token !== undefined) kept.push(token);
    } else {
      stated = aside.unit;
      at += aside.last;
    }
  }
  return { tokens: kept, stated };
}

const amounts = "(?:all |the )?(?:amounts?|prices?|values?|numbers?)";
const inBrackets = new RegExp(`^${amounts} (?:are |is )?in (\\p{L}+)$`, "u");
const behindComma = new RegExp(`^, ${amounts} being in (\\p{L}+)$`, "u");

/** The unit that an aside from here on states, and how many places on its last token is. */
function asideAt(
  tokens: readonly Token[],
  at: number,
): { readonly unit: UnitName; readonly last: number } | undefined {
  const texts = tokens.slice(at, at + 7).map((token) => token.text.toLowerCase());
  const close = texts[0] === "(" ? texts.indexOf(")") : -1;
  if (close > 0) {
    const unit = unitNamed(inBrackets.exec(texts.slice(1, close).join(" "))?.[1] ?? "");
    return unit === undefined ? undefined : { unit, last: close };
  }
  const being = texts[0] === "," ? texts.indexOf("being") : -1;
  if (being < 0) return undefined;
  const unit = unitNamed(behindComma.exec(texts.slice(0, being + 3).join(" "))?.[1] ?? "");
  return unit === undefined ? undefined : { unit, last: being + 2 };
}
