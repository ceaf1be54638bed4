import type { Vocabulary, VocabularyField } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";
import { type Found, reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

const bound = "(?:(?:no )?(?:more|less|fewer) than|at (?:least|most)|over|under|exactly)";

/** "the tenant is more than 30 days late", where an argument counts the days late: "it is more than 30 days late". */
const withStateOfThing: Restating = (tokens, vocabulary) =>
  reworded(
    tokens,
    new RegExp(`(?:the|a|an) (\\S+) (?:is|are|was|were) (${bound}) (#) (\\S+) (\\S+)`),
    ({ text }) =>
      isSpokenOf(text(1), vocabulary) && counts(vocabulary, [text(4), text(5)])
        ? "it is $2 $3 $4 $5"
        : undefined,
  );

/** "taxes have been delinquent for at least 3 years" as "it is at least 3 years delinquent". */
const withStateThatLasts: Restating = (tokens, vocabulary) =>
  reworded(
    tokens,
    new RegExp(`(?:the )?(\\S+) (?:has|have) been (\\S+) for (${bound}) (#) (\\S+)`),
    ({ text }) =>
      isSpokenOf(text(1), vocabulary) && counts(vocabulary, [text(5), text(2)])
        ? "it is $3 $4 $5 $2"
        : undefined,
  );

/** "at least 90 percent of the units were repaired", where an argument is the percent repaired. */
const withShareDone: Restating = (tokens, vocabulary) =>
  reworded(
    tokens,
    new RegExp(
      `(${bound}) (#) (?:of (?:the |all )?(\\S+) )?(?:is|are|was|were|(?:has|have) been) (\\S+)(?= and | or | ,| \\.|$)`,
    ),
    ({ text, tokens: group }: Found) => {
      const isPercent = /(?:percent|per cent|%)$/i.test(
        group(2)[0]?.kind === "number" ? textOf(group(2)) : "",
      );
      const isKnown = text(3) === "" || isSpokenOf(text(3), vocabulary);
      return isPercent && isKnown && counts(vocabulary, [text(4), "percent"])
        ? "the $4 percent is $1 $2"
        : undefined;
    },
  );

/** "there are passengers inside", "there are no passengers inside", where an argument counts them. */
const withCountOfThere: Restating = (tokens, vocabulary) =>
  reworded(tokens, /there (?:is|are) (no |any )?(\S+) (\S+)/, ({ text }) => {
    if (!counts(vocabulary, [text(2), text(3)])) return undefined;
    return text(1) === "no" ? "the number of $2 $3 is 0" : "the number of $2 $3 is above 0";
  });

const given = ["provided", "attached", "given", "included", "enclosed", "supplied", "present"].map(stem);

/** "require photos", where a flag says whether photos are provided. */
const withGivenSaid: Restating = (tokens, { tools }) =>
  reworded(tokens, /(requires?|needs?) (?:an? )?(\S+)(?= \.$|$)/, ({ text }) =>
    tools.some(({ fields }) =>
      fields.some(({ nameStems, shape }) => {
        const [thing, state = "", more] = nameStems;
        return (
          shape.kind === "bool" && more === undefined && thing === stem(text(2)) && given.includes(state)
        );
      }),
    )
      ? "$1 $2 provided"
      : undefined,
  );

/** How many, how long or how much of something an argument says, told of the thing itself. */
export const measuredStates: readonly Restating[] = [
  withStateOfThing,
  withStateThatLasts,
  withShareDone,
  withCountOfThere,
  withGivenSaid,
];

/** Whether one number of the tools is named by just these words, in any order. */
function counts({ tools }: Vocabulary, words: readonly string[]): boolean {
  const stems = words.map(stem).sort().join(" ");
  return tools.some(({ fields }) =>
    fields.some((field) => isNumber(field) && [...field.nameStems].sort().join(" ") === stems),
  );
}

function isNumber({ shape }: VocabularyField): boolean {
  return shape.kind === "long" || shape.kind === "decimal";
}

/** Whether the tools speak of such a thing at all: of another nothing would be known. */
function isSpokenOf(word: string, { tools }: Vocabulary): boolean {
  const own = stem(word);
  return tools.some(
    ({ nameStems, descriptionStems, fields }) =>
      nameStems.includes(own) ||
      descriptionStems.includes(own) ||
      fields.some((field) => field.nameStems.includes(own)),
  );
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(" ");
}
