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
    const denied = reader.take("do not", "does not") !== undefined;
    const phrase = owning(reader);
    if (phrase === undefined || !isAbout(phrase.thing, context)) return undefined;
    const owned = ownerCondition(phrase, context);
    return owned === undefined || !denied ? owned : { kind: "not", of: owned };
  });
}

function owning(reader: Reader): OwnerPhrase | undefined {
  if (reader.take("are", "is") !== undefined) return ownerPhrase(reader);
  reader.take("have", "has", "had");
  const verb = reader.peek();
  if (verb?.kind !== "word" || !/^(?:owns?|made|wrote|sent|\p{L}{3,}ed)$/u.test(verb.lower)) return undefined;
  reader.at += 1;
  const relation = stem(/^owns?$/.test(verb.lower) ? "owner" : verb.lower);
  // "jobs that they own"
  if (reader.done || ends.test(reader.word())) return { relation, thing: [] };
  const thing = thingAhead(reader);
  return thing === undefined ? undefined : { relation, thing };
}

const ends = /^(?:[.,;!)]|and|or|but|if|when|unless|except|only|with|without)$/;

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
