import { isUserNoun } from "../callers/claims.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { nameWords, type VocabularyField, type VocabularyTool } from "../vocabulary.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { sameInAll } from "./argument-noun.ts";

/** Whom words such as "its owner" or "the user who submitted it" name, by the word that an argument has to have. */
export interface OwnerPhrase {
  /** The stem of "owner", or of "submitted". */
  readonly relation: string;
  /** What they own, where it is named: "the owner of a flag". */
  readonly thing: readonly Token[];
}

/** Who owns the thing, and others who may do the same. */
export interface Owner {
  readonly phrase: OwnerPhrase;
  readonly others: Condition | undefined;
}

const relations =
  /^(?:owner|author|creator|requester|requestor|submitter|assignee|holder|organizer|organiser|reporter)s?$/;

/** "its owner", "the owner of the flag", "the user who submitted it": somebody by what they have to do with the thing, and no role. */
export function ownerPhrase(reader: Reader): OwnerPhrase | undefined {
  return reader.attempt(() => {
    const whose = reader.take("its", "their", "the", "an", "a", "any");
    const token = reader.peek();
    if (token?.kind !== "word") return undefined;
    if (/^(?:its|their|the)$/.test(whose ?? "") && relations.test(token.lower)) {
      reader.at += 1;
      const relation = stem(token.lower.replace(/s$/, ""));
      const thing = reader.take("of") === undefined ? undefined : thingAhead(reader);
      // "the owner" alone may be who has that role
      return whose === "the" && thing === undefined ? undefined : { relation, thing: thing ?? [] };
    }
    const person = isUserNoun(token.lower) || isPersonNoun(token.lower) || everyone.test(token.lower);
    if (!person || whose === "its" || whose === "their") return undefined;
    reader.at += 1;
    if (reader.take("who", "that") === undefined) return undefined;
    const verb = reader.peek();
    if (verb?.kind !== "word" || !/(?:ed|made|own|owns|wrote|sent)$/.test(verb.lower)) return undefined;
    reader.at += 1;
    const thing = thingAhead(reader);
    const relation = /^owns?$/.test(verb.lower) ? "owner" : verb.lower;
    return thing === undefined ? undefined : { relation: stem(relation), thing };
  });
}

const everyone = /^(?:everyone|anyone|someone|person|people|whoever|one)$/;

/** What is owned: "it", "the flag", "a change order"; no words for a pronoun. */
export function thingAhead(reader: Reader): readonly Token[] | undefined {
  if (reader.take("it", "them", "this", "that") !== undefined) return [];
  if (reader.take("the", "a", "an", "this", "that", "each", "any") === undefined) return undefined;
  const thing: Token[] = [];
  for (let token = reader.peek(); token?.kind === "word" && !ends.test(token.lower); token = reader.peek()) {
    if (thing.length === 3) return undefined;
    thing.push(token);
    reader.at += 1;
  }
  return thing.length > 0 ? thing : undefined;
}

const ends =
  /^(?:may|can|must|shall|should|is|are|and|or|only|if|when|unless|except|by|for|with|has|have|not|cannot|themselves)$/;

/** The one argument of each tool that names that person equals the caller's name; undefined where none is certain. */
export function ownerCondition({ relation }: OwnerPhrase, context: Context): Condition | undefined {
  const field = sameInAll(context.tools, (tool) => relatedIn(relation, tool));
  if (field?.shape.kind !== "string") return undefined;
  const claim = field.nameStems.includes("email") ? "email" : "username";
  context.notes.push(`This is read as "${field.path.join(".")}" being equal to the claim ${claim}.`);
  return { kind: "same", field, claim };
}

function relatedIn(relation: string, tool: VocabularyTool): VocabularyField | undefined {
  const texts = tool.fields.filter(({ shape, values }) => shape.kind === "string" && values.length === 0);
  const named = texts.filter((field) => field.nameStems.includes(relation) && isOfPerson(field, tool));
  const described = texts.filter(
    (field) => field.descriptionStems.includes(relation) && namesPerson(field.descriptionStems),
  );
  const found = named.length > 0 ? named : described;
  return found.length === 1 ? found[0] : undefined;
}

/** Whether it names somebody: `requestedBy`, `requester`, and not the request itself, as `requestId` does. */
function isOfPerson({ path, descriptionStems }: VocabularyField, { nameStems }: VocabularyTool): boolean {
  if (namesPerson(descriptionStems)) return true;
  return nameWords(path.at(-1) ?? "").some(
    (word) =>
      /^by$/i.test(word) ||
      ((isPersonNoun(word.toLowerCase()) || /(?:er|or|ee|ist|ant)$/i.test(word)) &&
        !nameStems.slice(1).includes(stem(word))),
  );
}

function namesPerson(stems: readonly string[]): boolean {
  return stems.some((each) => persons.has(each));
}

const persons = new Set("user username customer employee member person who login".split(" ").map(stem));
