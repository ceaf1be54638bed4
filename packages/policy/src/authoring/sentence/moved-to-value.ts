import type { Vocabulary } from "../vocabulary.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token, WordToken } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { inserted } from "./inserted-words.ts";
import { lowerAt } from "./words-at.ts";

const moving = /^(?:mov(?:es?|ing)|(?:switch|bring|put|convert)(?:s|es|t?ing)?)$/;
const changes = new Set(["change", "set", "update", "modify"].map(stem));

/** "Moving an account to plan enterprise" as "Changing to plan enterprise", where a tool changes the plan and none moves; nothing elsewhere. */
export function withChangedTo(tokens: readonly Token[], { tools }: Vocabulary): readonly Token[] | undefined {
  const at = tokens.findIndex((_, index) => moving.test(lowerAt(tokens, index)));
  const verb = tokens[at];
  if (verb?.kind !== "word" || tools.some(({ nameStems }) => nameStems.includes(verb.stem))) return undefined;
  const to = tokens.findIndex(
    (_, index) => index > at && index < at + 5 && /^(?:to|on|onto)$/.test(lowerAt(tokens, index)),
  );
  if (to < 0) return undefined;
  const thing = tokens.slice(at + 1, to);
  const goal = tokens.slice(to + 1, to + 4).filter((token): token is WordToken => token.kind === "word");
  const [tool, more] = tools.filter(
    ({ nameStems: [act = "", ...things], fields }) =>
      changes.has(act) &&
      fields.some(
        ({ nameStems, values }) =>
          nameStems.some((name) => things.includes(name)) &&
          goal.some(({ stem: own }) => nameStems.includes(own)) &&
          goal.some(({ lower }) => values.some((value) => value.toLowerCase() === lower)),
      ),
  );
  if (tool === undefined || more !== undefined) return undefined;
  const [article, noun, rest] = thing;
  const isThing =
    thing.length === 0 ||
    (/^(?:an?|any|the|all|our)$/.test(article?.kind === "word" ? article.lower : "") &&
      noun?.kind === "word" &&
      rest === undefined &&
      [...tool.descriptionStems, ...tool.fields.flatMap(({ nameStems }) => nameStems)].some(
        (each) => each === noun.stem || sameNoun(each, noun.stem),
      ));
  if (!isThing) return undefined;
  const act = verb.lower.endsWith("ing") ? "changing" : "change";
  return [...tokens.slice(0, at), ...inserted(`${act} to`, verb), ...tokens.slice(to + 1)];
}
