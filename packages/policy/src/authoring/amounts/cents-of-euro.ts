import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import { stem } from "../words/word-stem.ts";
import type { Measured } from "./quantity.ts";

const ofDollars = new Set(["dollar", "usd", "us", "currency"].map(stem));

/** An amount in euros as so many whole units where an argument counts cents and nothing of the gateway speaks of dollars or of currencies: a euro has cents, too. */
export function inWholeUnits(at: Measured, field: VocabularyField, { tools }: Vocabulary): Measured {
  const isEuro = at.number.currency === "euro" || at.unit === "euro";
  if (!isEuro || field.unit !== "cents") return at;
  const speaks = tools
    .flatMap(({ fields }) => fields)
    .some(({ nameStems, descriptionStems }) =>
      [...nameStems, ...descriptionStems].some((each) => ofDollars.has(each)),
    );
  if (speaks) return at;
  return { number: { ...at.number, currency: undefined }, unit: "dollars" };
}
