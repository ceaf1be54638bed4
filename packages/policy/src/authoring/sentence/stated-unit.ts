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
    const texts = tokens.slice(at, at + 7).map((token) => token.text.toLowerCase());
    const close = texts.indexOf(")");
    const inner = texts.slice(1, close).join(" ");
    const found =
      texts[0] === "(" && close > 0
        ? /^(?:all )?(?:amounts?|prices?|values?|numbers?) (?:are |is )?in (\p{L}+)$/u.exec(inner)
        : null;
    const unit = found === null ? undefined : unitNamed(found[1] ?? "");
    if (unit === undefined) {
      const token = tokens[at];
      if (token !== undefined) kept.push(token);
    } else {
      stated = unit;
      at += close;
    }
  }
  return { tokens: kept, stated };
}
