import { type CertainValues, certainValues } from "../checks/certain-values.ts";
import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { isGeneral, isNameable, isNamedByPeople, isParticiple } from "../words/nameable-nouns.ts";
import { isCompoundHead } from "../words/never-values.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { argumentByNoun, identityByNoun } from "./argument-noun.ts";

/** A condition and the words of it that name the argument. */
export interface NamedValue {
  readonly condition: Condition;
  readonly noun: readonly Token[];
}

const articles = ["a", "an", "the", "of the", "of"];
const naming = ["named", "called", "with the name", "set to", "equal to", "=", ":", "of"];

/** A noun and what it is called: `the chart section "allergies"`, `plants "NUC-1" and "NUC-2"`, `the databases reporting or sandbox`. */
export function namedValue(reader: Reader, context: Context): NamedValue | undefined {
  return reader.attempt(() => {
    const article = reader.take(...articles);
    for (let length = 3; length > 0; length -= 1) {
      const noun = nounAhead(reader, length);
      if (noun === undefined) continue;
      const own = argumentByNoun(noun, context.tools);
      const field = own ?? identityByNoun(noun, context.tools);
      // a list that holds the value may hold others as well: that has to be said
      if (field?.shape.kind !== "string") continue;
      const found = reader.attempt(() => {
        reader.at += length;
        const named = reader.take(...naming);
        const called = named === "named" || named === "called" || named === "with the name";
        const last = noun.at(-1);
        const plural = last?.kind === "word" && /[^s]s$/.test(last.lower);
        // "residents of "north"" are no resident of that number
        if (
          named === "of" &&
          field.nameStems.includes("id") &&
          !noun.some((token) => token.kind === "word" && token.stem === "id")
        )
          return undefined;
        const plain = called || isPlainName(reader, noun, article);
        const list = certainValues(
          reader,
          field,
          plain ? "alone" : own !== undefined && plural && named !== "of",
        );
        return list === undefined ? undefined : withRepeats(reader, field, noun, list);
      });
      if (found !== undefined) return { condition: found, noun };
    }
    return undefined;
  });
}

const noNoun =
  /^(?:a|an|the|of|or|and|is|are|not|no|in|by|for|with|without|on|at|into|as|via|that|which|whose|when|if|unless|except|only|but)$/;
const within = new RegExp(`${noNoun.source}|^(?:from|to)$`);

/** The words from here, if they may be a noun. */
export function nounAhead(reader: Reader, length: number): readonly Token[] | undefined {
  const words = reader.slice(reader.at, Math.min(reader.at + length, reader.end));
  const fit =
    words.length === length &&
    words.every((token, at) => token.kind === "word" && !(at === 0 ? noNoun : within).test(token.lower));
  return fit ? words : undefined;
}

/** Whether the plain word that comes next is what "the role", "the folder" before it is called: it ends the phrase, or the noun is said again. */
function isPlainName(reader: Reader, noun: readonly Token[], article: string | undefined): boolean {
  const [head, token] = [noun.at(-1), reader.peek()];
  if (article !== "the" || head?.kind !== "word" || !isNameable(head) || noun.length > 1) return false;
  if (token?.kind !== "word" || !/^\p{Ll}{3,}(?:-\p{Ll}+)*$/u.test(token.text)) return false;
  if (isGeneral(token.lower)) return false;
  const rest = reader.slice(reader.at + 1, reader.at + 4);
  const again = rest.findIndex((each) => each.kind === "word" && each.stem === head.stem);
  if (/^(?:or|and|,)$/.test(reader.word(1)) && again > 0) return true;
  const ends = reader.peek(1) === undefined || endsPhrase.test(reader.word(1));
  return ends && !isParticiple(token.lower) && (isNamedByPeople(head) || !isCompoundHead(token));
}

const endsPhrase =
  /^(?:[.,;:!)]|in|on|at|to|for|from|by|with|is|are|may|can|must|should|shall|when|if|unless|except|via|through)$/;

/** "the template NDA or the template MSA": the noun may stand before each of the values. */
function withRepeats(
  reader: Reader,
  field: VocabularyField,
  noun: readonly Token[],
  first: CertainValues,
): Condition | undefined {
  const values = [...first.values];
  let joined = first.values.length > 1;
  for (;;) {
    const more = reader.attempt(() => {
      const comma = reader.take(",");
      const word = reader.take("or", "and");
      if (comma === undefined && word === undefined) return undefined;
      reader.take(...articles);
      const again = reader.slice(reader.at, reader.at + noun.length);
      const same = noun.every((token, at) => {
        const other = again[at];
        return token.kind === "word" && other?.kind === "word" && other.stem === token.stem;
      });
      if (!same) return undefined;
      reader.at += noun.length;
      const list = certainValues(reader, field, isPlainName(reader, noun, "the") ? "alone" : false);
      return list === undefined ? undefined : { list, word };
    });
    if (more === undefined) break;
    values.push(...more.list.values);
    joined ||= more.word !== undefined;
  }
  return joined || values.length === 1 ? { kind: "text", field, test: "is", values } : undefined;
}
