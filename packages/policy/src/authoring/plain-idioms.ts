import { verdicts } from "./effect-words.ts";
import type { Token, WordToken } from "./tokens.ts";
import { stem } from "./word-stem.ts";

/** Phrases and the words that say the same in one way, so that the grammar has to know only those. */
const idioms: readonly (readonly [string, string])[] = [
  ["has to", "must"],
  ["have to", "must"],
  ["needs to be", "must be"],
  ["need to be", "must be"],
  ["ought to", "must"],
  ["is to be", "must be"],
  ["are to be", "must be"],
  ["is not to be", "must not be"],
  ["are not to be", "must not be"],
  ["is never to be", "must never be"],
  ["are never to be", "must never be"],
  ["never ever", "never"],
  ["never , ever", "never"],
  ["never again", "never"],
  ["in no case", "never"],
  ["on no account", "never"],
  ["under no circumstances", "never"],
  ["in no circumstances", "never"],
  ["off limits", "forbidden"],
  ["off limit", "forbidden"],
  ["out of bounds", "forbidden"],
  ["out of the question", "forbidden"],
  ["taboo", "forbidden"],
  ["a taboo", "forbidden"],
  ["verboten", "forbidden"],
  ["a no-go", "forbidden"],
  ["no-go", "forbidden"],
  ["a no go", "forbidden"],
  ["unacceptable", "forbidden"],
  ["impermissible", "forbidden"],
  ["inadmissible", "forbidden"],
  ["interdicted", "forbidden"],
  ["vetoed", "forbidden"],
  ["against the rules", "forbidden"],
  ["against the policy", "forbidden"],
  ["against policy", "forbidden"],
  ["contrary to policy", "forbidden"],
  ["unlawful", "forbidden"],
  ["permissible", "allowed"],
  ["admissible", "allowed"],
  ["all right", "allowed"],
  ["alright", "allowed"],
  ["whoever", "everyone who"],
  ["whosoever", "everyone who"],
  ["any person who", "everyone who"],
  ["those who", "everyone who"],
  ["each person who", "everyone who"],
  ["only your own", "their own"],
  ["only their own", "their own"],
  ["only his own", "his own"],
  ["only her own", "her own"],
  ["your", "their"],
  ["yourself", "themselves"],
  ["exclusively", "only"],
  ["alone", "only"],
  ["exclusive to", "reserved for"],
  ["reserved to", "reserved for"],
  ["save for", "except"],
  ["save by users", "except by users"],
  ["save by members", "except by members"],
  ["come without a", "have no"],
  ["come without any", "have no"],
  ["come without", "have no"],
  ["comes without a", "has no"],
  ["comes without any", "has no"],
  ["comes without", "has no"],
  ["meant for", "for"],
  ["intended for", "for"],
  ["destined for", "for"],
  ["compulsory", "mandatory"],
  ["obligatory", "mandatory"],
  ["as well as", "and"],
  ["none of the", "no"],
  ["none of our", "no"],
  ["not a single", "no"],
  ["there shall be no", "no"],
  ["there must be no", "no"],
  ["there should be no", "no"],
  ["there will be no", "no"],
  ["our", "the"],
  ["is on this list :", "is one of"],
  ["is on the list :", "is one of"],
  ["is on the following list :", "is one of"],
  ["is in this list :", "is one of"],
  ["is in the following list :", "is one of"],
];

/** "leads to a denial of", "results in rejection": what happens to calls, as a noun. */
const consequences: readonly (readonly [string, string])[] = [
  ["lead to", "be"],
  ["leads to", "is"],
  ["result in", "be"],
  ["results in", "is"],
  ["end in", "be"],
  ["ends in", "is"],
  ["mean", "be"],
  ["means", "is"],
  ["cause", "be"],
  ["causes", "is"],
].flatMap(([verb = "", be = ""]) =>
  ["", "a ", "the "].flatMap((article) =>
    ["denial", "rejection", "refusal"].flatMap((noun): (readonly [string, string])[] => [
      [`${verb} ${article}${noun} of`, `${be} denied for`],
      [`${verb} ${article}${noun}`, `${be} denied`],
    ]),
  ),
);

/** Words that certainly say nothing about what is decided; not behind "not". */
const silent: readonly string[] = [
  "also",
  "additionally",
  "in addition",
  "likewise",
  "furthermore",
  "moreover",
  "always",
  "in general",
  "as well",
  "under any circumstances",
  "under all circumstances",
  "in all cases",
  "in every case",
  "in any case",
  "in any event",
  "at any time",
  "at all times",
  "at all",
  "whatsoever",
  "without exception",
  "no matter what",
  "no matter who asks",
  "regardless of who asks",
  "whoever asks",
  "whoever the caller is",
  "no matter who the caller is",
  "no matter who calls",
  "regardless of who the caller is",
  "regardless of who calls",
  "of course",
  "for now",
  "from now on",
  "as a rule",
];

/** Words that say nothing right before a verdict; elsewhere they may restrict, as in "completely filled forms". */
const stressing = new Set(
  "strictly absolutely expressly explicitly categorically completely totally entirely fully flatly simply hereby generally thus therefore".split(
    " ",
  ),
);

/** Who says no does not matter behind a denial; behind a permission it would be a caller. */
const deniers = /^(?:by the (?:gateway|system|policy|server)|by policy)$/;

interface Idiom {
  readonly words: readonly string[];
  readonly say: readonly string[];
}

const byFirst = new Map<string, Idiom[]>();
for (const [phrase, say] of [
  ...idioms,
  ...consequences,
  ...silent.map((each): readonly [string, string] => [each, ""]),
]) {
  const words = phrase.split(" ");
  const [first = ""] = words;
  byFirst.set(first, [...(byFirst.get(first) ?? []), { words, say: say === "" ? [] : say.split(" ") }]);
}
for (const each of byFirst.values()) each.sort((a, b) => b.words.length - a.words.length);

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
  // "gets rejected" is "is rejected"
  if ((word === "gets" || word === "get") && verdicts.has(lowerOf(tokens[at + 1])) && previous !== "to")
    return { words: [word], say: [word === "gets" ? "is" : "are"] };
  return byFirst.get(word)?.find(
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
