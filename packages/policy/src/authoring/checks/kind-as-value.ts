import type { Condition, Rule } from "../intermediate.ts";
import { refuse } from "../refusal.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { toolsOf } from "../tools/tools-of.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Kinds of countries and of currencies, which are no country and no currency themselves. */
const kinds = new Set(
  (
    "eu eea efta schengen eurozone europe european africa african asia asian america american americas oceania antarctica nordic nordics baltic benelux dach " +
    "g7 g8 g10 g20 brics nato ofac opec asean mercosur apac emea latam fatf un majors minors crypto exotic exotics fiat stablecoin stablecoins offshore onshore"
  ).split(" "),
);

/** Throws for "countries outside the EU", "the currency is exotic", "the beneficiary is an employee": a kind, or a person, is no value of the argument. */
export function refuseKindAsValue(tokens: readonly Token[], rule: Rule, vocabulary: Vocabulary): void {
  const text = patternText(tokens);
  const nouns = new Set(
    toolsOf(rule.tools, vocabulary).flatMap(({ fields }) =>
      fields.flatMap(({ nameStems }) => (nameStems.length > 1 ? nameStems : [])),
    ),
  );
  for (const { field, values } of [rule.when, rule.unless].flatMap(textsOf)) {
    const isPlace = field.nameStems.some((name) => placed.has(name));
    for (const value of values) {
      // in quotes it is what the argument holds
      if (tokens.some((token) => token.kind === "quoted" && token.text === value)) continue;
      const lower = value.toLowerCase();
      if ([...field.values, ...field.examples].some((each) => each.toLowerCase() === lower)) continue;
      const isKind = isPlace && (kinds.has(lower) || /^[a-z]{4,}$/.test(value));
      // "is not the approver" compares with somebody, and with no text
      const isNoun =
        /^(?!person$)[a-z]+$/.test(value) &&
        !field.descriptionStems.includes(stem(lower)) &&
        new RegExp(`(?:^| )(?:is|are|be|not|from|than|equals?|being) (?:the|an?) ${value}(?= |$)`).test(
          text,
        ) &&
        (isPersonNoun(lower) || nouns.has(stem(lower)) || /(?:er|or|ee|ant|ent)$/.test(lower));
      if (!isKind && !isNoun) continue;
      refuse(
        `"${value}" may be a kind, or what another argument says, and no value of "${field.path.join(".")}"`,
        spanOf(tokens),
        {
          advice: "List the values, or put this one in quotes where the argument holds it.",
          telling: true,
        },
      );
    }
  }
}

const placed = new Set(["country", "currency", "nation"].map(stem));

function textsOf(condition: Condition | undefined): readonly Extract<Condition, { readonly kind: "text" }>[] {
  switch (condition?.kind) {
    case "all":
    case "any":
      return condition.of.flatMap(textsOf);
    case "not":
      return textsOf(condition.of);
    case "text":
      return [condition];
    default:
      return [];
  }
}
