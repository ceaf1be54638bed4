import type { Context } from "../context.ts";
import type { Condition, Order } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { isOfKind, matchField } from "./match-fields.ts";

const before: readonly (readonly [Order, readonly string[]])[] = [
  [">=", ["no earlier than", "not earlier than", "not before", "since", "from", "starting from"]],
  ["<=", ["no later than", "not later than", "not after", "until", "up to and including"]],
  ["<", ["before", "earlier than", "prior to", "older than"]],
  [">", ["after", "later than", "newer than", "more recent than", "younger than"]],
];
const behind: readonly (readonly [Order, readonly string[]])[] = [
  [
    ">=",
    ["or later", "and later", "or newer", "and newer", "or after", "or younger", "onwards", "onward", "on"],
  ],
  ["<=", ["or earlier", "and earlier", "or older", "and older", "or before"]],
];
const mostWords = 4;

/** A year that an argument holds: "the vintage year is before 2016", "a vintage of 2016 or later". */
export function yearCondition(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    reader.take("a", "an", "the", "their", "its");
    const subject: Token[] = [];
    for (let token = reader.peek(); subject.length <= mostWords; token = reader.peek()) {
      const order = subject.length > 0 ? reader.attempt(() => yearOrder(reader)) : undefined;
      if (order !== undefined) {
        const match = matchField(subject, context.tools, "number");
        if (match.kind !== "one" || !holdsYear(match.field)) return undefined;
        context.last = match.field;
        return { kind: "order", field: match.field, order: order.order, value: order.value };
      }
      if (token?.kind !== "word") return undefined;
      subject.push(token);
      reader.at += 1;
    }
    return undefined;
  });
}

/** "is before 2016", "of 2016 or later". */
function yearOrder(reader: Reader): { readonly order: Order; readonly value: string } | undefined {
  const said = reader.take("is", "are", "of", "lies", "must be");
  for (const [order, phrases] of before) {
    const found = reader.attempt(() => (reader.take(...phrases) === undefined ? undefined : yearAt(reader)));
    if (found === undefined) continue;
    if (order === ">=") reader.take("onwards", "onward", "on", "or later");
    return { order, value: found };
  }
  const value = said === undefined ? undefined : yearAt(reader);
  if (value === undefined) return undefined;
  const found = behind.find(([, phrases]) => reader.take(...phrases) !== undefined);
  return found === undefined ? undefined : { order: found[0], value };
}

function yearAt(reader: Reader): string | undefined {
  const token = reader.peek();
  if (token?.kind !== "number" || token.plain === undefined || !/^(?:1[6-9]|20|21)\d\d$/.test(token.plain))
    return undefined;
  reader.at += 1;
  return token.plain;
}

function holdsYear(field: VocabularyField): boolean {
  const name = nameWords(field.path.at(-1) ?? "");
  // "years" and "per year" count
  return isOfKind(field, "number") && name.at(-1) === "year" && !name.includes("per");
}

/** Throws where a bare year behind "from" or "before" may be an argument of the tools rather than the time of the call. */
export function refuseYear(reader: Reader, { tools, named }: Context): void {
  const token = reader.peek();
  if (named !== true || token?.kind !== "number" || !/^20\d\d$/.test(token.plain ?? "")) return;
  const fields = tools.flatMap((tool) => tool.fields.filter(holdsYear));
  const [field] = fields;
  if (field === undefined) return;
  const name = field.path.join(".");
  refuse(`${token.text} may be the year of the call or "${name}"`, token, {
    candidates: [`when ${name} is before ${token.text}`, `before ${token.text}-01-01`],
  });
}
