import { namedQuantity } from "../amounts/named-quantity.ts";
import { stateQuantity } from "../amounts/state-quantity.ts";
import { adjectiveCondition } from "../conditions/adjective-condition.ts";
import { allBut } from "../conditions/all-but.ts";
import { argumentByNoun, toolWords } from "../conditions/argument-noun.ts";
import { beginsOtherName } from "../conditions/begins-other-name.ts";
import { fieldsOf } from "../conditions/fields-of.ts";
import { flagNoun } from "../conditions/flag-noun.ts";
import { type NamedValue, namedValue } from "../conditions/named-value.ts";
import { pathWithin } from "../conditions/path-within.ts";
import { testedNoun } from "../conditions/tested-noun.ts";
import { valueBeforeNoun } from "../conditions/value-before-noun.ts";
import { valueOfThing } from "../conditions/value-of-thing.ts";
import { valueWithinArgument } from "../conditions/value-within-argument.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition } from "../intermediate.ts";
import { Refusal } from "../refusal.ts";
import type { VocabularyTool } from "../vocabulary.ts";
import { Reader } from "../words/reader.ts";
import { isVerb, sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";

/** A phrase without the words that restrict its tools, and what these say. */
export interface Restricted {
  readonly rest: readonly Token[];
  readonly condition: Condition | undefined;
}

/** Where a restriction ends, what it says, and which of its words are the tool's as well. */
interface Found {
  readonly condition: Condition;
  readonly kept: readonly Token[];
  readonly adjective: boolean;
}

/** Takes what restricts the tools out of a phrase: flags and values before a noun, nouns with what they are called, tests of a text. */
export function restrictedNoun(phrase: readonly Token[], context: Context): Restricted | undefined {
  const reader = new Reader(phrase);
  const rest: Token[] = [];
  const found: Found[] = [];
  let hanging: number | undefined;
  let free = false;
  let closed: number | undefined;
  while (!reader.done) {
    const start = reader.at;
    const next = restriction(reader, context);
    if (next === undefined && anyArgument(reader, context)) {
      free = true;
      continue;
    }
    if (next === undefined) {
      const token = phrase[start];
      if (token !== undefined) rest.push(token);
      reader.at = start + 1;
      continue;
    }
    const before = found.at(-1);
    const joins = joinsAtEnd(rest);
    if (joins.length > 0 && before !== undefined) {
      const merged =
        next.adjective && before.adjective ? together(before.condition, next.condition, joins) : undefined;
      if (merged === undefined) return undefined;
      // "auto claims or travel claims": the word between joins the values and no tools
      rest.length -= joins.length;
      found[found.length - 1] = { ...before, condition: merged };
    } else found.push(next);
    if (!next.adjective) closed ??= rest.length;
    // "fuelling petrol": a value is a thing of its own, where an adjective is not
    const thing =
      next.condition.kind === "text" && rest.every(isPlain) && rest.some((token) => isVerbOf(token, context));
    if (next.adjective && !thing && !isAdverb(phrase[start])) hanging = rest.length;
    rest.push(...next.kept);
  }
  // "shipping fragile": an adjective stands before the noun it is said of
  if ((found.length === 0 && !free) || rest.length === hanging) return undefined;
  // "write files under /etc/ or delete files": what is said of the first act need not hold for the second
  if (closed !== undefined && rest.slice(closed).some((token) => joinsAtEnd([token]).length > 0))
    return undefined;
  const paths = found.map(({ condition }) =>
    condition.kind === "text" ? condition.field.path.join(".") : "",
  );
  // one argument that is to be two things at once was meant for two arguments
  if (paths.some((path, at) => path !== "" && paths.indexOf(path) < at)) return undefined;
  return { rest, condition: allOf(found.map(({ condition }) => condition)) };
}

/** Commas, "or" and "and" with which the words so far end. */
function joinsAtEnd(rest: readonly Token[]): readonly string[] {
  const joins: string[] = [];
  for (let at = rest.length - 1; at >= 0; at -= 1) {
    const token = rest[at];
    const text = token?.kind === "word" ? token.lower : token?.kind === "mark" ? token.text : "";
    const article = at === rest.length - 1 && /^(?:a|an|the)$/.test(text);
    if (!article && !/^(?:,|or|and)$/.test(text)) break;
    joins.push(text);
  }
  // "an SUV or a luxury car"; an article alone joins nothing
  return joins.some((each) => /^(?:,|or|and)$/.test(each)) ? joins : [];
}

/** Two values of one argument are a choice, whatever joins them; two different things are one only under "or". */
function together(a: Condition, b: Condition, joins: readonly string[]): Condition | undefined {
  if (a.kind === "text" && b.kind === "text" && a.test === "is" && b.test === "is") {
    if (a.field.path.join(".") === b.field.path.join("."))
      return { ...a, values: [...new Set([...a.values, ...b.values])] };
  }
  return joins.every((each) => /^(?:or|a|an|the)$/.test(each)) ? { kind: "any", of: [a, b] } : undefined;
}

function restriction(reader: Reader, context: Context): Found | undefined {
  const named =
    allBut(reader, context) ??
    attempted(() => testedNoun(reader, context)) ??
    namedValue(reader, context) ??
    attempted(() => namedQuantity(reader, context)) ??
    attempted(() => stateQuantity(reader, context)) ??
    flagNoun(reader, context) ??
    valueBeforeNoun(reader, context) ??
    within(reader, context) ??
    valueOfThing(reader, context);
  if (named !== undefined) {
    const kept = named.noun.filter((token) => context.tools.every((tool) => isOfTool(token, tool)));
    return { condition: named.condition, kept, adjective: false };
  }
  const token = reader.peek();
  const [tool] = context.tools;
  if (token === undefined || tool === undefined || context.tools.length > 1) return undefined;
  // "allow read collaborators" is reading, though "read" is also a value; "wire transfers" name their verb themselves
  const acts = reader.tokens.some((each) => each.kind === "word" && each.stem === tool.nameStems[0]);
  if (reader.at === 0 && token.kind === "word" && isVerb(token.stem) && !acts) return undefined;
  const condition = adjectiveCondition(token, tool);
  if (condition === undefined) return undefined;
  const [field] = fieldsOf(condition);
  if (field !== undefined && beginsOtherName(token, reader.peek(1), field, context.tools) !== undefined)
    return undefined;
  reader.at += 1;
  return { condition, kept: [], adjective: true };
}

/** "any environment" restricts nothing; a noun that is the tool's own is left to tell the tool. */
function anyArgument(reader: Reader, context: Context): boolean {
  const taken = reader.attempt(() => {
    if (
      reader.take("in", "to", "of", "for", "on", "from", "with", "at") !== undefined &&
      !/^(?:any|every|whatever)$/.test(reader.word())
    )
      return undefined;
    if (reader.take("any", "every", "whatever") === undefined) return undefined;
    for (const length of [2, 1]) {
      const noun = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
      if (noun.length < length || argumentByNoun(noun, context.tools) === undefined) continue;
      if (
        noun.some((token) =>
          context.tools.some((tool) => token.kind === "word" && tool.nameStems.includes(token.stem)),
        )
      )
        continue;
      reader.at += length;
      return true;
    }
    return undefined;
  });
  return taken === true;
}

/** "emails with "urgent" in the subject", "files under /tmp/". */
function within(reader: Reader, context: Context): NamedValue | undefined {
  const condition = valueWithinArgument(reader, context) ?? pathWithin(reader, context);
  return condition === undefined ? undefined : { condition, noun: [] };
}

/** What is read, or nothing where it cannot be. */
function attempted<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function isOfTool(token: Token, tool: VocabularyTool): boolean {
  return (
    token.kind === "word" && toolWords(tool).some((each) => each === token.stem || sameNoun(each, token.stem))
  );
}

/** Neither a preposition, which says something of what is behind it, nor what joins two things. */
function isPlain(token: Token): boolean {
  return (
    token.kind === "word" && !/^(?:in|of|for|to|at|on|with|from|by|into|as|and|or|nor|but)$/.test(token.lower)
  );
}

function isVerbOf(token: Token, { tools }: Context): boolean {
  return (
    token.kind === "word" &&
    tools.every(({ nameStems }) =>
      nameStems.some((name, at) => name === token.stem && (at === 0 || /(?:ing|ed)$/.test(token.lower))),
    )
  );
}

function isAdverb(token: Token | undefined): boolean {
  return token?.kind === "word" && token.lower.endsWith("ly");
}
