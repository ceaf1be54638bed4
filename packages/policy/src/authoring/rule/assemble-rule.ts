import type { UnitName } from "../amounts/units.ts";
import { readWho } from "../callers/read-who.ts";
import { alwaysGivenNotes } from "../checks/always-given.ts";
import { refuseDoubtful, unmarked } from "../checks/claim-or-argument.ts";
import { refuseContradiction } from "../checks/contradiction.ts";
import { refuseEmptyText } from "../checks/empty-text.ts";
import { refuseImpossible } from "../checks/impossible-range.ts";
import { refuseNeverApplies } from "../checks/never-applies.ts";
import { isSaidInFull } from "../checks/said-in-full.ts";
import { verbFlag } from "../checks/verb-flag.ts";
import { argumentsOf, withArguments } from "../conditions/claim-equals-argument.ts";
import { ownCondition } from "../conditions/own-condition.ts";
import type { Context } from "../context.ts";
import { allOf, type Condition, type Rule, type ToolChoice } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { sameCondition } from "../sentence/same-condition.ts";
import { foldTimes } from "../times/fold-times.ts";
import { exceptTools } from "../tools/except-tools.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import { tellsOwner } from "../words/own-phrase.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { absentClaimNotes } from "./absent-claims.ts";
import { withAbsentFlags } from "./absent-flags.ts";
import { forCallersWithClaims } from "./callers-with-claims.ts";
import { mergeCallers } from "./merge-callers.ts";
import type { Opening } from "./opening.ts";
import { ownedCondition } from "./owner-first.ts";
import { type Modifiers, readModifiers } from "./read-modifiers.ts";
import { refuseRelation } from "./refuse-relation.ts";
import { readRequired } from "./required-condition.ts";

/** A rule and what its reader should know. */
export interface ReadRule {
  readonly rule: Rule;
  readonly notes: readonly string[];
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
  const tools = exceptTools(tail, choice, context);
  const modifiers = readModifiers(tail, context);
  const isOwn = owned || modifiers.owned || first?.owned === true;
  const told =
    tellsOwner(modifiers.when, modifiers.explains) || tellsOwner(first?.when, first?.explains === true);
  const { owner } = opening;
  if (told && owner?.others !== undefined)
    refuse("It is not certain for whom this explanation is", spanOf(opening.tail), {
      advice: "Write a sentence for each kind of caller.",
    });
  const owns = owner === undefined || told ? undefined : ownedCondition(owner, context, spanOf(opening.tail));
  const own = isOwn && !told ? ownCondition(context, opening) : undefined;
  const required = opening.requires === undefined ? undefined : readRequired(opening.requires, context);
  const callers = mergeCallers(opening.who, [modifiers.who, first?.who], first?.who, opening, context);
  const who = withArguments(callers, context.tools, spanOf(opening.tail));
  const unless = [modifiers.unless, first?.unless, opening.exempt, required].filter(
    (each) => each !== undefined,
  );
  const restriction = restrict(context);
  const kept = opening.effect === "forbid" ? withAbsentFlags(restriction) : restriction;
  const when = [own, owns, kept, first?.when, modifiers.when];
  const act = [...opening.verb, ...opening.tail.slice(0, at)];
  const flag = verbFlag(act, context.tools, opening.effect, [...when, ...unless]);
  if (flag !== undefined) context.notes.push(flag.note);
  const rule: Rule = {
    effect: opening.effect,
    who,
    tools,
    when: foldTimes(allOf(once([...when, flag?.when]))),
    unless: foldTimes(unless.length > 1 ? { kind: "any", of: unless } : unless[0]),
  };
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
  refuseNeverApplies(rule.when, required, span);
  for (const each of [whose, rule.when, rule.unless]) {
    refuseDoubtful(each, context, span);
    context.notes.push(
      ...alwaysGivenNotes(each, [...prefix, ...opening.tail, ...(opening.requires ?? [])], span),
    );
  }
  for (const each of [rule.when, rule.unless]) refuseImpossible(each, span, inFull);
  refuseEmptyText([rule.when, rule.unless], span);
  return {
    rule: forCallersWithClaims(withoutMarks(rule), opening),
    notes: [...new Set([...context.notes, ...absentClaimNotes(rule)])],
  };
}

/** What is said twice, as in "recursive deletion (recursive is true)", is tested once. */
function once(conditions: readonly (Condition | undefined)[]): readonly Condition[] {
  const said = conditions.filter((each) => each !== undefined);
  return said.filter((each, at) => !said.slice(0, at).some((before) => sameCondition(before, each)));
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

function nounBefore(tail: readonly Token[], at: number): Token | undefined {
  const last = tail[at - 1];
  return last?.kind === "word" ? last : undefined;
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
