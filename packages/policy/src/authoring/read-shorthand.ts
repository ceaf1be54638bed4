import type { Context } from "./context.ts";
import type { Condition } from "./intermediate.ts";
import { isOfKind, matchField } from "./match-fields.ts";
import { fitted, type OrderedNumber, orderedNumber, readUnit } from "./read-amount.ts";
import { readRange } from "./read-range.ts";
import { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";
import { converted } from "./units.ts";
import type { VocabularyField } from "./vocabulary.ts";
import { stem } from "./word-stem.ts";

/** A comparison whose argument is left out: "under $500", "for amounts less than $500", "and less than 10". */
export function shorthand(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    if (reader.sees("between") || reader.sees("from")) {
      const range = rangeAlone(reader, context);
      if (range !== undefined) return range;
    }
    const order = orderedNumber(reader);
    if (order === undefined) return undefined;
    const noun = order.tail === undefined && order.number.currency === undefined ? context.noun : undefined;
    const named = noun === undefined ? undefined : matchField([noun], context.tools, "number");
    if (named?.kind === "one" && named.missing === 0) {
      return {
        kind: "order",
        field: named.field,
        order: order.order,
        value: fitted(named.field, order, context),
      };
    }
    const counted = order.tail === undefined ? undefined : matchField([order.tail], context.tools, "number");
    if (counted?.kind === "one" && order.number.currency === undefined) {
      return {
        kind: "order",
        field: counted.field,
        order: order.order,
        value: fitted(counted.field, order, context),
      };
    }
    const field =
      order.number.currency === undefined && context.last !== undefined
        ? context.last
        : moneyField(order, context, reader);
    return { kind: "order", field, order: order.order, value: fitted(field, order, context) };
  });
}

/** "between 1 and 14 nights inclusive": the unit or the noun behind the number says which argument is meant. */
function rangeAlone(reader: Reader, context: Context): Condition | undefined {
  const ahead = new Reader(reader.tokens, reader.at, reader.end);
  ahead.take("between", "from");
  const low = ahead.peek();
  if (low?.kind !== "number") return undefined;
  ahead.at += 1;
  readUnit(ahead);
  if (ahead.take("and", "to", "up to", "-", "–") === undefined) return undefined;
  const high = ahead.peek();
  if (high?.kind !== "number") return undefined;
  ahead.at += 1;
  const { unit, tail } = readUnit(ahead);
  const counted = tail === undefined ? undefined : matchField([tail], context.tools, "number");
  const field =
    counted?.kind === "one"
      ? counted.field
      : moneyField({ order: "<=", number: high, unit, tail }, context, reader);
  const name = field.path.at(-1) ?? "";
  return readRange(
    reader,
    [{ ...low, kind: "word", text: name, lower: name.toLowerCase(), stem: stem(name.toLowerCase()) }],
    context,
  );
}

const money = new Set(
  [
    "amount",
    "price",
    "total",
    "cost",
    "value",
    "sum",
    "fee",
    "budget",
    "salary",
    "payment",
    "charge",
    "balance",
    "spend",
    "bid",
    "dollars",
    "cents",
    "usd",
    "limit",
  ].map(stem),
);

/** The one argument that a sum without a name can mean. */
function moneyField({ number, unit }: OrderedNumber, context: Context, reader: Reader): VocabularyField {
  const candidates = new Map<string, VocabularyField>();
  for (const tool of context.tools) {
    const numbers = tool.fields.filter((field) => isOfKind(field, "number"));
    const counted = number.percent ? "percent" : unit;
    const fields =
      counted === undefined
        ? numbers.filter(
            ({ nameStems, unit: of }) =>
              nameStems.some((name) => money.has(name)) ||
              (number.currency !== undefined && (of === "dollars" || of === "cents")),
          )
        : numbers.filter(({ unit: of }) => of !== undefined && converted("1", counted, of) !== undefined);
    const amounts = fields.filter(({ nameStems }) => nameStems.includes("amount"));
    const [only] = amounts.length === 1 ? amounts : fields;
    if (only === undefined || (fields.length > 1 && amounts.length !== 1)) {
      refuse(
        fields.length > 1
          ? "Several arguments may be meant by this number"
          : "No argument of the tool is certain to be meant by this number",
        number,
        {
          candidates: (fields.length > 0 ? fields : numbers).map(({ path }) => path.join(".")),
          advice: "Name the argument.",
        },
      );
    }
    candidates.set(only.path.join("."), only);
  }
  const [first] = candidates.values();
  if (first === undefined || candidates.size > 1) {
    refuse("The number may mean different arguments of the tools", reader.here(), {
      candidates: [...candidates.keys()],
    });
  }
  const match = matchField(
    [{ kind: "word", text: first.path.at(-1) ?? "", lower: "", stem: "", start: 0, end: 0 }],
    context.tools,
    "number",
  );
  return match.kind === "one" ? match.field : first;
}
