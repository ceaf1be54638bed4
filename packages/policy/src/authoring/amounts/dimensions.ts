import type { VocabularyField } from "../vocabulary.ts";
import { stem } from "../words/word-stem.ts";
import { kindOf, type UnitKind } from "./units.ts";

/** What a number measures where no argument is named, such as age or weight. */
export interface Dimension {
  readonly name: string;
  /** Stems of names that arguments of this dimension have. */
  readonly nouns: ReadonlySet<string>;
  readonly kinds: readonly UnitKind[];
}

const stems = (words: string): ReadonlySet<string> => new Set(words.split(" ").map(stem));

/** How old someone or something is. */
export const age: Dimension = { name: "age", nouns: stems("age aged old older birth"), kinds: [] };
const weight: Dimension = {
  name: "weight",
  nouns: stems("weight weighing mass load"),
  kinds: ["weight", "pounds", "ounces"],
};
const duration: Dimension = {
  name: "duration",
  nouns: stems("duration length period term time timeout lifetime"),
  kinds: ["time", "months"],
};
const distance: Dimension = {
  name: "distance",
  nouns: stems("distance length radius range width depth"),
  kinds: ["length", "miles"],
};
const price: Dimension = {
  name: "price",
  nouns: stems("price cost rent fee rate amount total value fare charge premium"),
  kinds: ["money", "euro", "pound", "yen", "rupee"],
};
const temperature: Dimension = {
  name: "temperature",
  nouns: stems("temperature temp"),
  kinds: ["celsius", "fahrenheit"],
};
/** A year of the calendar. */
export const calendarYear: Dimension = { name: "year", nouns: stems("year"), kinds: [] };
const speed: Dimension = { name: "speed", nouns: stems("speed velocity"), kinds: ["speed"] };
const height: Dimension = { name: "height", nouns: stems("height altitude"), kinds: [] };

/** Comparatives by what they say: the direction, and what is measured where the word tells. */
export const comparatives: ReadonlyMap<
  string,
  { readonly more: boolean; readonly of: readonly Dimension[] }
> = new Map(
  (
    [
      ["more greater higher larger bigger", true, []],
      ["less fewer lower smaller", false, []],
      ["older", true, [age]],
      ["younger", false, [age]],
      ["heavier", true, [weight]],
      ["lighter", false, [weight]],
      ["longer", true, [duration, distance]],
      ["shorter", false, [duration, distance]],
      ["farther further", true, [distance]],
      ["closer nearer", false, [distance]],
      ["dearer pricier costlier", true, [price]],
      ["cheaper", false, [price]],
      ["warmer hotter", true, [temperature]],
      ["colder cooler", false, [temperature]],
      ["faster quicker", true, [speed]],
      ["slower", false, [speed]],
      ["taller", true, [height]],
    ] as const
  ).flatMap(([words, more, of]) => words.split(" ").map((word) => [word, { more, of }] as const)),
);

/** Adjectives behind a unit, as in "90 days old". */
export const adjectives: ReadonlyMap<string, readonly Dimension[]> = new Map([
  ["old", [age]],
  ["long", [duration, distance]],
  ["heavy", [weight]],
  ["high", [height]],
  ["tall", [height]],
]);

/** Verbs and participles that say what the number behind them measures. */
export const measures: ReadonlyMap<string, readonly Dimension[]> = new Map(
  (
    [
      ["aged", [age]],
      ["weigh weighs weighing", [weight]],
      [
        "last lasts lasted lasting run runs ran running take takes took taking span spans spanning stay",
        [duration],
      ],
      ["done", [distance]],
      ["cost costs costing priced worth valued", [price]],
    ] as const
  ).flatMap(([words, of]) => words.split(" ").map((word) => [word, of] as const)),
);

const all = [age, weight, duration, distance, price, temperature, speed, height];

/** Whether the argument's name or unit is of one of the dimensions. */
export function isOfDimension(
  { nameStems, unit }: VocabularyField,
  dimensions: readonly Dimension[],
): boolean {
  const kind = unit === undefined ? undefined : kindOf(unit);
  return dimensions.some(
    ({ nouns, kinds }) =>
      nameStems.some((name) => nouns.has(name)) || (kind !== undefined && kinds.includes(kind)),
  );
}

/** Whether the argument's own name says one of the dimensions. */
export function isNamedBy({ nameStems }: VocabularyField, dimensions: readonly Dimension[]): boolean {
  return dimensions.some(({ nouns }) => nameStems.some((name) => nouns.has(name)));
}

/** Whether the argument is known to measure something else than the dimensions; where none is said, it is not. */
export function isOfOther(field: VocabularyField, dimensions: readonly Dimension[]): boolean {
  return dimensions.length > 0 && !isOfDimension(field, dimensions) && isOfDimension(field, all);
}
