import { readWho } from "../callers/read-who.ts";
import type { Context } from "../context.ts";
import type { Who } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import type { ReadRule } from "../rule/assemble-rule.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { modalDenials } from "../words/effect-words.ts";
import { Reader, spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";

const commands =
  /^(?:allow|permit|let|enable|grant|deny|block|forbid|prohibit|disallow|reject|refuse|prevent|ban)$/;

/** Whether a sentence that began with a command goes on with another one: "Allow listing, deny deletion". */
export function startsCommand(tokens: readonly Token[], at: number): boolean {
  return commands.test(wordOf(tokens[0])) && commands.test(wordOf(tokens[at]));
}

/** Whether "block" or "reject" is a second thing that callers may do: "managers may release payments and block them". */
export function isSecondDeed(modal: readonly Token[], joined: string, right: readonly Token[]): boolean {
  const may = modal.length > 0 && new Reader(modal).take(...modalDenials) === undefined;
  return may && joined === "and" && denials.test(wordOf(right[0]));
}

/** Throws where a permission behind a rule for some callers names nobody: "block interns from A but allow B" may allow B to interns or to all. */
export function refuseOpenCallers(right: readonly Token[], one: ReadRule, two: ReadRule): void {
  const isOpen =
    two.rule.effect === "permit" &&
    commands.test(wordOf(right[0])) &&
    isRestricted(one.rule.who) &&
    !isRestricted(two.rule.who) &&
    !right.some((token) => allOfThem.test(wordOf(token)));
  if (!isOpen) return;
  refuse("It is not certain whether this is allowed to the same callers or to everyone", spanOf(right), {
    advice: "Write a sentence of its own for it, with its callers.",
    telling: true,
  });
}

const denials = /^(?:deny|block|forbid|prohibit|disallow|reject|refuse|prevent|ban)$/;
const allOfThem = /^(?:everyone|everybody|anyone|anybody)$/;

/** Whether callers stand at the end of both parts, and everyone at that of the second: "A for managers and B for everyone". */
export function endsForEveryone(
  left: readonly Token[],
  right: readonly Token[],
  vocabulary: Vocabulary,
): boolean {
  const [before, last] = right.slice(-2).map(wordOf);
  if (before !== "for" || !/^(?:everyone|everybody|anyone|anybody|all)$/.test(last ?? "")) return false;
  const at = left.findLastIndex((token) => wordOf(token) === "for");
  const reader = new Reader(left, at + 1);
  const context: Context = {
    vocabulary,
    tools: vocabulary.tools,
    stated: undefined,
    notes: [],
    last: undefined,
  };
  const who = at < 0 ? undefined : attempt(() => readWho(reader, context));
  return who !== undefined && reader.done;
}

/** Whether a rule is for some callers alone. */
export function isRestricted(who: Who): boolean {
  return who.kind === "iam" || (who.kind === "users" && who.condition !== undefined);
}

function wordOf(token: Token | undefined): string {
  return token?.kind === "word" ? token.lower : "";
}
