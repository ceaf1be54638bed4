import { isKindName } from "./described-values.ts";

const introduced =
  /\b(?:such as|e\.g\.?|for example|for instance|like)[:,]?\s+(?<after>[^;).]+)|\((?<before>[^()]+?),? etc\.?\)/giu;
const oneWord = /^\p{L}[\p{L}\p{N}_-]+$/u;

/** What else may hold few known words, beside arguments that say of which kind something is. */
const fewWords =
  /^(?:country|region|language|locale|color|colour|material|asset|algorithm|brand|species|breed|fuel|genre|cuisine|fabric|crop)$/;

/** The words that an argument's description gives as examples of what it may hold: "e.g. health, property"; there may be others. None of a text in one's own words, where "late" is said in many ways. */
export function exampleValues(description: string, nameWords: readonly string[]): readonly string[] {
  const name = nameWords.at(-1) ?? "";
  if (description.length > 300 || (!isKindName(name) && !fewWords.test(name))) return [];
  const lists = [...description.matchAll(introduced)].map(
    ({ groups }) => groups?.after ?? groups?.before ?? "",
  );
  const words = lists.flatMap((list) => list.split(/\s*,\s*(?:or |and )?|\s+(?:or|and)\s+|\s*[/|]\s*/));
  const plain = words.map((word) => word.trim().replaceAll(/^["'`]|["'`]$/g, ""));
  return [...new Set(plain.filter((word) => oneWord.test(word) && !/^etc$/i.test(word)))];
}
