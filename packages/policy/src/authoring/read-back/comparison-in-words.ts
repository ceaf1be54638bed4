import type { BinaryOperator, Expression } from "../../syntax/ast.ts";
import { type Atom, atom } from "./clause.ts";
import type { Subject } from "./subject.ts";
import { type Term, termInWords } from "./term-in-words.ts";

type Order = "==" | "!=" | "<" | "<=" | ">" | ">=";

const orders: readonly Order[] = ["==", "!=", "<", "<=", ">", ">="];
const opposite: Readonly<Record<Order, Order>> = {
  "==": "!=",
  "!=": "==",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};
const mirrored: Readonly<Record<Order, Order>> = {
  "==": "==",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};
const amounts: Readonly<Record<Order, string>> = {
  "==": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is greater than",
  ">=": "is at least",
};
const instants: Readonly<Record<Order, string>> = {
  "==": "is",
  "!=": "is not",
  "<": "is before",
  "<=": "is at or before",
  ">": "is after",
  ">=": "is at or after",
};
const decimalOrders: Readonly<Record<string, Order>> = {
  lessThan: "<",
  lessThanOrEqual: "<=",
  greaterThan: ">",
  greaterThanOrEqual: ">=",
};

/** The comparison that an operator makes. */
export function orderOf(operator: BinaryOperator): Order | undefined {
  return orders.find((order) => order === operator);
}

/** The comparison that a decimal's method makes. */
export function decimalOrderOf(method: string): Order | undefined {
  return decimalOrders[method];
}

/** Two values compared; undefined where a side has no plain words. */
export function comparisonInWords(
  order: Order,
  left: Expression,
  right: Expression,
  isTrue: boolean,
): Atom | undefined {
  const [a, b] = [termInWords(left), termInWords(right)];
  if (a === undefined || b === undefined) return undefined;
  const meant = isTrue ? order : opposite[order];
  // what a call brings is spoken of first
  const isTurned =
    (a.isFixed && !b.isFixed) || (a.subject?.kind === "claim" && b.subject?.kind === "argument");
  return isTurned ? said(mirrored[meant], b, a) : said(meant, a, b);
}

function said(order: Order, a: Term, b: Term): Atom {
  const reads = [...a.reads, ...b.reads];
  const isEqual = order === "==" || order === "!=";
  const words = a.kind === "instant" || a.kind === "time of day" ? instants : amounts;
  const verb = isEqual && !b.isFixed ? `${words[order]} equal to` : words[order];
  const told = (value: string, by = verb) => ({
    text: `${a.text} ${by} ${value}`,
    who: whoSaid(a.subject, by, value, b),
  });
  return atom(told(b.text).text, {
    who: told(b.text).who,
    reads,
    needs: order !== "!=",
    choice:
      order === "==" && b.isFixed && a.subject !== undefined
        ? {
            subject: `${a.text} is`,
            values: [b.text],
            said: (values) =>
              values.length === 1 ? told(values[0] ?? "") : told(listed(values), "is one of"),
          }
        : undefined,
  });
}

function whoSaid(
  subject: Subject | undefined,
  by: string,
  value: string,
  { kind }: Term,
): string | undefined {
  const isOne = by === "is" || by === "is one of";
  if (subject?.withOne !== undefined && isOne && kind === "text") return `${subject.withOne} ${value}`;
  return subject?.whose === undefined ? undefined : `${subject.whose} ${by} ${value}`;
}

/** `1, 2 or 3`. */
export function listed(values: readonly string[], word: "or" | "and" = "or"): string {
  const last = values.at(-1) ?? "";
  return values.length < 2 ? last : `${values.slice(0, -1).join(", ")} ${word} ${last}`;
}
