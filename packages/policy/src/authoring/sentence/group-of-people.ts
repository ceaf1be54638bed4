import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

const groups = /^(?:part(?:y|ies)|groups?|compan(?:y|ies))$/;
const sizes: ReadonlyMap<string, string> = new Map([
  ["bigger", "more"],
  ["larger", "more"],
  ["greater", "more"],
  ["smaller", "fewer"],
]);

/** "parties of more than 20 guests", "groups bigger than 20" as "more than 20 guests"; nothing where the tools know such a group. */
export function withoutGroup(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] | undefined {
  const at = tokens.findIndex((_, index) => groups.test(lowerAt(tokens, index)));
  const known = new Set(["party", "group", "company"].map(stem));
  const isKnown = tools.some(
    ({ nameStems, fields }) =>
      nameStems.some((each) => known.has(each)) ||
      fields.some((field) => field.nameStems.some((each) => known.has(each))),
  );
  if (at < 0 || isKnown) return undefined;
  const from = /^(?:an?|any|the|all)$/.test(lowerAt(tokens, at - 1)) ? at - 1 : at;
  const next = lowerAt(tokens, at + 1);
  if (next === "of" && isAmount(tokens, at + 2))
    return [...tokens.slice(0, from), ...withPeople(tokens.slice(at + 2))];
  const size = sizes.get(next);
  if (size === undefined || lowerAt(tokens, at + 2) !== "than" || tokens[at + 3]?.kind !== "number")
    return undefined;
  return [...tokens.slice(0, from), ...inserted(size, tokens[at + 1]), ...withPeople(tokens.slice(at + 2))];
}

/** "more than 20" are people, where nothing else is said to be counted. */
function withPeople(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findLastIndex(({ kind }, index) => kind === "number" && index < 6);
  const next = tokens[at + 1];
  const isCounted =
    next?.kind === "word" &&
    !/^(?:is|are|or|and|must|may|can|need|needs|in|on|at|to|for|when|if|unless|with|without|by)$/.test(
      next.lower,
    );
  if (at < 0 || isCounted) return tokens;
  return [...tokens.slice(0, at + 1), ...inserted("people", tokens[at]), ...tokens.slice(at + 1)];
}

function isAmount(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind === "number") return true;
  return /^(?:more|fewer|less|at|up|over|under|above|below|no|not)$/.test(lowerAt(tokens, at));
}
