import { nameWords, type Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind } from "./match-fields.ts";

/** A text argument whose name holds a small word, by its words. */
interface LongName {
  readonly words: readonly string[];
  readonly text: string;
}

const small = /^(?:of|in|on|to|for|at|by|from|with)$/;
const known = new WeakMap<Vocabulary, readonly LongName[]>();

/** The tokens with each "country of residence" as the one word `countryOfResidence`, where a text argument is called so: its "of" parts nothing. */
export function withArgumentNames(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  const names = namesOf(vocabulary);
  if (names.length === 0) return tokens;
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const name = names.find(({ words }) => words.every((word, index) => isWord(tokens[at + index], word)));
    const [first, last] = [tokens[at], name === undefined ? undefined : tokens[at + name.words.length - 1]];
    if (first === undefined) continue;
    if (name === undefined || last === undefined) {
      joined.push(first);
      continue;
    }
    const lower = name.text.toLowerCase();
    joined.push({
      kind: "word",
      text: name.text,
      lower,
      stem: stem(lower),
      start: first.start,
      end: last.end,
    });
    at += name.words.length - 1;
  }
  return joined;
}

function namesOf(vocabulary: Vocabulary): readonly LongName[] {
  const found = known.get(vocabulary) ?? longNames(vocabulary);
  known.set(vocabulary, found);
  return found;
}

function longNames({ tools }: Vocabulary): readonly LongName[] {
  const names = new Map<string, LongName>();
  for (const field of tools.flatMap(({ fields }) => fields)) {
    const text = field.path.at(-1) ?? "";
    const words = nameWords(text);
    const inner = words.slice(1, -1).some((word) => small.test(word));
    if (!inner || small.test(words[0] ?? "") || !isOfKind(field, "text")) continue;
    // "change the date of birth" may be the tool that does so
    const acts = tools.some(({ nameStems }) => words.every((word) => nameStems.includes(stem(word))));
    if (!acts) names.set(text, { words, text });
  }
  return [...names.values()];
}

function isWord(token: Token | undefined, word: string): boolean {
  return token?.kind === "word" && token.lower === word;
}
