import { adjectives } from "../amounts/dimensions.ts";
import { isBoundsNoun } from "../amounts/said-of-bounds.ts";
import { unitNamed } from "../amounts/units.ts";
import { leavesOf } from "../conditions/leaves-of.ts";
import type { Rule } from "../intermediate.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { isSaidOfReading } from "../tools/reading-tools.ts";
import { toolsOf } from "../tools/tools-of.ts";
import { nameWords, type Vocabulary } from "../vocabulary.ts";
import { offs } from "../words/effect-words.ts";
import { sameVerb } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import type { Said } from "./said-by-rule.ts";
import { isOfPeriod } from "./said-of-period.ts";

/** Whether the word is said for people: a label of callers whose claim follows, what may be anything, and tools that are left out. */
export function isAside(
  tokens: readonly Token[],
  at: number,
  said: Said,
  rule: Rule,
  vocabulary: Vocabulary,
): boolean {
  return (
    isLabel(tokens, at, rule) ||
    (rule.effect === "forbid" && isOfCommand(tokens, at)) ||
    isSaidAgain(tokens, at, said) ||
    // "everywhere except in prod", of which the latter is what is tested
    (/^(?:any|every)where$/.test(textOf(tokens[at])) &&
      wordAt(tokens, at + 2, 1, /^(?:but|except|other|outside)$/)) ||
    (said.numbers.length > 0 && isOfNumber(tokens, at)) ||
    isTheOne(tokens, at) ||
    (said.numbers.length > 0 && isBehindUnit(tokens, at)) ||
    // "the patient_id claim in their login"
    (/^(?:login|session|sign-in)$/.test(textOf(tokens[at])) && wordAt(tokens, at, 3, /^claim$/)) ||
    // "the reason is on file"
    (textOf(tokens[at]) === "file" && wordAt(tokens, at, 1, /^on$/)) ||
    // "8 degrees Celsius"
    (said.numbers.length > 0 &&
      /^(?:degrees?|celsius|fahrenheit)$/i.test(textOf(tokens[at])) &&
      tokens.slice(Math.max(0, at - 2), at).some(({ kind }) => kind === "number")) ||
    // "an order that was already shipped"
    (said.flags && /^already$/i.test(textOf(tokens[at]))) ||
    // "with overwrite turned on"
    (said.flags &&
      /^(?:turned|switched)$/.test(textOf(tokens[at])) &&
      /^(?:on|off)$/.test(textOf(tokens[at + 1]))) ||
    (said.flags && isArgument(tokens[at], rule, vocabulary)) ||
    (said.flags && isOptionOfFlag(tokens, at, rule)) ||
    isThingOfValue(tokens, at, said, rule, vocabulary) ||
    (said.times && isOfPeriod(tokens, at)) ||
    (rule.tools.kind === "tools" && isSaidOfReading(tokens, at, rule.tools.tools)) ||
    (said.times && wordAt(tokens.slice(at + 1, at + 2), 1, 1, /^(?:window|period|season|freeze)$/)) ||
    wordAt(tokens, at, 4, free) ||
    saysAll(tokens, at, rule, vocabulary) ||
    (wordAt(tokens, at, 8, left) && isOfAnother(tokens[at], rule, vocabulary))
  );
}

/** "Suspend all refunds", "Shut down the tools": what begins a rule and says that it forbids. */
function isOfCommand(tokens: readonly Token[], at: number): boolean {
  const start = tokens
    .slice(0, at)
    .findLastIndex((token) => token.kind === "mark" || (token.kind === "word" && token.lower === "please"));
  const said = patternText(tokens.slice(start + 1, at + 4));
  const command = offs.find((each) => said === each || said.startsWith(`${each} `));
  return command !== undefined && at - start <= command.split(" ").length;
}

/** "90 days old": what is measured so, its unit says. */
function isBehindUnit(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return (
    token?.kind === "word" &&
    adjectives.has(token.lower) &&
    before?.kind === "word" &&
    unitNamed(before.lower) !== undefined
  );
}

/** "the one in their department claim": a value, and no number. */
function isTheOne(tokens: readonly Token[], at: number): boolean {
  return /^the one (?:in|of|from)$/.test(patternText(tokens.slice(at - 1, at + 2)));
}

/** "with the force option": the flag that is named right before it. */
function isOptionOfFlag(tokens: readonly Token[], at: number, rule: Rule): boolean {
  const [flag, token] = [tokens[at - 1], tokens[at]];
  if (token?.kind !== "word" || flag?.kind !== "word" || !/^(?:option|switch)$/.test(token.lower))
    return false;
  return [rule.when, rule.unless]
    .flatMap(leavesOf)
    .some((leaf) => leaf.kind === "flag" && leaf.field.nameStems.includes(flag.stem));
}

/** "if the dataset contains no PII": a flag is said of another argument. */
function isArgument(token: Token | undefined, rule: Rule, vocabulary: Vocabulary): boolean {
  if (token?.kind !== "word") return false;
  return toolsOf(rule.tools, vocabulary).some(({ fields }) =>
    fields.some(
      ({ nameStems, shape }) =>
        shape.kind === "string" && nameStems.length === 1 && nameStems[0] === token.stem,
    ),
  );
}

/** "critical reports" of a tool with a severity and a reportId: a value is said of another argument. */
function isThingOfValue(
  tokens: readonly Token[],
  at: number,
  { stems }: Said,
  rule: Rule,
  vocabulary: Vocabulary,
): boolean {
  const [token, before, first] = [tokens[at], tokens[at - 1], tokens[at - 2]];
  if (token?.kind !== "word" || before?.kind !== "word") return false;
  // "low severity reports": the argument's name may stand between
  const isNamed = toolsOf(rule.tools, vocabulary).every(({ fields }) =>
    fields.some(({ nameStems, values }) => values.length > 0 && nameStems.at(-1) === before.stem),
  );
  const said = isNamed && first?.kind === "word" ? first : before;
  const value = said.lower.split("-")[0] ?? "";
  return toolsOf(rule.tools, vocabulary).every(
    ({ fields }) =>
      stems.has(value) &&
      fields.some(({ values }) => values.some((each) => each.toLowerCase() === value)) &&
      fields.some(({ shape, path }) => shape.kind === "string" && labelled(path.at(-1) ?? "", token.stem)),
  );
}

/** Whether the argument's name is the noun, with or without "id" or the like behind it. */
function labelled(name: string, noun: string): boolean {
  const [first, label, more] = nameWords(name);
  return (
    first !== undefined &&
    stem(first) === noun &&
    more === undefined &&
    /^(?:id|name|code|number)?$/.test(label ?? "")
  );
}

/** "all tools except delete_user": a tool that is left out. */
function isOfAnother(token: Token | undefined, rule: Rule, vocabulary: Vocabulary): boolean {
  const chosen = toolsOf(rule.tools, vocabulary);
  return vocabulary.tools.some(
    (tool) =>
      !chosen.includes(tool) &&
      ([tool.name, tool.action].includes(textOf(token)) ||
        (token?.kind === "word" &&
          tool.nameStems.some((each) => each === token.stem || sameVerb(each, token.stem)))),
  );
}

/** "in every environment", "without limit", "everywhere": says that there is no condition. */
function saysAll(tokens: readonly Token[], at: number, rule: Rule, vocabulary: Vocabulary): boolean {
  const token = tokens[at];
  if (/^(?:everywhere|anywhere|unlimited)$/i.test(textOf(token))) return true;
  if (/^limits?$/i.test(textOf(token)) && wordAt(tokens, at, 2, /^(?:without|no)$/)) return true;
  const every =
    wordAt(tokens, at, 1, /^(?:every|all)$/) ||
    (wordAt(tokens, at, 1, /^the$/) && wordAt(tokens, at, 2, /^all$/));
  return (
    every &&
    token?.kind === "word" &&
    toolsOf(rule.tools, vocabulary).some(({ fields }) =>
      fields.some(({ nameStems }) => nameStems.includes(token.stem)),
    )
  );
}

const free = /^(?:any|matter|whatever|whichever|regardless|irrespective)$/;
const left = /^(?:except|excluding|but|besides|apart|other|without|save)$/;

function wordAt(tokens: readonly Token[], at: number, back: number, words: RegExp): boolean {
  return tokens
    .slice(Math.max(0, at - back), at)
    .some((token) => token.kind === "word" && words.test(token.lower));
}

function textOf(token: Token | undefined): string {
  return token?.kind === "word" || token?.kind === "quoted" ? token.text : "";
}

/** "English (en)": what brackets right behind it say in the tool's own word. */
function isSaidAgain(tokens: readonly Token[], at: number, { stems }: Said): boolean {
  const [open, value, close] = tokens.slice(at + 1, at + 4);
  const isBracketed =
    open?.kind === "mark" && open.text === "(" && close?.kind === "mark" && close.text === ")";
  return isBracketed && stems.has(textOf(value));
}

/** "Help desk (group helpdesk)", "the chair of the commission (role chair)". */
function isLabel(tokens: readonly Token[], at: number, { who }: Rule): boolean {
  if (who.kind === "anyone") return false;
  for (let ahead = at + 1; ahead < Math.min(tokens.length, at + 6); ahead += 1) {
    const token = tokens[ahead];
    if (token?.kind === "mark" && /^[(,[]$/.test(token.text)) {
      const next = tokens[ahead + 1];
      return next?.kind === "word" && (claimed.test(next.lower) || definesPeople(tokens, ahead));
    }
    if (token?.kind !== "word") return false;
  }
  return false;
}

/** "(they have the role x)", ", who are in group y": a clause that tells who the people before it are. */
function definesPeople(tokens: readonly Token[], at: number): boolean {
  return /^(?:\(|,) (?:they|who|those) (?:have|has|hold|are|is|belong|belongs|with|in) (?:in |to )?(?:the |a )?(?:role|group|scope|claim|tier|department)\b/.test(
    patternText(tokens.slice(at, at + 6)),
  );
}

const claimed =
  /^(?:the|a|with|roles?|groups?|scopes?|users?|usernames?|claims?|tiers?|departments?|iam|i\.e|cognito:groups)$/;

/** "half an hour", which is a number; "both figures included" behind a range. */
function isOfNumber(tokens: readonly Token[], at: number): boolean {
  const [word, ...behind] = tokens
    .slice(at, at + 4)
    .map((token) => (token.kind === "word" ? token.lower : ""));
  // "outside the band of 16 to 25 degrees"
  if (/^(?:band|range)$/.test(word ?? "")) return /^(?:of|from)$/.test(behind[0] ?? "");
  // "the count of open tickets"
  if (/^(?:count|tally|quantity)$/.test(word ?? "")) return behind[0] === "of";
  if (word === "half") return /^an?$/.test(behind[0] ?? "") && unitNamed(behind[1] ?? "") !== undefined;
  if (/^exclud(?:ed|ing)$/.test(word ?? "")) {
    const near = tokens.slice(Math.max(0, at - 2), at + 3);
    return near.some(
      (token) => token.kind === "word" && (token.lower === "both" || isBoundsNoun(token.lower)),
    );
  }
  return (
    isBoundsNoun(word ?? "") && behind.slice(0, 2).some((each) => /^(?:in|ex)clu(?:ded|sive)$/.test(each))
  );
}
