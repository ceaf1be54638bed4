import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { anyone, type Opening, opening, word } from "./opening.ts";

/**
 * "Refunds may not exceed $500", "The amount of a refund must not exceed $500", "Refunds are capped at $500": what goes beyond the
 * limit is denied; nothing says that the rest is allowed.
 */
export function exceedingDeed(reader: Reader): readonly Opening[] {
  const all = reader.slice(reader.at, reader.end);
  for (let at = 1; at < all.length - 1; at += 1) {
    const ahead = new Reader(reader.tokens, reader.at + at, reader.end);
    const said = ahead.take(...limits);
    if (said === undefined) continue;
    reader.at = ahead.at;
    reader.take("a maximum of", "a total of", "at most", "no more than", "up to");
    const value = reader.slice(reader.at, reader.end);
    const subject = all.slice(0, at);
    const [number, unit] = value;
    if (number?.kind !== "number" || subject.some(isConditional)) return [];
    // "refunds are limited to 3" may be how many there are
    if (/ to$| at$/.test(said) && number.currency === undefined && !number.percent && unit?.kind !== "word")
      return [];
    const denied = opening("forbid", anyone, reader, undefined);
    const of = subject.findIndex((token) => textOf(token) === "of");
    const measured = subject.slice(0, Math.max(0, of)).filter((token) => textOf(token) !== "the");
    const end = value.findIndex((token, index) => index > 0 && isConditional(token));
    const [amount, rest] = end < 0 ? [value, []] : [value.slice(0, end), value.slice(end)];
    return [
      { ...denied, tail: [...subject, word("over"), ...value] },
      ...(measured.length > 0 && rest.length === 0
        ? [
            {
              ...denied,
              tail: [...subject.slice(of + 1), word("when"), ...measured, word("exceeds"), ...amount],
            },
          ]
        : []),
    ];
  }
  return [];
}

const limits = [
  ...["may", "can", "must", "should", "shall"].flatMap((modal) =>
    ["not", "never"].flatMap((not) => [
      `${modal} ${not} exceed`,
      `${modal} ${not} surpass`,
      `${modal} ${not} go beyond`,
      `${modal} ${not} be over`,
      `${modal} ${not} be above`,
      `${modal} ${not} be more than`,
    ]),
  ),
  ...["is", "are", "must be", "shall be", "should be"].flatMap((copula) => [
    `${copula} capped at`,
    `${copula} limited to`,
    `${copula} restricted to`,
  ]),
];

function isConditional(token: Token): boolean {
  return /^(?:when|whenever|if|unless|except|while|where|because|that|which|who)$/.test(textOf(token));
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
