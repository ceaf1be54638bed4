import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { functionWords, restriction } from "../rule/caller-restriction.ts";
import { isPersonNoun, occupationWords, restrictiveWords } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import type { WordToken } from "../words/tokens.ts";
import { bracketedDefinition, claimDefinition } from "./claim-definition.ts";
import { isTier, rolesNamed } from "./claims.ts";
import { toldByKind } from "./told-by-kind.ts";

const longestName = 8;
const definitions =
  /^(?:role|roles|user|users|username|group|groups|claim|the|scope|who|whose|with|i\.e|that|those|meaning|namely|in)$/;
const joints = new Set(["of", "the", "for", "in", "and", "or", "at", "on"]);

/** Callers in people's words with their claim beside: "customs brokers (role customs-broker)", "the classifier, username auto-mod,", "nurse practitioners with role np". */
export function namedCallers(reader: Reader, context: Context, determined: boolean): Condition | undefined {
  return (
    toldByKind(reader, context) ??
    reader.attempt(() => definedByBrackets(reader, context)) ??
    reader.attempt(() => definedByApposition(reader, context, determined)) ??
    reader.attempt(() => restrictedByClaim(reader, context))
  );
}

/** The words of a name, as far as they may go. */
function nameWords(reader: Reader): readonly WordToken[] {
  const words: WordToken[] = [];
  while (words.length < longestName) {
    const token = reader.peek(words.length);
    if (token?.kind !== "word") break;
    const joint = joints.has(token.lower);
    if (joint && words.length === 0) break;
    if (!joint && functionWords.has(token.lower)) break;
    words.push(token);
  }
  return words;
}

function definedByBrackets(reader: Reader, context: Context): Condition | undefined {
  const words = [...nameWords(reader)];
  reader.at += words.length;
  // "contractors, interns and temps (roles a, b, c)"
  let commas = 0;
  while (reader.take(",") !== undefined) {
    const more = nameWords(reader);
    if (more.length === 0) return undefined;
    commas += 1;
    words.push(...more);
    reader.at += more.length;
  }
  const last = words.at(-1);
  if (last === undefined || joints.has(last.lower)) return undefined;
  const condition = bracketedDefinition(reader, context, context.behind !== true && isPersonNoun(last.lower));
  if (condition === undefined) return undefined;
  const joined = words.some(({ lower }) => lower === "and" || lower === "or");
  const several = condition.kind === "claim" && condition.values.length > 1;
  // "managers and clerks (role clerk)" defines the last of them alone
  if ((joined || commas > 0) && !several) return undefined;
  if (commas > 0 && condition.kind === "claim" && condition.values.length < commas + 2) return undefined;
  return unexplained(words, condition) === undefined ? condition : undefined;
}

function definedByApposition(reader: Reader, context: Context, determined: boolean): Condition | undefined {
  if (context.behind === true) return undefined;
  const words = nameWords(reader);
  const head = words.at(-1);
  if (head === undefined || words.some(({ lower }) => lower === "and" || lower === "or")) return undefined;
  const isWho = reader.word(words.length + 1) === "who";
  // ", meaning users with role x," tells of any noun who that is
  const told = /^(?:meaning|i\.e|namely|that|in)$/.test(reader.word(words.length + 1));
  if (!determined && !isWho && !told && !isPersonNoun(head.lower)) return undefined;
  reader.at += words.length;
  // "managers, who have the role x," are both: one word alone says a role of its own
  if (words.length < 2 && rolesNamed(head.lower) !== undefined && /^(?:who|whose|with)$/.test(reader.word(1)))
    return undefined;
  if (reader.take(",", "–", "—") === undefined || !definitions.test(reader.word())) return undefined;
  const condition = claimDefinition(reader, context);
  if (condition === undefined || reader.take(",", "–", "—") === undefined) return undefined;
  return unexplained(words, condition) === undefined ? condition : undefined;
}

/** "nurse practitioners with role np": the claim tells who they are, where no word of the name says more. */
function restrictedByClaim(reader: Reader, context: Context): Condition | undefined {
  const words: WordToken[] = [];
  for (;;) {
    const token = reader.peek(words.length);
    if (token?.kind !== "word" || functionWords.has(token.lower) || words.length > 4) break;
    words.push(token);
  }
  const head = words.at(-1);
  if (head === undefined || !isPersonNoun(head.lower)) return undefined;
  // one word alone has rules of its own
  if (words.length < 2 && (rolesNamed(head.lower) !== undefined || context.behind === true)) return undefined;
  reader.at += words.length;
  if (!/^(?:with|who|whose|in|of|having|holding)$/.test(reader.word())) return undefined;
  const condition = restriction(reader, context);
  const own = condition?.kind === "claim" && /^(?:role|username)$/.test(condition.claim);
  if (condition === undefined || !own) return undefined;
  const modifiers = words.slice(0, -1);
  return modifiers.every((word) => occupationWords.has(word.lower) || isExplained(word, condition))
    ? condition
    : undefined;
}

/** A word that may narrow whom the name means and that the claim does not say: "senior", "external", "premium". */
function unexplained(words: readonly WordToken[], condition: Condition): WordToken | undefined {
  return words.find(
    (word) =>
      (restrictiveWords.has(word.lower) || isTier(word.lower) || /^non-/.test(word.lower)) &&
      !isExplained(word, condition),
  );
}

/** Whether a value of the claim says the word: "field-tech" technicians, "np" nurse practitioners. */
function isExplained({ lower }: WordToken, condition: Condition): boolean {
  if (condition.kind !== "claim") return false;
  const parts = [condition.claim, ...condition.values].flatMap((value) =>
    value.toLowerCase().split(/[^\p{L}\p{N}]+/u),
  );
  return lower
    .split("-")
    .every((piece) =>
      parts.some(
        (part) =>
          part !== "" &&
          (piece === part ||
            (part.length > 2 && piece.startsWith(part)) ||
            (piece.length > 3 && part.startsWith(piece.slice(0, 4))) ||
            (part.length === 2 && piece.startsWith(part.slice(0, 1)))),
      ),
    );
}
