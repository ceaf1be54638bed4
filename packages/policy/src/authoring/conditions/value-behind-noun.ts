import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isIn } from "./argument-noun.ts";
import { fieldsOf } from "./fields-of.ts";
import { nounAhead } from "./named-value.ts";

const links = [
  "located in",
  "based in",
  "registered in",
  "living in",
  "residing in",
  "in",
  "from",
  "of",
  "with",
];

/** A thing and the value that it has, the argument not named: "at sites in DE or FR" where the argument is `siteCountry`; `value` reads what stands behind the noun. */
export function valueBehindNoun(
  reader: Reader,
  context: Context,
  value: (said: string) => Condition | undefined,
): Condition | undefined {
  for (let length = 2; length > 0; length -= 1) {
    const found = reader.attempt(() => {
      reader.take("a", "an", "the", "any", "all");
      const noun = nounAhead(reader, length);
      if (noun === undefined) return undefined;
      reader.at += length;
      const said = reader.take("that are", "which are", "who are") ?? "";
      const link = reader.take(...links);
      if (link === undefined || (said !== "" && !/in$/.test(link))) return undefined;
      const condition = value(/in$/.test(link) ? "in" : link);
      return condition !== undefined && isSaidOf(noun, condition, context) ? condition : undefined;
    });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether every word of the noun belongs to the argument, or to what the tools are for. */
function isSaidOf(noun: readonly Token[], condition: Condition, { tools }: Context): boolean {
  const [field, ...more] = fieldsOf(condition);
  if (field === undefined || more.length > 0) return false;
  const own = [...field.nameStems, ...field.descriptionStems];
  return noun.every(
    (token) =>
      token.kind === "word" &&
      (isIn(token, own) ||
        tools.every(({ nameStems }) => isIn(token, nameStems.slice(1))) ||
        (isPlain(field) && tools.every(({ descriptionStems }) => isIn(token, descriptionStems.slice(1))))),
  );
}

/** "drivers in DE" are told by a country that is said of nobody else. */
function isPlain({ nameStems, descriptionStems }: VocabularyField): boolean {
  const [name, more] = nameStems.filter((each) => each !== "code");
  return (
    name !== undefined &&
    more === undefined &&
    placeNames.has(name) &&
    descriptionStems.every((each) => placeNames.has(each) || /^(?:iso|two|letter|2|alpha)$/.test(each))
  );
}

const placeNames = new Set("country state region code location city".split(" ").map(stem));
