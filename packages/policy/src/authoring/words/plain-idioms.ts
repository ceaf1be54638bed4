import { verdicts } from "./effect-words.ts";
import { eventsBehindNo } from "./event-idioms.ts";
import { type Idiom, idiomsFrom } from "./idioms.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** Words that say nothing right before a verdict; elsewhere they may restrict, as in "completely filled forms". */
const stressing = new Set(
  "strictly absolutely expressly explicitly categorically completely totally entirely fully flatly simply hereby generally thus therefore".split(
    " ",
  ),
);

/** Who says no does not matter behind a denial; behind a permission it would be a caller. */
const deniers = /^(?:by the (?:gateway|system|policy|server)|by policy)$/;

/** The tokens with idioms in plain words and without words that say nothing; a word put in keeps the text it stands for. */
export function plainIdioms(tokens: readonly Token[]): readonly Token[] {
  const plain: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const found =
      token.kind === "word" || token.kind === "number" ? idiomAt(tokens, at, plain.at(-1)) : undefined;
    if (found === undefined) {
      plain.push(token);
      continue;
    }
    const last = tokens[at + found.words.length - 1] ?? token;
    const text = tokens
      .slice(at, at + found.words.length)
      .map((each) => each.text)
      .join(" ");
    for (const say of found.say) plain.push(saying(say, found.say.length === 1 ? text : say, token, last));
    at += found.words.length - 1;
  }
  return plain;
}

function saying(lower: string, text: string, first: Token, last: Token): WordToken {
  return { kind: "word", text, lower, stem: stem(lower), start: first.start, end: last.end };
}

function idiomAt(tokens: readonly Token[], at: number, before: Token | undefined): Idiom | undefined {
  const word = lowerOf(tokens[at]);
  const previous = lowerOf(before);
  const next = tokens[at + 1];
  // "no one" is nobody, not the number
  if (word === "no" && next?.kind === "number" && next.text.toLowerCase() === "one")
    return { words: [word, "one"], say: ["nobody"] };
  // "No correction goes out without a note"
  if (at > 1 && lowerOf(tokens[0]) === "no" && /^(?:take|go|happen|occur|proceed)/.test(word)) {
    const event = eventsBehindNo.find((each) => phraseAt(tokens, at, each.split(" ").length) === each);
    if (event !== undefined && !/^(?:may|can|must|shall|should|will|not|to)$/.test(previous))
      return { words: event.split(" "), say: ["is", "allowed"] };
  }
  // "No incident is to be closed" is "No incident may be closed"
  if (at > 1 && lowerOf(tokens[0]) === "no" && /^(?:is|are) to be$/.test(phraseAt(tokens, at, 3)))
    return { words: [word, "to", "be"], say: ["may", "be"] };
  // "… may not be sold either."
  if (word === "either" && at > 2 && (next === undefined || /^[.;!]$/.test(lowerOf(next))))
    return { words: [word], say: [] };
  // "anyone save managers", not "save files"
  if ((word === "save" || word === "bar") && /^(?:anyone|everyone|nobody|all|any|else)$/.test(previous))
    return { words: [word], say: ["except"] };
  if (stressing.has(word) && isVerdict(next)) return { words: [word], say: [] };
  if (word === "by" && verdicts.get(previous) === "forbid") {
    const length = [3, 2].find((each) => deniers.test(phraseAt(tokens, at, each)));
    if (length !== undefined) return { words: phraseAt(tokens, at, length).split(" "), say: [] };
  }
  // "must not get through run_statement" is "must not be allowed through run_statement"
  if (/^(?:get|gets|go|goes|pass|passes)$/.test(word) && lowerOf(next) === "through") {
    const be = word.endsWith("s") && word !== "pass" ? "is" : "be";
    const ends = tokens[at + 2] === undefined || /^(?:when|if|unless|[.!,;])$/.test(lowerOf(tokens[at + 2]));
    return { words: [word, "through"], say: ends ? [be, "allowed"] : [be, "allowed", "through"] };
  }
  // "anyone other than one with role x"
  if (
    next?.kind === "word" &&
    next.lower === "with" &&
    tokens[at]?.kind === "number" &&
    tokens[at]?.text.toLowerCase() === "one" &&
    /^(?:than|but|except)$/.test(previous)
  )
    return { words: ["one"], say: ["users"] };
  // "you" is whoever calls
  if (word === "you")
    return {
      words: [word],
      say: [/^(?:if|when|whenever|unless|where|while|that)$/.test(previous) ? "they" : "users"],
    };
  // "with 64 nodes and no more than 12 hours"; "No more than 5 nodes may …" begins a rule
  if (
    word === "no" &&
    previous !== "" &&
    /^(?:more|fewer|less)$/.test(lowerOf(next)) &&
    lowerOf(tokens[at + 2]) === "than"
  )
    return { words: [word, lowerOf(next), "than"], say: ["at", lowerOf(next) === "more" ? "most" : "least"] };
  // "scaled down to 0"
  const zero = tokens[at + 2];
  if (word === "down" && lowerOf(next) === "to" && zero?.kind === "number" && Number(zero.value) === 0)
    return { words: [word, "to"], say: ["to"] };
  // "gets rejected" is "is rejected"
  if ((word === "gets" || word === "get") && verdicts.has(lowerOf(tokens[at + 1])) && previous !== "to")
    return { words: [word], say: [word === "gets" ? "is" : "are"] };
  return idiomsFrom(word).find(
    ({ words, say }) =>
      words.every((each, index) => lowerOf(tokens[at + index]) === each) &&
      // "and also when" begins another case
      !(word === "also" && /^(?:when|if|whenever)$/.test(lowerOf(tokens[at + 1]))) &&
      !(previous === "not" && (say.length === 0 || say[0] === "must" || say[0] === "never")) &&
      !(words.at(-1) === "addition" && lowerOf(tokens[at + words.length]) === "to"),
  );
}

function isVerdict(token: Token | undefined): boolean {
  const word = lowerOf(token);
  return (
    verdicts.has(word) ||
    /^(?:not|never|off|out|taboo|verboten|unacceptable|authorized|entitled|empowered)$/.test(word)
  );
}

function phraseAt(tokens: readonly Token[], at: number, length: number): string {
  return tokens
    .slice(at, at + length)
    .map(lowerOf)
    .join(" ");
}

function lowerOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}
