import { testedPaths } from "../conditions/tested-paths.ts";
import type { Context } from "../context.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { modalAllows, modalDenials } from "../words/effect-words.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import { type CallersPlace, callersInTurn } from "./callers-in-turn.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { exemptingOthers } from "./other-callers.ts";
import { apart, isSameLimit } from "./same-limits.ts";
import { withoutSharedCondition } from "./shared-condition.ts";
import { splitPoints } from "./split-points.ts";

type Read = (tokens: readonly Token[]) => ReadRule;

/** "juniors may refund up to $100, seniors up to $500", "Refunds: role a up to $100, role b any amount": what is said once for callers with limits of their own. */
export function rulesOfEach(
  tokens: readonly Token[],
  read: Read,
  vocabulary: Vocabulary,
): readonly SentenceRule[] | undefined {
  const { main, shared } = withoutSharedCondition(tokens) ?? { main: tokens, shared: [] };
  const said = withoutEnd(main);
  const context: Context = {
    vocabulary,
    tools: vocabulary.tools,
    stated: undefined,
    notes: [],
    last: undefined,
  };
  const words = withOthersNamed(said, callersInTurn(said, context));
  const places = callersInTurn(words, context);
  const [first, ...others] = places;
  if (first === undefined || others.length === 0) return undefined;
  const each: Read = (rule) => read([...rule, ...shared]);
  const rules = callersThenLimits(words, places, each) ?? limitsThenCallers(words, places, each);
  return words === said ? rules : rules?.map((rule) => ({ ...rule, read: exemptingOthers(rule.read) }));
}

const others = /^(?:everyone|everybody|anyone|anybody|all) else\b|^(?:all )?others\b|^all other users\b/;

/** "everyone else" as everyone but the callers named before. */
function withOthersNamed(words: readonly Token[], places: readonly CallersPlace[]): readonly Token[] {
  const at = words.findIndex((_, index) => others.test(patternText(words.slice(index, index + 3))));
  const named = places.filter(({ end }) => end <= at);
  if (at < 0 || named.length === 0 || named.length < places.length) return words;
  const length = others.exec(patternText(words.slice(at, at + 3)))?.[0].split(" ").length ?? 0;
  const callers = named.flatMap((place, index) => [
    ...(index === 0 ? [] : inserted("and", words[at])),
    ...words.slice(place.at, place.end),
  ]);
  return [
    ...words.slice(0, at),
    ...inserted("everyone except", words[at]),
    ...callers,
    ...words.slice(at + length),
  ];
}

/** "A may do this up to 5, B up to 10", "this is allowed for A up to 5 and for B up to 10". */
function callersThenLimits(
  words: readonly Token[],
  places: readonly CallersPlace[],
  read: Read,
): readonly SentenceRule[] | undefined {
  const [first] = places;
  if (first === undefined) return undefined;
  const parts = places.map(({ from, end }, index) => {
    const next = places[index + 1]?.from ?? words.length;
    return { from, end, said: withoutJoin(words.slice(end, next)) };
  });
  if (parts.some(({ said }) => said.length === 0)) return undefined;
  const head = words.slice(0, first.from);
  const own = parts[0]?.said ?? [];
  const start = new Reader(own);
  if (start.take(...modalDenials) !== undefined) return undefined;
  const verb = start.take(...modalAllows, "to") === undefined ? 0 : start.at;
  const segments = parts.map(({ from, end, said }, index) => ({
    callers: [
      ...(first.from < first.at && places[index]?.at === from ? words.slice(first.from, first.at) : []),
      ...words.slice(from, end),
    ],
    said: index === 0 ? said : withoutVerb(said, own.slice(verb, verb + 1)),
  }));
  if (segments.some(({ said }) => said === undefined)) return undefined;
  const ends = verb === 0 ? [0] : splitPoints(own.slice(verb), "longest").map((at) => at + verb);
  for (const end of ends) {
    const frame = own.slice(0, end);
    // "students may view their own transcripts, teachers all transcripts"
    if (frame.some((token) => token.kind === "word" && /^(?:own|their|his|her|its)$/.test(token.lower)))
      continue;
    const whole = segments.map(({ callers, said = [] }, index) => [
      ...head,
      ...callers,
      ...frame,
      ...(index === 0 ? own.slice(end) : withBound(said, own.slice(end))),
    ]);
    const rules = inParallel(whole, read);
    if (rules !== undefined)
      return rules.map((rule, index) => ({
        part: spanOf(
          words.slice(
            index === 0 ? 0 : places[index]?.from,
            (places[index + 1]?.from ?? words.length + 1) - 1,
          ),
        ),
        read: rule,
      }));
  }
  return undefined;
}

/** "up to 5 for A and up to 10 for B". */
function limitsThenCallers(
  words: readonly Token[],
  places: readonly CallersPlace[],
  read: Read,
): readonly SentenceRule[] | undefined {
  const [first] = places;
  if (first === undefined || places.at(-1)?.end !== words.length) return undefined;
  if (places.some(({ from, at }) => from === at)) return undefined;
  const own = words.slice(0, first.from);
  const later = places.slice(1).map(({ from, end }, index) => {
    const said = withoutJoinAhead(words.slice(places[index]?.end ?? 0, from));
    return { said, callers: words.slice(from, end) };
  });
  if (later.some(({ said }) => said.length === 0)) return undefined;
  const callers = words.slice(first.from, first.end);
  for (const [from, to] of limitsIn(own)) {
    const [ahead, behind] = [own.slice(0, from), own.slice(to)];
    const whole = [
      [...own, ...callers],
      ...later.map(({ said, callers: others }) => [
        ...ahead,
        ...withBound(said, own.slice(from, to)),
        ...behind,
        ...others,
      ]),
    ];
    const rules = inParallel(whole, read);
    if (rules !== undefined)
      return rules.map((rule, index) => ({
        part: spanOf(words.slice(places[index - 1]?.end ?? 0, places[index]?.end)),
        read: rule,
      }));
  }
  return undefined;
}

/** Where what differs may stand: at the end, or before the verdict, as in "refunds of up to $5 are allowed". */
function limitsIn(own: readonly Token[]): readonly (readonly [number, number])[] {
  const verdict = own.findIndex((_, at) => at > 0 && passiveVerdict.test(patternText(own.slice(at, at + 3))));
  const to = verdict < 0 ? own.length : verdict;
  return splitPoints(own.slice(0, to), "longest")
    .filter((from) => from > 0 && from < to)
    .map((from) => [from, to]);
}

const passiveVerdict =
  /^(?:is|are|may be|can be|shall be) (?:only )?\p{L}+(?:ed|en|open|ok|fine|possible)\b/u;

/** The rules, where all test the same of the same tools, so that nothing is said of one that may be meant for all. */
function inParallel(whole: readonly (readonly Token[])[], read: Read): readonly ReadRule[] | undefined {
  const rules: { readonly read: ReadRule; readonly free: boolean }[] = [];
  for (const tokens of whole) {
    const rule = attempt(() => read(tokens));
    if (rule === undefined || rule.rule.tools.kind !== "tools") return undefined;
    if (rules.some((other) => !apart(other.read.rule, rule.rule))) return undefined;
    rules.push({ read: rule, free: anything.test(patternText(tokens)) });
  }
  const limited = rules.find(({ free }) => !free) ?? rules[0];
  if (limited === undefined) return undefined;
  const tested = testedPaths(limited.read.rule);
  const alike = rules.every(({ read: { rule }, free }) => {
    const open = free ? tested.filter((path) => !testedPaths(rule).includes(path)) : [];
    return open.length < 2 && isSameLimit(limited.read.rule, rule, open);
  });
  return alike ? rules.map((each) => each.read) : undefined;
}

const anything = /\b(?:any|whatever|whichever|regardless|irrespective|no matter|limit)\b/;

const joints = /^(?:[,;.!–—-]|and|but|while|whereas|or)$/;

function textOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0 && /^[.!;]$/.test(textOf(tokens[end - 1]))) end -= 1;
  return tokens.slice(0, end);
}

function withoutJoin(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0 && joints.test(textOf(tokens[end - 1]))) end -= 1;
  return tokens.slice(0, end);
}

function withoutJoinAhead(tokens: readonly Token[]): readonly Token[] {
  let from = 0;
  while (from < tokens.length && joints.test(textOf(tokens[from]))) from += 1;
  return tokens.slice(from);
}

const again = ["do so", "do it", "do this", "do that", "do the same", "go"];
const pronoun = /^(?:one|it|them|some|those|these)$/;

/** What later callers may, without "may do so" or the first verb said again with a pronoun; undefined where they may do something else or not do it. */
function withoutVerb(said: readonly Token[], verb: readonly Token[]): readonly Token[] | undefined {
  const reader = new Reader(said);
  if (reader.take(...modalDenials) !== undefined) return undefined;
  const modal = reader.take(...modalAllows, "to");
  if (modal === undefined) return said;
  const only = modal.includes("only") ? inserted("only", said[0]) : [];
  if (reader.take(...again) === undefined && reader.word() !== "" && reader.word() === textOf(verb[0])) {
    if (!pronoun.test(said[reader.at + 1]?.text.toLowerCase() ?? "")) return undefined;
    reader.at += 2;
  }
  const rest = said.slice(reader.at);
  return rest.length === 0 ? undefined : [...only, ...rest];
}

/** "$500" behind "up to $100" is "up to $500", "any amount" is "of any amount". */
function withBound(said: readonly Token[], first: readonly Token[]): readonly Token[] {
  if (textOf(said[0]) === "any") return [...inserted("of", said[0]), ...said];
  const isAmount = (tokens: readonly Token[]): boolean =>
    tokens[textOf(tokens[0]) === "$" ? 1 : 0]?.kind === "number";
  if (!isAmount(said)) return said;
  const at = first.findIndex((_, index) => isAmount(first.slice(index)));
  return at < 0 ? said : [...first.slice(0, at), ...said];
}
