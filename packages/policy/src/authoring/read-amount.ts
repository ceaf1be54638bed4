import type { Context } from "./context.ts";
import { fitNumber } from "./fit-number.ts";
import type { Order } from "./intermediate.ts";
import { readOrder, readOrderAfter } from "./read-order.ts";
import type { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";
import type { Token } from "./tokens.ts";
import { type UnitName, unitNamed } from "./units.ts";
import type { VocabularyField } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** A number with its comparison and what stands behind it. */
export interface OrderedNumber {
  readonly order: Order;
  readonly number: Extract<Token, { kind: "number" }>;
  readonly unit: UnitName | undefined;
  readonly tail: Token | undefined;
}

/** A comparison with a number, in either order, if one comes next. */
export function orderedNumber(reader: Reader): OrderedNumber | undefined {
  return reader.attempt(() => {
    const order = readOrder(reader);
    reader.take("a", "an", "the", "a total of");
    const number = reader.peek();
    if (number?.kind !== "number") return undefined;
    reader.at += 1;
    const { unit, tail } = readUnit(reader);
    const after = order === undefined ? readOrderAfter(reader) : undefined;
    const used = order ?? after;
    return used === undefined ? undefined : { order: used, number, unit, tail };
  });
}

/** A unit behind a number, or a word that says what is counted. */
export function readUnit(reader: Reader): {
  readonly unit: UnitName | undefined;
  readonly tail: Token | undefined;
} {
  const token = reader.peek();
  if (token?.kind !== "word") return { unit: undefined, tail: undefined };
  if (token.lower === "per") return { unit: undefined, tail: undefined };
  const unit = unitNamed(token.lower);
  if (unit !== undefined) {
    reader.at += 1;
    return { unit, tail: undefined };
  }
  const isCounted = /^\p{Ll}{3,}$/u.test(token.text) && !ends.has(token.lower);
  if (!isCounted) return { unit: undefined, tail: undefined };
  reader.at += 1;
  return { unit: undefined, tail: token };
}

/** Words that are no counted noun behind a number. */
export const ends = new Set(
  "and or but when if unless except only where while for from to of in on at by with without during before after between until since utc gmt inclusive exclusive the whose that which then than more less above below higher lower greater fewer maximum minimum max min provided per each every within is are".split(
    " ",
  ),
);

/** The number as the argument counts it; throws {@link Refusal} where it does not fit. */
export function fitted(
  field: VocabularyField,
  { number, unit, tail }: Omit<OrderedNumber, "order">,
  context: Context,
  subject: readonly Token[] = [],
): string {
  if (tail !== undefined) {
    const known =
      tail.kind === "word" &&
      [
        ...field.nameStems,
        ...field.descriptionStems,
        ...context.tools.flatMap(({ nameStems }) => nameStems),
      ].includes(tail.stem);
    const isCount =
      tail.kind === "word" && countNouns.has(tail.stem) && field.nameStems.some((name) => counting.has(name));
    if (!known && !isCount) refuse(`"${tail.text}" does not fit what "${field.path.join(".")}" counts`, tail);
  }
  context.last = field;
  // who names the argument as the tool does counts as the tool does
  const literal = subject.some((token) => token.text === field.path.at(-1));
  return fitNumber(field, number, unit, literal ? field.unit : context.stated, context.notes);
}

const countNouns = new Set(["items", "units", "pieces", "copies", "entries", "results", "times"].map(stem));

const counting = new Set(["quantity", "qty", "count", "number", "amount", "limit", "size"].map(stem));
