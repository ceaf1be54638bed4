import { assemble, type ReadRule } from "./assemble-rule.ts";
import type { Context } from "./context.ts";
import type { Condition, ToolChoice } from "./intermediate.ts";
import { refuseMistakable } from "./mistakable-words.ts";
import { withWhose } from "./of-which.ts";
import type { Opening } from "./opening.ts";
import { reflexives } from "./own-phrase.ts";
import { isPersonNoun } from "./people-words.ts";
import { plainIdioms } from "./plain-idioms.ts";
import { withoutPreamble } from "./preamble.ts";
import { readEffect } from "./read-effect.ts";
import { readTools } from "./read-tools.ts";
import { spanOf } from "./reader.ts";
import { moreTelling, Refusal, refuse } from "./refusal.ts";
import { remembered } from "./remembered.ts";
import { type RestrictedTools, restrictedTools } from "./restricted-tools.ts";
import { splitPoints } from "./split-points.ts";
import type { Token } from "./tokens.ts";
import { trimmed } from "./trimmed.ts";
import type { UnitName } from "./units.ts";
import { unplacedToken } from "./unplaced-token.ts";
import { inUsualOrder } from "./usual-order.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The rule that the tokens of one sentence state; throws {@link Refusal} where a word cannot be placed. */
export function readRule(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  return (stated === undefined ? readOnce : readStated(stated))(tokens, vocabulary);
}

const readStated =
  (stated: UnitName | undefined) =>
  (tokens: readonly Token[], vocabulary: Vocabulary): ReadRule =>
    readAny(tokens, vocabulary, stated);

const readOnce = remembered(readStated(undefined));

function readAny(tokens: readonly Token[], vocabulary: Vocabulary, stated: UnitName | undefined): ReadRule {
  let problem: Refusal | undefined;
  for (const { prefix, main } of openings(withoutPreamble(plainIdioms(inUsualOrder(withWhose(tokens)))))) {
    try {
      const read = readMain(main, prefix, vocabulary, stated);
      refuseMistakable(tokens, read.rule, vocabulary);
      return read;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = moreTelling(problem, error, () => false);
    }
  }
  throw problem ?? new Refusal("refused", "There is no sentence here", spanOf(tokens));
}

/** Whether the sentence begins with a condition of what follows. */
export function introducesCondition(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return first?.kind === "word" && introductions.test(first.lower);
}

const introductions =
  /^(?:when|whenever|if|unless|during|between|before|after|from|outside|for|in|on|until|where|as|provided|except|starting|since|once|with|without|inside|upon|following|assuming)$/;

/** The sentence as it is, or with its first part, up to a comma, as a condition of the rest. */
function openings(
  tokens: readonly Token[],
): readonly { readonly prefix: readonly Token[]; readonly main: readonly Token[] }[] {
  if (!introducesCondition(tokens)) return [{ prefix: [], main: tokens }];
  const splits = tokens.flatMap((token, at) => {
    if (at === 0 || token.kind !== "mark" || (token.text !== "," && token.text !== ":")) return [];
    const next = tokens[at + 1];
    const then = next?.kind === "word" && next.lower === "then" ? 1 : 0;
    return [{ prefix: tokens.slice(0, at), main: tokens.slice(at + 1 + then) }];
  });
  const thens = tokens.flatMap((token, at) =>
    at > 0 && token.kind === "word" && token.lower === "then"
      ? [{ prefix: tokens.slice(0, at), main: tokens.slice(at + 1) }]
      : [],
  );
  // "After 1 May no permits may be sold"
  const heads =
    splits.length > 0
      ? []
      : tokens.flatMap((token, at) =>
          at > 1 && token.kind === "word" && /^(?:no|nobody|only|everyone|anyone|users)$/.test(token.lower)
            ? [{ prefix: tokens.slice(0, at), main: tokens.slice(at) }]
            : [],
        );
  // "In December 2026 the gate must stay shut"
  const dated =
    splits.length > 0
      ? []
      : tokens.flatMap((token, at) =>
          at > 1 &&
          token.kind === "word" &&
          /^(?:the|a|an|our|all|every|each|any)$/.test(token.lower) &&
          /^(?:number|time|date)$/.test(tokens[at - 1]?.kind ?? "")
            ? [{ prefix: tokens.slice(0, at), main: tokens.slice(at) }]
            : [],
        );
  return [...splits, ...thens, ...heads, ...dated.slice(0, 1), { prefix: [], main: tokens }];
}

function readMain(
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  const start: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  for (const opening of readEffect(main, start)) {
    try {
      return complete(opening, main, prefix, vocabulary, stated);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem = further(problem, error);
    }
  }
  if (problem !== undefined) throw problem;
  refuse("No rule is recognised: who may or may not do what", spanOf(main), {
    advice:
      'Begin with "Allow", "Block", "Only … may" or "Require", as in "Allow users with role manager to approve expenses when the amount is less than $5,000".',
  });
}

/** Of two failed readings the one that came further says more. */
function further(a: Refusal | undefined, b: Refusal): Refusal {
  return moreTelling(a, b, () => b.span.start > (a?.span.start ?? 0) && b.advice !== undefined);
}

function complete(
  opening: Opening,
  main: readonly Token[],
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule {
  let problem: Refusal | undefined;
  for (const tools of [plainTools, restrictedTools]) {
    for (const at of splitPoints(opening.tail, opening.splits, tools === plainTools ? "short" : "long")) {
      try {
        const read = withSplit(opening, at, prefix, vocabulary, stated, tools);
        const unplaced = unplacedToken([...prefix, ...main], read.rule, vocabulary);
        if (unplaced !== undefined) {
          refuse(`Nothing of the rule that was understood says "${unplaced.text.trim()}"`, unplaced, {
            advice: "Say it with a tool's, an argument's or a claim's own name, or leave it out.",
          });
        }
        return read;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problem = moreTelling(
          problem,
          error,
          (one, two) => tools === plainTools && two.span.start > one.span.start,
        );
      }
    }
  }
  const all = opening.effect === "forbid" ? argumentOnly(opening, prefix, vocabulary, stated) : undefined;
  if (all !== undefined) return all;
  throw problem ?? new Refusal("refused", "No tool is named", spanOf(opening.tail));
}

/** "A discount greater than 15% is denied": the argument tells the tool; where it would allow, a tool that is not there could be meant. */
function argumentOnly(
  opening: Opening,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): ReadRule | undefined {
  try {
    return withSplit(opening, 0, prefix, vocabulary, stated, plainTools);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function withSplit(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  toolsIn: (words: readonly Token[], vocabulary: Vocabulary, notes: string[]) => RestrictedTools,
): ReadRule {
  const notes = [...opening.notes];
  const phrase = trimmed(opening.tail.slice(0, at));
  const own = withoutOwnWords(phrase);
  const owned = own.length < phrase.length;
  const others = phrase.find((token, index) => isOthers(token, phrase[index - 1], phrase[index + 1]));
  if (others !== undefined) refuse("It is not certain how these people belong to the callers", others);
  const words = [...opening.verb, ...own];
  const last = words.at(-1);
  if (
    last?.kind === "word" &&
    /^(?:in|on|with|for|to|from|of|by|at|and|or|between|into|as|a|an|the|any|every|each|no|not|but|be|being)$/.test(
      last.lower,
    )
  ) {
    refuse("These words could not be placed", last);
  }
  if (words.length === 0) return withAnyTool(opening, at, prefix, vocabulary, stated, notes);
  const { read, restrict } = toolsIn(words, vocabulary, notes);
  const candidates: readonly ToolChoice[] =
    read.kind === "choice" ? [read.choice] : read.tools.map((tool) => ({ kind: "tools", tools: [tool] }));
  return firstOf(
    candidates,
    read.kind === "candidates",
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, owned, notes, restrict),
    words,
  );
}

function plainTools(words: readonly Token[], vocabulary: Vocabulary, notes: string[]): RestrictedTools {
  return { read: readTools(words, vocabulary, notes), restrict: () => undefined };
}

const ownWords = new Set(["their", "own", "his", "her"]);

/** "the salary of their employees" is nobody's own. */
function isOthers(token: Token, before: Token | undefined, behind: Token | undefined): boolean {
  return (
    token.kind === "word" &&
    before?.kind === "word" &&
    ownWords.has(before.lower) &&
    /[^s]s$/.test(token.lower) &&
    isPersonNoun(token.lower) &&
    // "their own accounts" are things
    !/^(?:accounts|services|desks|offices|departments|bots|hosts)$/.test(token.lower) &&
    behind?.kind !== "word" &&
    behind?.text !== "'s"
  );
}

/** The note of a rule whose tool only its conditions tell. */
export const noToolNamed = "No tool is named: the only one with these arguments is taken.";

/** "book hotels for themselves", "reset only their own password": the tool's words alone. */
function withoutOwnWords(phrase: readonly Token[]): readonly Token[] {
  const word = (at: number): string => {
    const token = phrase[at];
    return token?.kind === "word" ? token.lower : "";
  };
  return phrase.filter((_, at) => {
    if (ownWords.has(word(at)) || reflexives.has(word(at))) return false;
    if (word(at) === "only" && ownWords.has(word(at + 1))) return false;
    return !(word(at) === "for" && reflexives.has(word(at + 1)));
  });
}

/** A sentence without a tool, such as "Allow only for US, CA, UK regions": the one tool that has what it speaks of. */
function withAnyTool(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  notes: string[],
): ReadRule {
  if (at >= opening.tail.length && prefix.length === 0 && opening.requires === undefined)
    refuse("No tool is named", spanOf(opening.tail));
  const choices = vocabulary.tools.map((tool): ToolChoice => ({ kind: "tools", tools: [tool] }));
  const found = firstOf(
    choices,
    true,
    (choice) => assemble(opening, at, prefix, vocabulary, stated, choice, false, notes),
    opening.tail,
  );
  // a time or a caller tells no tool from another
  if (!readsArgument(found.rule.when) && !readsArgument(found.rule.unless))
    refuse("No tool is named", spanOf(opening.tail));
  return {
    ...found,
    notes: [...found.notes, noToolNamed],
  };
}

function readsArgument(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case undefined:
    case "claim":
    case "claim-present":
    case "hours":
    case "dates":
      return false;
    case "not":
      return readsArgument(condition.of);
    case "all":
    case "any":
      return condition.of.some(readsArgument);
    default:
      return true;
  }
}

/** The one choice under which the rest of the sentence makes sense. */
function firstOf(
  choices: readonly ToolChoice[],
  ambiguous: boolean,
  read: (choice: ToolChoice) => ReadRule,
  words: readonly Token[],
): ReadRule {
  const found: { readonly choice: ToolChoice; readonly rule: ReadRule }[] = [];
  let problem: Refusal | undefined;
  for (const choice of choices) {
    try {
      found.push({ choice, rule: read(choice) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem ??= error;
    }
  }
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.rule;
  if (only === undefined && problem !== undefined && !ambiguous) throw problem;
  const names = (found.length > 0 ? found.map(({ choice }) => choice) : choices).flatMap((choice) =>
    choice.kind === "tools" ? choice.tools.map(({ action }) => action) : [],
  );
  refuse("These words fit several tools", spanOf(words), {
    candidates: names.slice(0, 10),
    advice: "Name the tool.",
  });
}
