import { decimalFromText, longFromText } from "../../schema/number-text.ts";
import { refuse, type TextSpan } from "../refusal.ts";
import { nameWords, type VocabularyField } from "../vocabulary.ts";
import { stem } from "../words/word-stem.ts";
import type { NumberToken } from "./number-token.ts";
import { isSumName } from "./quantity-field.ts";
import { converted, type UnitName } from "./units.ts";

const currencyUnits: ReadonlyMap<string, UnitName> = new Map<string, UnitName>([
  ["dollar", "dollars"],
  ["euro", "euro"],
  ["pound", "pound"],
  ["yen", "yen"],
  ["rupee", "rupee"],
]);
const sums = new Set<UnitName>(["dollars", "cents", "euro", "pound", "yen", "rupee"]);
const counts = new Set(
  [
    "quantity",
    "qty",
    "count",
    "age",
    "weight",
    "size",
    "term",
    "duration",
    "days",
    "hours",
    "minutes",
    "seconds",
    "months",
    "years",
    "level",
    "priority",
    "score",
    "temperature",
    "rate",
    "percent",
    "replicas",
    "instances",
    "nodes",
    "guests",
    "limit_rows",
    "rows",
    "attempts",
    "retries",
    "page",
    "index",
  ].map(stem),
);

/** The number as the field counts it, in exact digits; throws {@link Refusal} where kind, unit or size do not fit. */
export function fitNumber(
  field: VocabularyField,
  number: NumberToken & TextSpan,
  unit: UnitName | undefined,
  stated: UnitName | undefined,
  notes: string[],
): string {
  const name = field.path.join(".");
  const written: UnitName | undefined = number.percent
    ? "percent"
    : number.currency === undefined
      ? unit
      : currencyUnits.get(number.currency);
  let value = number.value;
  if (field.unclearUnit === true && written !== undefined) {
    refuse(`"${name}" is counted in thousands or the like, so "${number.text.trim()}" may not fit`, number, {
      advice: "Write the number as the tool takes it, without a unit.",
      telling: true,
    });
  }
  if (number.doubtful) {
    refuse(`In "${number.text.trim()}" the point may stand before a fraction or between thousands`, number, {
      advice: "Write 1,000 or 1000 for a thousand.",
      telling: true,
    });
  }
  const isSum = [written, field.unit].some((each) => each !== undefined && sums.has(each));
  if (number.scale === "m" && !isSum) {
    refuse(`"${number.text.trim()}" may be millions or meters`, number, {
      advice: "Write it out.",
      telling: true,
    });
  }
  if (written === undefined) {
    if (field.unit === "cents" && stated === "cents" && number.text.includes(".")) {
      value = converted(value, "dollars", "cents") ?? value;
      notes.push(`${number.text.trim()} is read as whole units of currency: ${value} cents.`);
    } else if (field.unit === "cents" && stated !== "cents") {
      refuse(`"${name}" is in cents, and the text does not say what ${number.text.trim()} is in`, number, {
        advice: "Write the number with its unit, such as $500 or 50,000 cents.",
        telling: true,
      });
    }
  } else if (field.unit === undefined) {
    const isMoney = number.currency !== undefined || written === "cents";
    const [only, more] = nameWords(field.path.at(-1) ?? "");
    // $8 are no 8 seats
    const things = more === undefined && /[^s]s$/.test(only ?? "") && !isSumName(field);
    const counted = things || field.nameStems.some((each) => counts.has(each));
    if (!isMoney || counted || written === "cents") {
      refuse(`"${name}" does not say what it is counted in, so "${number.text.trim()}" may not fit`, number, {
        advice: `Write the number as the tool takes it, without a unit.`,
        telling: true,
      });
    }
  } else {
    const fitted = converted(value, written, field.unit);
    if (fitted === undefined) {
      refuse(`"${name}" is in ${field.unit}, not in ${written}`, number, {
        advice: `Write the number in ${field.unit}.`,
        telling: true,
      });
    }
    if (written !== field.unit) notes.push(`${number.text.trim()} is ${fitted} ${field.unit}.`);
    value = fitted;
  }
  const read = field.shape.kind === "decimal" ? decimalFromText(value, false) : longFromText(value);
  if (!read.ok) {
    refuse(
      `"${name}" takes ${field.shape.kind === "decimal" ? "a decimal" : "a whole number"}: ${number.text.trim()} ${read.message}`,
      number,
      { telling: true },
    );
  }
  return value;
}
