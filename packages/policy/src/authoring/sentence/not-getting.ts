import { rolesNamed } from "../callers/claims.ts";
import { adjectiveCondition } from "../conditions/adjective-condition.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const getting =
  /^([\p{L}-]+s) (?:can not|cannot|may not|must not|shall not|should not|will not|do not|can never|never) (?:get|receive|obtain|be given|be granted|be offered|be issued) /u;

/** "Smokers cannot get a quote with …" as "Deny a quote for smokers with …", where a flag of a tool says who is one; nothing where they are callers. */
export function withDeniedToThem(
  tokens: readonly Token[],
  { tools }: Vocabulary,
): readonly Token[] | undefined {
  const said = getting.exec(patternText(tokens));
  const [first] = tokens;
  if (said === null || first?.kind !== "word" || rolesNamed(first.lower) !== undefined) return undefined;
  const text = first.lower.replace(/s$/, "");
  const one: Token = { ...first, text, lower: text };
  if (!tools.some((tool) => adjectiveCondition(one, tool)?.kind === "flag")) return undefined;
  const rest = tokens.slice(said[0].trim().split(" ").length);
  const article = rest[0]?.kind === "word" && /^(?:an?|any|the|no)$/.test(rest[0].lower) ? 1 : 0;
  return [
    ...inserted("deny", first),
    ...rest.slice(article, article + 1),
    ...inserted("for", first),
    first,
    ...rest.slice(article + 1),
  ];
}
