import { type Token, tokensOf } from "../words/tokens.ts";
import { patternText } from "./inserted-words.ts";

/** What a pattern found: its groups as tokens, and as the text that patterns see. */
export interface Found {
  /** The tokens of a group; none where it took no part. */
  readonly tokens: (group: number) => readonly Token[];
  readonly text: (group: number) => string;
}

/**
 * The tokens with what the pattern finds put otherwise, each time that it is found; undefined where it never is. The pattern
 * looks at {@link patternText} and finds whole words; `becomes` has words, and `$1` for what a group found, or says
 * undefined where this one stays as it is.
 */
export function reworded(
  tokens: readonly Token[],
  pattern: RegExp,
  becomes: string | ((found: Found) => string | undefined),
): readonly Token[] | undefined {
  const text = patternText(tokens);
  const placeOf = (offset: number): number => text.slice(0, offset).split(" ").length - 1;
  const parts: (readonly Token[])[] = [];
  let done = 0;
  // most find nothing, which a test without places tells sooner
  if (!pattern.test(text)) return undefined;
  for (const match of text.matchAll(everywhere(pattern))) {
    const [start, end] = match.indices?.[0] ?? [0, 0];
    const isWhole = (start === 0 || text[start - 1] === " ") && (end === text.length || text[end] === " ");
    if (start === end || !isWhole) continue;
    const group = (number: number): readonly Token[] => {
      const [from, to] = match.indices?.[number] ?? [0, 0];
      return from === to ? [] : tokens.slice(placeOf(from), placeOf(to - 1) + 1);
    };
    const say =
      typeof becomes === "string"
        ? becomes
        : becomes({ tokens: group, text: (number) => match[number]?.trim() ?? "" });
    if (say === undefined) continue;
    const [from, to] = [placeOf(start), placeOf(end - 1) + 1];
    parts.push(tokens.slice(done, from), said(say, tokens[from], group));
    done = to;
  }
  return done === 0 ? undefined : [...parts.flat(), ...tokens.slice(done)];
}

const patterns = new WeakMap<RegExp, RegExp>();

function everywhere(pattern: RegExp): RegExp {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  const found = new RegExp(pattern.source, "dg");
  patterns.set(pattern, found);
  return found;
}

/** New words stand at the place of what is before them. */
function said(
  words: string,
  near: Token | undefined,
  group: (number: number) => readonly Token[],
): readonly Token[] {
  const all: Token[] = [];
  for (const word of words.split(" ").filter((each) => each !== "")) {
    const found = /^\$\d$/.test(word) ? group(Number(word.slice(1))) : undefined;
    const { start, end } = all.at(-1) ?? near ?? { start: 0, end: 0 };
    all.push(...(found ?? tokensOf(word, 0, word.length).map((token) => ({ ...token, start, end }))));
  }
  return all;
}
