import type { Context } from "../context.ts";
import type { Condition } from "../intermediate.ts";
import { hard } from "../sentence/clause-ahead.ts";
import type { VocabularyField } from "../vocabulary.ts";
import { ends } from "../words/counted-nouns.ts";
import type { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { isOfKind, matchField } from "./match-fields.ts";

/** A flag by its name alone: "hazardous", "a dry run". */
export function readFlag(reader: Reader, context: Context): Condition | undefined {
  return reader.attempt(() => {
    const negated = reader.take("not") !== undefined;
    const found = flagCondition(reader, [], context);
    return found === undefined ? undefined : negated ? { kind: "not", of: found } : found;
  });
}

const truths = new Set("true enabled on yes affirmative positive".split(" "));

const falsehoods = new Set("false disabled off no negative".split(" "));

/** "is true", "the account is verified", "it is affirmative", "the call is a dry run". */
export function flagCondition(
  reader: Reader,
  subject: readonly Token[],
  context: Context,
): Condition | undefined {
  const word = reader.word();
  const truth = truths.has(word) || falsehoods.has(word);
  if (truth) {
    const match = matchField(subject, context.tools, "flag");
    const flags =
      context.tools.length === 1
        ? (context.tools[0]?.fields.filter((field) => isOfKind(field, "flag")) ?? [])
        : [];
    const isPronoun = subject.length === 1 && subject[0]?.kind === "word" && subject[0].lower === "it";
    const field = match.kind === "one" ? match.field : isPronoun && flags.length === 1 ? flags[0] : undefined;
    if (field === undefined) return undefined;
    reader.at += 1;
    return { kind: "flag", field, value: truths.has(word) };
  }
  const from = reader.at;
  reader.take("a", "an", "the");
  const words: Token[] = [];
  while (!reader.done && words.length < 4) {
    const token = reader.peek();
    if (token?.kind !== "word" || hard.has(token.lower)) break;
    if (words.length > 0 && ends.has(token.lower)) break;
    words.push(token);
    reader.at += 1;
  }
  for (let length = words.length; length > 0; length -= 1) {
    const said = words.slice(0, length);
    const direct = flagNamed([...subject, ...said], said, context);
    const article = reader
      .slice(from, from + 1)
      .some((token) => token.kind === "word" && /^(?:a|an|the)$/.test(token.lower))
      ? 1
      : 0;
    if (direct !== undefined) {
      reader.at = from + article + length;
      return { kind: "flag", field: direct, value: true };
    }
    const [first] = said;
    const positive =
      first?.kind === "word" ? /^(?:un|in|non-?|not-)(\p{L}{4,})$/u.exec(first.lower)?.[1] : undefined;
    if (first?.kind === "word" && positive !== undefined && length === 1) {
      const turned: Token = { ...first, lower: positive, stem: stem(positive), text: positive };
      const field = flagNamed([...subject, turned], [turned], context);
      if (field !== undefined) {
        reader.at = from + article + 1;
        return { kind: "flag", field, value: false };
      }
    }
  }
  return undefined;
}

/** The flag whose name holds what is said of the subject, with nothing of its name left unsaid. */
function flagNamed(
  phrase: readonly Token[],
  said: readonly Token[],
  context: Context,
): VocabularyField | undefined {
  for (const words of [phrase, said]) {
    const match = matchField(words, context.tools, "flag");
    if (match.kind !== "one" || match.missing > 0) continue;
    const told = said.every(
      (token) =>
        token.kind === "word" &&
        (token.text === match.field.path.at(-1) ||
          match.field.nameStems.some(
            (name) => name === token.stem || token.lower.split("-").map(stem).includes(name),
          )),
    );
    if (!told) continue;
    if (words === said && !subjectFits(phrase.slice(0, phrase.length - said.length), context)) continue;
    return match.field;
  }
  return undefined;
}

/** A subject that is left out of the flag's name has to be what the tool is about: "the request", "it". */
function subjectFits(subject: readonly Token[], context: Context): boolean {
  return subject.every(
    (token) =>
      token.kind === "word" &&
      (/^(?:the|a|an|it|this|that|request|call|they)$/.test(token.lower) ||
        context.tools.every((tool) =>
          [...tool.nameStems, ...tool.targetStems, ...tool.descriptionStems].includes(token.stem),
        )),
  );
}
