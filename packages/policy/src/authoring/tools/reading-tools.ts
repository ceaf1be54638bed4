import type { ToolChoice } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { Vocabulary, VocabularyTool } from "../vocabulary.ts";
import { spanOf } from "../words/reader.ts";
import { onlyReads } from "../words/reading-verbs.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { toolsOf } from "./tools-of.ts";

const noun = "(?:tools?|operations?|actions?|functions?|endpoints?|ones)";
const things = "(?: (?:any |some )?(?:data|things|anything|something|information|records|state))?(?= |$)";
const before: readonly (readonly [boolean, RegExp])[] = [
  [true, new RegExp(`^(read-only|readonly|read only|non-mutating) ((?:\\S+ ){0,2}?)${noun}(?= |$)`)],
  [
    false,
    new RegExp(`^(mutating|state-changing|non-read-only|non-readonly) ((?:\\S+ ){0,2}?)${noun}(?= |$)`),
  ],
];
const behind: readonly (readonly [string, RegExp])[] = [
  ["read-only", new RegExp(`^${noun} (?:that|which) (?:only|just) (?:read|reads)${things}`)],
  ["read-only", new RegExp(`^${noun} (?:that|which) (?:are|is) (?:read-only|readonly|read only)`)],
  [
    "read-only",
    new RegExp(
      `^${noun} (?:that|which) (?:do not|does not|never) (?:changes?|modify|modifies|alters?)${things}`,
    ),
  ],
  ["mutating", new RegExp(`^${noun} (?:that|which) (?:changes?|modify|modifies|alters?|mutates?)${things}`)],
  ["mutating", new RegExp(`^${noun} (?:that|which) (?:are|is) not (?:read-only|readonly|read only)`)],
];

/** The tokens with "tools that only read data" as "read-only tools", and "tools that change data" as "mutating tools". */
export function withReadingTools(tokens: readonly Token[], vocabulary: Vocabulary): readonly Token[] {
  for (const at of tokens.keys()) {
    const words = wordsFrom(tokens, at).join(" ");
    const joined = apart.test(words) ? hyphenated(tokens, at) : undefined;
    if (joined !== undefined) return withReadingTools(joined, vocabulary);
    const access = /^read-only access(?= |$)/.test(words) ? readingAccess(tokens, at, vocabulary) : undefined;
    if (access !== undefined) return access;
    for (const [kind, pattern] of behind) {
      const length = pattern.exec(words)?.[0].split(" ").length;
      const [first, last] = [tokens[at], tokens[at + (length ?? 0) - 1]];
      if (length === undefined || first === undefined || last === undefined) continue;
      const span = { start: first.start, end: last.end };
      const adjective: Token = { kind: "word", text: kind, lower: kind, stem: stem(kind), ...span };
      return withReadingTools(
        [...tokens.slice(0, at), adjective, first, ...tokens.slice(at + length)],
        vocabulary,
      );
    }
  }
  return tokens;
}

const apart = new RegExp(`^read only (?:access|${noun})(?= |$)`);

/** "read only tools" as "read-only tools". */
function hyphenated(tokens: readonly Token[], at: number): readonly Token[] | undefined {
  const [read, only] = tokens.slice(at, at + 2);
  if (read?.kind !== "word" || only === undefined) return undefined;
  const lower = "read-only";
  const adjective: Token = { ...read, text: lower, lower, stem: stem(lower), end: only.end };
  return [...tokens.slice(0, at), adjective, ...tokens.slice(at + 2)];
}

/** "read-only access", alone or to a target, as "access to the read-only tools" of all or of that target. */
function readingAccess(
  tokens: readonly Token[],
  at: number,
  { targets }: Vocabulary,
): readonly Token[] | undefined {
  const [adjective, access, to, next] = tokens.slice(at, at + 4);
  if (adjective === undefined || access === undefined) return undefined;
  const word = (lower: string): Token => ({
    kind: "word",
    text: lower,
    lower,
    stem: stem(lower),
    start: access.start,
    end: access.end,
  });
  const given = [...tokens.slice(0, at), access, word("to"), word("the"), adjective, word("tools")];
  if (!(to?.kind === "word" && to.lower === "to")) return [...given, ...tokens.slice(at + 2)];
  const every = /^read-only access to (?:(?:all|the|of) )*tools/.exec(wordsFrom(tokens, at).join(" "))?.[0];
  if (every !== undefined) return [...given, ...tokens.slice(at + every.split(" ").length)];
  const isTarget = next?.kind === "word" && targets.some(({ name }) => name === next.text);
  return isTarget ? [...given, word("of"), ...tokens.slice(at + 3)] : undefined;
}

/** A phrase for all tools that only read, or that do not, and the same phrase for all tools. */
interface ReadingPhrase {
  readonly reads: boolean;
  readonly all: readonly Token[];
  readonly said: readonly Token[];
}

/** "the read-only tools of BackupService", "tools that change data": which kind is meant, and of which tools. */
export function readingPhrase(phrase: readonly Token[]): ReadingPhrase | undefined {
  for (const at of phrase.keys()) {
    const words = wordsFrom(phrase, at);
    for (const [reads, pattern] of before) {
      const found = pattern.exec(words.join(" "));
      const [whole = "", kind = "", target = ""] = found ?? [];
      if (found === null) continue;
      const from = at + kind.split(" ").length;
      const to = from + target.split(" ").length - 1;
      const end = at + whole.split(" ").length;
      const said = [...phrase.slice(at, from), ...phrase.slice(to, end)];
      const [all, tools] = allTools(said);
      const own = phrase.slice(from, to);
      return {
        reads,
        said,
        all: [...withoutEvery(phrase.slice(0, at)), all, ...own, tools, ...phrase.slice(end)],
      };
    }
  }
  return undefined;
}

/** The tools of several targets named behind the phrase: "… of Billing and Shipping". */
export function scopeOfTargets({ all }: ReadingPhrase, { targets }: Vocabulary): ToolChoice | undefined {
  const at = all.findIndex((token) => token.kind === "word" && /^(?:of|in|on|from|for)$/.test(token.lower));
  if (at < 0 || all.slice(0, at).every((token) => token.kind !== "word" || token.lower !== "tools"))
    return undefined;
  const named = all
    .slice(at + 1)
    .filter((token) => !/^(?:,|and|or|&|the|target|targets)$/.test(token.text.toLowerCase()));
  const found = named.map((token) => targets.find(({ name }) => name === token.text));
  const tools = found.flatMap((target) => target?.tools ?? []);
  return found.length < 2 || found.includes(undefined) ? undefined : { kind: "tools", tools };
}

/** Those of the tools that only read, or the others; throws {@link Refusal} where a tool's name does not tell which it is. */
export function chosenByReading(
  { reads, said }: ReadingPhrase,
  choice: ToolChoice,
  vocabulary: Vocabulary,
  notes: string[],
): ToolChoice {
  const tools = toolsOf(choice, vocabulary);
  const doubtful = tools.filter((tool) => tool.fields.some(isFlagOfReading) || reading(tool) === undefined);
  if (doubtful.length > 0) {
    refuse("It is not certain which of these tools only read", spanOf(said), {
      candidates: doubtful.map(({ action }) => action).slice(0, 10),
      advice: "Name the tools that are meant.",
      telling: true,
    });
  }
  const chosen = tools.filter((tool) => reading(tool) === reads);
  if (chosen.length === 0) refuse("None of these tools is such a tool", spanOf(said), { telling: true });
  notes.push(
    `${reads ? "Tools that only read" : "Tools that change something"}: ${chosen.map(({ name }) => name).join(", ")}. Tools that are added later are not covered.`,
  );
  return { kind: "tools", tools: chosen };
}

/** Whether the word is of what says that tools only read, or do not, and these are such tools. */
export function isSaidOfReading(
  tokens: readonly Token[],
  at: number,
  tools: readonly VocabularyTool[],
): boolean {
  const found = readingPhrase(tokens);
  const token = tokens[at];
  if (found === undefined || token === undefined || !found.said.includes(token)) return false;
  const isLeft = tokens
    .slice(Math.max(0, at - 4), at)
    .some((each) => each.kind === "word" && /^(?:except|excluding|than|apart|but)$/.test(each.lower));
  return tools.every((tool) => reading(tool) === (found.reads !== isLeft));
}

function reading({ nameStems, descriptionStems }: VocabularyTool): boolean | undefined {
  return onlyReads(nameStems, descriptionStems);
}

/** A call with readOnly true may be what is meant. */
function isFlagOfReading({ shape, nameStems }: VocabularyTool["fields"][number]): boolean {
  return shape.kind === "bool" && nameStems.includes(stem("read")) && nameStems.includes(stem("only"));
}

function wordsFrom(phrase: readonly Token[], at: number): readonly string[] {
  const words: string[] = [];
  for (const token of phrase.slice(at, at + 8)) {
    if (token.kind !== "word") break;
    words.push(token.lower);
  }
  return words;
}

/** What stands before the words, without "the" and "all". */
function withoutEvery(words: readonly Token[]): readonly Token[] {
  const last = words.at(-1);
  const isEvery = last?.kind === "word" && /^(?:the|all|any|every|each|of|only)$/.test(last.lower);
  return isEvery ? withoutEvery(words.slice(0, -1)) : words;
}

function allTools([first]: readonly Token[]): readonly [Token, Token] {
  const word = (lower: string): Token => ({
    kind: "word",
    text: lower,
    lower,
    stem: stem(lower),
    start: first?.start ?? 0,
    end: first?.end ?? 0,
  });
  return [word("all"), word("tools")];
}
