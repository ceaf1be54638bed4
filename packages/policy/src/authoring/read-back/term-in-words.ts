import type { Expression } from "../../syntax/ast.ts";
import { quoteText } from "../../syntax/quote-text.ts";
import { formatDatetime, parseDatetime } from "../../values/datetime.ts";
import { parseDuration } from "../../values/duration.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** One side of a comparison, in words. */
export interface Term {
  readonly text: string;
  readonly subject: Subject | undefined;
  readonly reads: readonly string[];
  readonly kind: "text" | "number" | "boolean" | "instant" | "time of day" | "entity" | "other";
  /** It stands for one value, and not for what a call brings. */
  readonly isFixed: boolean;
}

/** The expression as a side of a comparison; undefined where it has no plain words. */
export function termInWords(node: Expression, isNested = false): Term | undefined {
  const subject = subjectOf(node);
  if (subject !== undefined) {
    const kind =
      subject.kind === "time" ? "instant" : subject.kind === "time of day" ? "time of day" : "other";
    return { text: subject.text, subject, reads: subject.reads, kind, isFixed: false };
  }
  switch (node.kind) {
    case "literal":
      if (typeof node.value === "string") return fixed(quoteText(node.value), "text");
      return fixed(String(node.value), typeof node.value === "bigint" ? "number" : "boolean");
    case "entity":
      return fixed(entityInWords(node), "entity");
    case "negate":
      return sum("minus", undefined, node.operand, isNested);
    case "binary": {
      const word = arithmetic[node.operator];
      return word === undefined ? undefined : sum(word, node.left, node.right, isNested);
    }
    case "call":
      return constructed(node);
    default:
      return undefined;
  }
}

/** A caller, a tool or a gateway by its name. */
export function entityInWords({ type, id }: { readonly type: string; readonly id: string }): string {
  switch (type) {
    case "AgentCore::OAuthUser":
      return `the user with id ${quoteText(id)}`;
    case "AgentCore::IamEntity":
      return `${/^arn:aws:sts::\d{12}:assumed-role\//.test(id) ? "callers assuming" : "the IAM caller"} ${quoteText(id)}`;
    case "AgentCore::Gateway":
      return `the gateway ${quoteText(id)}`;
    case "AgentCore::Action":
      return `the tool ${quoteText(id)}`;
    default:
      return `\`${type}::${quoteText(id)}\``;
  }
}

const arithmetic: Readonly<Record<string, string>> = { "+": "plus", "-": "minus", "*": "times" };

function sum(
  word: string,
  left: Expression | undefined,
  right: Expression,
  isNested: boolean,
): Term | undefined {
  const a = left === undefined ? undefined : termInWords(left, true);
  const b = termInWords(right, true);
  if (b === undefined || (left !== undefined && a === undefined)) return undefined;
  const text = a === undefined ? `${word} ${b.text}` : `${a.text} ${word} ${b.text}`;
  const reads = [...(a?.reads ?? []), ...b.reads];
  const isFixed = b.isFixed && a?.isFixed !== false;
  return { text: isNested ? `(${text})` : text, subject: undefined, reads, kind: "number", isFixed };
}

function constructed({ name, arguments: given }: Extract<Expression, { kind: "call" }>): Term | undefined {
  const [only] = given;
  if (given.length !== 1 || only?.kind !== "literal" || typeof only.value !== "string") return undefined;
  const { value } = only;
  switch (name) {
    case "decimal":
      return fixed(value, "number");
    case "datetime": {
      const instant = parseDatetime(value);
      const text = instant === undefined ? undefined : formatDatetime(instant);
      return text === undefined ? undefined : fixed(text.replace(/\.000Z$/, "Z"), "instant");
    }
    case "duration": {
      const clock = clockOf(value);
      return clock === undefined ? undefined : fixed(clock, "time of day");
    }
    case "ip":
      return fixed(value, "other");
    default:
      return undefined;
  }
}

/** `duration("9h30m")` as the time of day 09:30. */
function clockOf(text: string): string | undefined {
  const amount = parseDuration(text)?.amount;
  if (typeof amount !== "number" || amount < 0 || amount > 86_400_000) return undefined;
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const minutes = `${two(amount / 3_600_000)}:${two((amount / 60_000) % 60)}`;
  const rest = amount % 60_000;
  if (rest === 0) return `${minutes} UTC`;
  const millis = rest % 1_000;
  return `${minutes}:${two(rest / 1_000)}${millis === 0 ? "" : `.${String(millis).padStart(3, "0")}`} UTC`;
}

function fixed(text: string, kind: Term["kind"]): Term {
  return { text, subject: undefined, reads: [], kind, isFixed: true };
}
