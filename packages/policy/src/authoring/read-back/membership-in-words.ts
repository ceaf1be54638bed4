import type { Expression, LikePattern } from "../../syntax/ast.ts";
import { quotePattern, quoteText } from "../../syntax/quote-text.ts";
import { type Atom, atom } from "./clause.ts";
import { listed } from "./comparison-in-words.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { termInWords } from "./term-in-words.ts";

type Binary = Extract<Expression, { kind: "binary" }>;

/** `contains`, `containsAll` and `containsAny`, either way round. */
export function membershipInWords(node: Binary, isTrue: boolean): Atom | undefined {
  const { operator, left, right } = node;
  if (left.kind === "set" && operator === "contains") {
    const subject = subjectOf(right);
    const values = left.items.map(fixedText);
    if (subject === undefined || values.length === 0 || !allSaid(values)) return undefined;
    return oneOf(subject, values, isTrue);
  }
  const subject = subjectOf(left);
  if (subject === undefined) return undefined;
  const include = isTrue ? "includes" : "does not include";
  if (operator === "contains") {
    const one = termInWords(right);
    return one && told(subject, `${include} ${one.text}`, isTrue, one.reads);
  }
  const values = right.kind === "set" ? right.items.map(fixedText) : [];
  if (values.length === 0 || !allSaid(values)) return undefined;
  const isAny = operator === "containsAny";
  return told(
    subject,
    `${include} ${isAny ? "any" : "all"} of ${listed(values, isAny ? "or" : "and")}`,
    isTrue,
  );
}

/** A pattern as the test that people would name. */
export function likeInWords(operand: Expression, pattern: LikePattern, isTrue: boolean): Atom | undefined {
  const subject = subjectOf(operand);
  if (subject === undefined) return undefined;
  const [first, second, third] = pattern.filter((part) => part !== "");
  const parts = pattern.filter((part) => part !== "").length;
  const words = (yes: string, no: string, text: string) =>
    told(subject, `${isTrue ? yes : no} ${quoteText(text)}`, isTrue);
  if (parts === 0) return words("is", "is not", "");
  if (parts === 1 && typeof first === "string") return words("is", "is not", first);
  if (parts === 2 && typeof first === "string" && typeof second === "object") {
    return words("starts with", "does not start with", first);
  }
  if (parts === 2 && typeof first === "object" && typeof second === "string") {
    return words("ends with", "does not end with", second);
  }
  if (parts === 3 && typeof first === "object" && typeof second === "string" && typeof third === "object") {
    return words("contains", "does not contain", second);
  }
  const match = isTrue ? "matches" : "does not match";
  return told(subject, `${match} the pattern ${quotePattern(pattern)}`, isTrue);
}

/** The subject is one of these values. */
function oneOf(subject: Subject, values: readonly string[], isTrue: boolean): Atom {
  const say = (all: readonly string[]) => {
    const verb = all.length === 1 ? (isTrue ? "is" : "is not") : isTrue ? "is one of" : "is not one of";
    const { text, who } = told(subject, `${verb} ${listed(all)}`, isTrue);
    const isPlain = isTrue && subject.withOne !== undefined && all.every((value) => value.startsWith('"'));
    return { text, who: isPlain ? `${subject.withOne} ${listed(all)}` : who };
  };
  return {
    ...told(subject, "", isTrue),
    ...say(values),
    choice: isTrue ? { subject: `${subject.text} is`, values, said: say } : undefined,
  };
}

/** What is said of a subject, true only where it is there unless it is denied. */
export function told(subject: Subject, said: string, needs: boolean, more: readonly string[] = []): Atom {
  const { text, whose, reads } = subject;
  return atom(`${text} ${said}`, {
    who: whose === undefined ? undefined : `${whose} ${said}`,
    reads: [...reads, ...more],
    needs,
  });
}

function fixedText(node: Expression): string | undefined {
  const term = termInWords(node);
  return term?.isFixed === true ? term.text : undefined;
}

function allSaid(values: readonly (string | undefined)[]): values is readonly string[] {
  return values.every((value) => value !== undefined);
}
