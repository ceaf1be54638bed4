import { isOfKind, matchField } from "../conditions/match-fields.ts";
import type { Context } from "../context.ts";
import { refuse } from "../refusal.ts";
import type { VocabularyField, VocabularyTool } from "../vocabulary.ts";
import { isAccounted, isCount, namesCount } from "../words/counted-nouns.ts";
import { sameNoun } from "../words/synonyms.ts";
import { stem } from "../words/word-stem.ts";
import { isNamedBy, isOfDimension, isOfOther } from "./dimensions.ts";
import type { Measured, Quantity } from "./quantity.ts";
import { converted, kindOf } from "./units.ts";

const money = new Set(
  "amount price total cost value sum fee budget salary payment charge balance spend bid dollars cents usd limit"
    .split(" ")
    .map(stem),
);

/** The one argument that a number without a name can mean; throws {@link Refusal} with the candidates. */
export function fieldOfQuantity(quantity: Quantity, context: Context): VocabularyField {
  const paths = new Set<string>();
  for (const tool of context.tools) paths.add(fieldInTool(quantity, tool, context).path.join("."));
  const [path] = paths;
  if (path === undefined || paths.size > 1) {
    refuse("The number may mean different arguments of the tools", quantity.span, { candidates: [...paths] });
  }
  const match = matchField(
    [{ kind: "word", text: path, lower: path.toLowerCase(), stem: "", start: 0, end: 0 }],
    context.tools,
    "number",
  );
  if (match.kind !== "one") {
    refuse("The number may mean different arguments of the tools", quantity.span, { candidates: [path] });
  }
  refuseCalendar(quantity, match.field);
  return match.field;
}

/** Two years are no year 2: an argument "year" says which. */
function refuseCalendar({ nouns, span }: Quantity, field: VocabularyField): void {
  const name = field.path.at(-1) ?? "";
  if (!/(?:^|_|[a-z])(?:year|month|week|day)$/i.test(name) || /per/i.test(name)) return;
  if (!nouns.some((noun) => noun.kind === "word" && /^(?:year|month|week|day)s?$/.test(noun.lower))) return;
  refuse(`"${name}" may say which, and not how many`, span, { advice: `Write "when ${name} is …".` });
}

function fieldInTool(quantity: Quantity, tool: VocabularyTool, context: Context): VocabularyField {
  const numbers = tool.fields.filter((field) => isOfKind(field, "number"));
  const measured = measuredIn(quantity);
  const accounted = numbers.filter((field) => quantity.nouns.every((noun) => isAccounted(noun, field, tool)));
  const fitting = accounted.filter((field) => fitsUnit(field, measured) && !isOfOther(field, quantity.of));
  const rank = Math.max(0, ...fitting.map((field) => namesCount(quantity.nouns, field)));
  const named = rank === 0 ? [] : fitting.filter((field) => namesCount(quantity.nouns, field) === rank);
  // "5 kegs" are the kegs, and not the price per keg
  const whole = named.filter(({ nameStems }) => nameStems.every((name) => isNoun(quantity, name)));
  const [only] = whole.length === 1 ? whole : named;
  if (only !== undefined && (named.length === 1 || whole.length === 1)) return only;
  const fields = named.length > 1 ? named : fitting.filter((field) => isEvident(field, quantity, measured));
  const noun = context.noun;
  const set = soleOfSetter(quantity, tool, context, numbers);
  if (set !== undefined) return set;
  const spoken = fields.filter(
    (field) => noun?.kind === "word" && field.nameStems.length === 1 && field.nameStems[0] === noun.stem,
  );
  // "vessels longer than 180 metres" speaks of their length, and not of their draught in metres
  const told = fields.filter((field) => isNamedBy(field, quantity.of));
  const [measure] = told;
  if (fields.length > 1 && told.length === 1 && measure !== undefined) return measure;
  const amounts = fields.filter(({ nameStems }) => nameStems.includes("amount"));
  if (fields.length === 0) refuseOtherUnit(quantity, numbers, measured);
  const [first] =
    spoken.length === 1 ? spoken : amounts.length === 1 && named.length === 0 ? amounts : fields;
  if (first === undefined || (fields.length > 1 && spoken.length !== 1 && amounts.length !== 1)) {
    refuse(
      fields.length > 1
        ? "Several arguments may be meant by this number"
        : "No argument of the tool is certain to be meant by this number",
      quantity.span,
      {
        candidates: (fields.length > 0 ? fields : numbers).map(({ path }) => path.join(".")),
        advice: "Name the argument.",
      },
    );
  }
  refuseOtherCount(quantity, first, numbers, measured);
  return first;
}

/** "files over 10 MB", where the one number of the tool counts bytes: how many bytes those are is not said. */
function refuseOtherUnit(
  { span }: Quantity,
  [field, more]: readonly VocabularyField[],
  measured: Measured | undefined,
): void {
  const unit = measured?.unit;
  if (unit === undefined || field?.unit === undefined || more !== undefined) return;
  refuse(`"${field.path.join(".")}" is in ${field.unit}, not in ${unit}`, span, {
    advice: `Write the number in ${field.unit}.`,
    telling: true,
  });
}

/** "order parts, 10 at most": a number that nothing is said of may be how many as well as what they cost. */
function refuseOtherCount(
  { nouns, of, atOnce, span }: Quantity,
  found: VocabularyField,
  numbers: readonly VocabularyField[],
  measured: Measured | undefined,
): void {
  const isBare =
    measured?.number.currency === undefined &&
    measured?.number.percent !== true &&
    measured?.unit === undefined;
  if (!isBare || nouns.length > 0 || of.length > 0 || atOnce) return;
  const counts = numbers.filter((field) => field !== found && isCount(field));
  if (counts.length === 0) return;
  refuse("Several arguments may be meant by this number", span, {
    candidates: [found, ...counts].map(({ path }) => path.join(".")),
    advice: "Name the argument.",
  });
}

function isNoun({ nouns }: Quantity, name: string): boolean {
  return nouns.some((noun) => noun.kind === "word" && (noun.stem === name || sameNoun(noun.stem, name)));
}

/** "set surge between 1 and 2.5 inclusive": the one number that the tool sets. */
function soleOfSetter(
  quantity: Quantity,
  tool: VocabularyTool,
  { noun }: Context,
  numbers: readonly VocabularyField[],
): VocabularyField | undefined {
  const measured = measuredIn(quantity);
  const isBare = measured?.number.currency === undefined && measured?.unit === undefined;
  if (!isBare || quantity.nouns.length > 0 || quantity.of.length > 0 || numbers.length !== 1)
    return undefined;
  const [verb, ...things] = tool.nameStems;
  return verb === "set" && noun?.kind === "word" && things.at(-1) === noun.stem ? numbers[0] : undefined;
}

/** The first number that says what it is counted in. */
function measuredIn({ intervals }: Quantity): Measured | undefined {
  const all = intervals.flatMap(({ low, high }) =>
    [low, high].flatMap((end) => (end === undefined ? [] : [end.at])),
  );
  return (
    all.find(({ number, unit }) => number.currency !== undefined || number.percent || unit !== undefined) ??
    all[0]
  );
}

function fitsUnit(field: VocabularyField, measured: Measured | undefined): boolean {
  if (measured === undefined) return true;
  if (measured.number.currency !== undefined) return isMoney(field);
  const unit = measured.number.percent ? "percent" : measured.unit;
  if (unit === undefined) return true;
  // hours of an argument in days may be a slip; days of one in hours are not
  return field.unit !== undefined && converted("1", unit, field.unit) !== undefined;
}

function isMoney({ nameStems, unit }: VocabularyField): boolean {
  if (unit !== undefined) return ["money", "euro", "pound", "yen", "rupee"].includes(kindOf(unit));
  return isSumName({ nameStems });
}

/** Whether the name is one for sums of money. */
export function isSumName({ nameStems }: Pick<VocabularyField, "nameStems">): boolean {
  return nameStems.some((name) => money.has(name));
}

/** Whether something of the words says that this argument is meant. */
function isEvident(field: VocabularyField, quantity: Quantity, measured: Measured | undefined): boolean {
  const { number, unit } = measured ?? {};
  if (quantity.of.length > 0) return isOfDimension(field, quantity.of);
  if (number?.currency !== undefined || number?.percent === true || unit !== undefined) return true;
  if (quantity.atOnce || quantity.nouns.length > 0) return isCount(field);
  return field.nameStems.some((name) => money.has(name));
}
