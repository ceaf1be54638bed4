import { refuseAlwaysGiven } from "./always-given.ts";
import { argumentsOf, withArguments } from "./claim-equals-argument.ts";
import { refuseDoubtful, unmarked } from "./claim-or-argument.ts";
import type { Context } from "./context.ts";
import { refuseContradiction } from "./contradiction.ts";
import { refuseEmptyText } from "./empty-text.ts";
import { fieldsOf } from "./fields-of.ts";
import { refuseImpossible } from "./impossible-range.ts";
import { allOf, type Condition, type Rule, type ToolChoice, type Who } from "./intermediate.ts";
import type { Opening } from "./opening.ts";
import { ownCondition } from "./own-condition.ts";
import { tellsOwner } from "./own-phrase.ts";
import { type Modifiers, readModifiers } from "./read-modifiers.ts";
import { readTools } from "./read-tools.ts";
import { readWho } from "./read-who.ts";
import { Reader, spanOf } from "./reader.ts";
import { Refusal, refuse, type TextSpan } from "./refusal.ts";
import { readRequired } from "./required-condition.ts";
import { isSaidInFull } from "./said-in-full.ts";
import type { Token } from "./tokens.ts";
import type { UnitName } from "./units.ts";
import { refuseVerbFlag } from "./verb-flag.ts";
import type { Vocabulary, VocabularyField, VocabularyTool } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** A rule and what its reader should know. */
export interface ReadRule {
  readonly rule: Rule;
  readonly notes: readonly string[];
}

function nounBefore(tail: readonly Token[], at: number): Token | undefined {
  const last = tail[at - 1];
  return last?.kind === "word" ? last : undefined;
}

/** The tokens without connectors and marks at their end. */
export function trimmed(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  while (end > 0) {
    const token = tokens[end - 1];
    if (
      token?.kind === "mark"
        ? /^[,.:!–—-]$/.test(token.text)
        : token?.kind === "word" && /^(?:and|but)$/.test(token.lower)
    )
      end -= 1;
    else break;
  }
  return tokens.slice(0, end);
}

/** The rule of an opening whose tools are chosen; throws {@link Refusal}. */
export function assemble(
  opening: Opening,
  at: number,
  prefix: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
  choice: ToolChoice,
  owned: boolean,
  before: readonly string[],
  restrict: (context: Context) => Condition | undefined = () => undefined,
): ReadRule {
  const context: Context = {
    vocabulary,
    tools: toolsOf(choice, vocabulary),
    named: choice.kind === "tools",
    behind: true,
    gives: opening.gives,
    spokenOf: opening.who.kind === "users" ? argumentsOf(opening.who.condition) : [],
    effect: opening.effect,
    stated,
    notes: [...before],
    last: undefined,
    noun: nounBefore(opening.tail, at),
  };
  const first = prefix.length === 0 ? undefined : readPrefix(prefix, { ...context, noun: undefined });
  const tail = new Reader(opening.tail, at);
  const { choice: tools, skip } = exceptTools(tail, choice, vocabulary, context);
  void skip;
  const modifiers = readModifiers(tail, context);
  const isOwn = owned || modifiers.owned || first?.owned === true;
  const told =
    tellsOwner(modifiers.when, modifiers.explains) || tellsOwner(first?.when, first?.explains === true);
  const own = isOwn && !told ? ownCondition(context, opening) : undefined;
  const required = opening.requires === undefined ? undefined : readRequired(opening.requires, context);
  const callers = merge(opening.who, [modifiers.who, first?.who], first?.who, opening, context);
  const who = withArguments(callers, context.tools, spanOf(opening.tail));
  const unless = [modifiers.unless, first?.unless, opening.exempt, required].filter(
    (each) => each !== undefined,
  );
  const rule: Rule = {
    effect: opening.effect,
    who,
    tools,
    when: allOf([own, restrict(context), first?.when, modifiers.when]),
    unless: unless.length > 1 ? { kind: "any", of: unless } : unless[0],
  };
  refuseVerbFlag([...opening.verb, ...opening.tail.slice(0, at)], context.tools, [rule.when, rule.unless]);
  const only = opening.only || modifiers.only || first?.only === true;
  if (opening.needsOnly && !only)
    refuse("No rule is recognised: nothing is allowed or blocked", spanOf(opening.tail), {
      advice: 'Begin with "Allow" or "Block".',
    });
  if (only && rule.effect === "permit") {
    context.notes.push(
      "Only these calls are allowed by this policy; others stay denied unless another policy permits them.",
    );
  }
  const span = spanOf(opening.tail);
  const whose = rule.who.kind === "users" ? rule.who.condition : undefined;
  refuseRelation(rule, context, span);
  const inFull = (field: VocabularyField): boolean =>
    isSaidInFull(field, [whose, rule.when, rule.unless], [...prefix, ...opening.tail]);
  refuseContradiction(rule.when, span, inFull);
  for (const each of [whose, rule.when, rule.unless]) {
    refuseDoubtful(each, context, span);
    refuseAlwaysGiven(each, span);
  }
  for (const each of [rule.when, rule.unless]) refuseImpossible(each, span, inFull);
  return { rule: settled(withoutMarks(rule), opening), notes: [...new Set(context.notes)] };
}

/** The tools that a choice stands for. */
export function toolsOf(choice: ToolChoice, { tools }: Vocabulary): readonly VocabularyTool[] {
  if (choice.kind === "all") return tools;
  return choice.kind === "target" ? tools.filter(({ target }) => target === choice.target) : choice.tools;
}

/** "all tools except delete_user": the others, by name. */
function exceptTools(
  tail: Reader,
  choice: ToolChoice,
  vocabulary: Vocabulary,
  context: Context,
): { choice: ToolChoice; skip: boolean } {
  if (choice.kind === "tools") return { choice, skip: false };
  const left = tail.attempt(() => {
    tail.take(",");
    const said = tail.take("except for", "except", "other than", "excluding", "apart from", "but not", "but");
    if (said === undefined) return undefined;
    const from = tail.at;
    let to = from;
    while (to < tail.end && !/^(?:when|if|unless|for|by|during)$/.test(tail.word(to - from))) to += 1;
    try {
      const read = readTools(trimmed(tail.slice(from, to)), vocabulary, context.notes);
      if (read.kind !== "choice" || read.choice.kind === "all") return undefined;
      tail.at = to;
      return toolsOf(read.choice, vocabulary);
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  });
  if (left === undefined) return { choice, skip: false };
  context.notes.push("Tools that are added later are not covered.");
  return {
    choice: { kind: "tools", tools: toolsOf(choice, vocabulary).filter((tool) => !left.includes(tool)) },
    skip: true,
  };
}

function readPrefix(prefix: readonly Token[], context: Context): Modifiers {
  const reader = new Reader(prefix);
  const callers = reader.attempt(() => {
    if (reader.take("for") === undefined) return undefined;
    const who = readWho(reader, context);
    return reader.done ? who : undefined;
  });
  if (callers !== undefined) {
    return { when: undefined, unless: undefined, who: callers, only: false, owned: false, explains: false };
  }
  return readModifiers(reader, context);
}

/** The callers of the sentence's two places in one. */
function merge(
  who: Who,
  others: readonly (Who | undefined)[],
  ahead: Who | undefined,
  opening: Opening,
  context: Context,
): Who {
  let all = who;
  for (const other of others) {
    if (other === undefined || other.kind === "anyone") continue;
    if (opening.named && other.kind === "users" && other !== ahead) {
      refuse("These people may be those who call or those who are acted on", spanOf(opening.tail), {
        advice: "Say who calls before the tool, and which argument names the others.",
      });
    }
    const open =
      all.kind === "anyone" ||
      (all.kind === "users" && all.condition === undefined && other.kind === "users");
    if (open) {
      all = other;
    } else if (all.kind === "users" && other.kind === "users") {
      all = { kind: "users", condition: allOf([all.condition, other.condition]) };
    } else {
      refuse("These callers do not go into one policy", spanOf(opening.tail), {
        candidates: context.vocabulary.claims.slice(0, 5),
      });
    }
  }
  return all;
}

function withoutMarks(rule: Rule): Rule {
  const { who } = rule;
  return {
    ...rule,
    who: who.kind === "users" ? { ...who, condition: unmarked(who.condition) } : who,
    when: unmarked(rule.when),
    unless: unmarked(rule.unless),
  };
}

/** A policy that reads a claim is for callers who have claims. */
function settled(rule: Rule, opening: Opening): Rule {
  refuseEmptyText([rule.when, rule.unless], spanOf(opening.tail));
  const reads = readsClaim(rule.when) || readsClaim(rule.unless);
  if (
    rule.who.kind === "users" &&
    rule.who.called !== undefined &&
    (rule.who.condition === undefined || rule.effect === "forbid") &&
    !readsSame(rule.when)
  ) {
    refuse(`It is not certain which callers "${rule.who.called}" are`, spanOf(opening.tail), {
      candidates: ["users with role …", "users in group …", "users with tier …", "all users"],
    });
  }
  if (!reads || rule.who.kind === "users") return rule;
  if (rule.who.kind === "iam") refuse("Callers with AWS credentials have no claims", spanOf(opening.tail));
  // what is denied to all is denied to those without claims, too
  if (rule.effect === "forbid") return rule;
  return { ...rule, who: { kind: "users", condition: undefined } };
}

function readsSame(condition: Condition | undefined): boolean {
  return condition?.kind === "same" || (condition?.kind === "all" && condition.of.some(readsSame));
}

function readsClaim(condition: Condition | undefined): boolean {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.some(readsClaim);
    case "not":
      return readsClaim(condition.of);
    case "claim":
    case "claim-present":
    case "same":
      return true;
    default:
      return false;
  }
}

const relations = /^"(owner|author|approver|reviewer|assignee|requester)s?" is read as the claim role/i;

/** "by the owner", where the tool has an ownerId: not whoever has that role, but the one that is named there. */
function refuseRelation(rule: Rule, { notes, tools }: Context, span: TextSpan): void {
  const tested = [rule.when, rule.unless].flatMap((each) => (each === undefined ? [] : fieldsOf(each)));
  for (const note of notes) {
    const word = relations.exec(note)?.[1]?.toLowerCase();
    if (word === undefined) continue;
    const named = tools
      .flatMap(({ fields }) => fields)
      .filter(({ nameStems }) => nameStems.includes(stem(word)));
    const [field] = named;
    if (field === undefined || named.some((each) => tested.includes(each))) continue;
    refuse(`"${word}" may be who has that role, or who "${field.path.join(".")}" names`, span, {
      candidates: [`role ${word}`, `when ${field.path.join(".")} is the user's username`],
    });
  }
}
