import type { UnitName } from "../amounts/units.ts";
import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import { word } from "../rule/opening.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { modalAllows, modalDenials } from "../words/effect-words.ts";
import { plainIdioms } from "../words/plain-idioms.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { elidedVerdict } from "./elided-verdict.ts";
import { introducesCondition } from "./leading-condition.ts";
import { withObjectSaid } from "./object-said-before.ts";

/** How a sentence begins: who, "may not", and what. */
export interface Subject {
  readonly callers: readonly Token[];
  readonly modal: readonly Token[];
  readonly said: readonly Token[];
  /** Whether a command such as "allow … to" names them. */
  readonly commanded?: true;
}

/** The ways to complete what stands behind the "and"; `own` where it says itself what it decides. */
export function secondRules(
  right: readonly Token[],
  first: Token,
  ahead: readonly Token[],
  subject: Subject | undefined,
): readonly { readonly second: readonly Token[]; readonly own: boolean }[] {
  if (ahead.length > 0)
    return [{ second: introducesCondition(right) ? right : [...ahead, ...right], own: true }];
  const whole = { second: right, own: true };
  if (subject === undefined) return [whole, { second: [first, ...right], own: false }];
  const { callers, modal } = subject;
  const isPronoun = /^(?:it|they|he|she)$/.test(wordOf(right[0]));
  const rest = isPronoun ? right.slice(1) : right;
  // "users are forbidden to A, and allowed to B"
  const verdict = elidedVerdict(modal, rest);
  if (verdict !== undefined) return [{ second: [...callers, ...verdict], own: true }];
  // "and may not delete them", "but they cannot delete reports"
  // "but not merge accounts"
  if (/^(?:not|never)$/.test(wordOf(right[0]))) {
    const deed = right.slice(subject.commanded === true && wordOf(right[1]) === "to" ? 2 : 1);
    return new Reader(modal).take(...modalDenials) !== undefined
      ? []
      : [{ second: [...callers, word("may"), word("not"), ...deed], own: true }];
  }
  // "they may not be deleted" is said of what is acted on
  if (isPronoun && isPassive(rest)) return [];
  if (isModal(rest))
    return isPronoun
      ? [{ second: [...callers, ...rest], own: true }]
      : [whole, { second: [...callers, ...rest], own: true }];
  if (isPronoun) return [];
  const goesOn = { second: [...callers, ...modal, ...right], own: false };
  return subject.commanded === true
    ? [whole, { second: [first, ...right], own: false }, goesOn]
    : [whole, goesOn];
}

/** The callers that the sentence begins with and what follows them: "users with role x", "may not"; "allow clerks to" as "clerks may". */
export function subjectOf(
  tokens: readonly Token[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): Subject | undefined {
  const plain = plainIdioms(tokens);
  const reader = new Reader(plain);
  const context: Context = { vocabulary, tools: vocabulary.tools, stated, notes: [], last: undefined };
  const command = reader.take("allow", "let", "permit", "only");
  const who = attempt(() => readWho(reader, context));
  if (who === undefined) return undefined;
  const end = reader.at;
  if (command !== undefined && command !== "only") {
    if (reader.take("to") === undefined && command !== "let") return undefined;
    const said = plain.slice(reader.at);
    return { callers: plain.slice(1, end), modal: [word("may")], said, commanded: true };
  }
  if (reader.take(...modalDenials, "do not", "does not", ...modalAllows) === undefined)
    return { callers: plain.slice(0, end), modal: [], said: plain.slice(end) };
  return { callers: plain.slice(0, end), modal: plain.slice(end, reader.at), said: plain.slice(reader.at) };
}

/** "They must not void them" behind a sentence on some callers: the same with the callers and the object named; undefined for other words. */
export function withSubjectSaid(
  first: readonly Token[],
  second: readonly Token[],
  own: readonly SentenceRule[],
  vocabulary: Vocabulary,
  stated: UnitName | undefined,
): readonly Token[] | undefined {
  const rest = second.slice(1);
  if (wordOf(second[0]) !== "they" || !isModal(rest) || isPassive(rest)) return undefined;
  const subject = subjectOf(first, vocabulary, stated);
  const [only] = own;
  if (subject === undefined || only === undefined || own.length > 1) return undefined;
  return [...subject.callers, ...(withObjectSaid(first, rest, only.read) ?? rest)];
}

/** "may not be deleted", and not "may not be able to". */
function isPassive(tokens: readonly Token[]): boolean {
  const be = tokens.slice(0, 4).findIndex((token) => wordOf(token) === "be");
  return be >= 0 && !/^(?:able|allowed|permitted|authorized|free|entitled)$/.test(wordOf(tokens[be + 1]));
}

/** Whether "may", "must not" and the like come first. */
export function isModal(tokens: readonly Token[]): boolean {
  return new Reader(tokens).take(...modalDenials, "do not", "does not", ...modalAllows) !== undefined;
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
