import { type OwnerPhrase, ownerCondition, ownerPhrase, thingAhead } from "../conditions/owner-phrase.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { Reader } from "../words/reader.ts";
import { sameNoun } from "../words/synonyms.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

/** Behind "they": "are its owner", "own the file", "created it", where one argument of the tools says who that is. */
export function owningClause(reader: Reader, context: Context): Condition | undefined {
  if (context.behind !== true) return undefined;
  return reader.attempt(() => {
    const phrase = owning(reader);
    if (phrase === undefined || !isAbout(phrase.thing, context)) return undefined;
    return ownerCondition(phrase, context);
  });
}

function owning(reader: Reader): OwnerPhrase | undefined {
  if (reader.take("are", "is") !== undefined) return ownerPhrase(reader);
  const verb = reader.peek();
  if (verb?.kind !== "word" || !/^(?:owns?|made|wrote|sent|\p{L}{3,}ed)$/u.test(verb.lower)) return undefined;
  reader.at += 1;
  const thing = thingAhead(reader);
  const relation = /^owns?$/.test(verb.lower) ? "owner" : verb.lower;
  return thing === undefined ? undefined : { relation: stem(relation), thing };
}

/** "the owner of the shop" is of something else than a tool that archives files. */
function isAbout(thing: readonly Token[], { tools }: Context): boolean {
  return thing.every(
    (token) =>
      token.kind === "word" &&
      tools.every(({ nameStems }) =>
        nameStems.slice(1).some((name) => name === token.stem || sameNoun(name, token.stem)),
      ),
  );
}
