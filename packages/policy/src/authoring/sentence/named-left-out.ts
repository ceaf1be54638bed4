import type { Vocabulary } from "../vocabulary.ts";
import { givenNames } from "../words/given-names.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const everyone =
  /^((?:all )?(?:users|callers|people)|everyone|everybody|anyone|anybody) (?:(?:other than|except for|except|besides|but)) (\S+) (?=(?:may|can|must|shall|to|from|is|are) )/;

/** "Allow users other than bob to …" as "all users other than user bob"; undefined where no name is left out, or it has a capital, which the token may not have. */
export function withNamedLeftOut(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  for (const at of [0, 1]) {
    const found = everyone.exec(patternText(tokens.slice(at, at + 7)).concat(" "));
    if (found === null) continue;
    const from = at + found[0].trim().split(" ").length - 1;
    const name = tokens[from];
    if (name?.kind !== "word" || name.text !== name.lower || !givenNames.has(name.lower)) return undefined;
    const isThing = tools.some(
      ({ nameStems, descriptionStems, fields }) =>
        nameStems.includes(name.stem) ||
        descriptionStems.includes(name.stem) ||
        fields.some(({ nameStems: of, values }) => of.includes(name.stem) || values.includes(name.text)),
    );
    if (isThing) return undefined;
    return [
      ...tokens.slice(0, at),
      ...inserted(
        `${/users/.test(found[1] ?? "") ? "all users" : (found[1] ?? "")} other than user`,
        tokens[at],
      ),
      ...tokens.slice(from),
    ];
  }
  return undefined;
}
