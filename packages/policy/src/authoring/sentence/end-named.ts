import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { type TwoEnds, twoEnds } from "../words/two-ends.ts";
import { stem } from "../words/word-stem.ts";
import { reworded } from "./reworded.ts";

type Restating = (tokens: readonly Token[], vocabulary: Vocabulary) => readonly Token[] | undefined;

/** "to account 5", "out of account 5" with the name of the argument, where a tool has one for each end. */
const withEndOfWay: Restating = (tokens, { tools }) => {
  const pairs = tools.flatMap(twoEnds);
  return pairs.length === 0
    ? undefined
    : reworded(tokens, /(to|into|towards|from|out of) ((?:the |an? |any )?)([a-z]+)/, ({ text }) => {
        const isTo = /^(?:to|into|towards)$/.test(text(1));
        const name = nameOf(pairs, text(3), isTo);
        return name === undefined
          ? undefined
          : `${isTo ? "to" : "from"} ${text(2)} ${name}`.replaceAll(/ +/g, " ");
      });
};

/** "the destination account", "the receiving account". */
const withEndAhead: Restating = (tokens, { tools }) => {
  const pairs = tools.flatMap(twoEnds);
  return pairs.length === 0
    ? undefined
    : reworded(
        tokens,
        /(destination|target|receiving|recipient|source|sending|originating|origin) ([a-z]+)/,
        ({ text }) => nameOf(pairs, text(2), /^(?:dest|tar|rec)/.test(text(1))),
      );
};

function nameOf(pairs: readonly TwoEnds[], word: string, isTo: boolean): string | undefined {
  const names = new Set(
    pairs.filter(({ noun }) => noun === stem(word)).map(({ from, to }) => (isTo ? to : from).path.join(".")),
  );
  const [name, other] = names;
  return other === undefined ? name : undefined;
}

/** Where something comes from or goes, by the name of the argument. */
export const endNamed: readonly Restating[] = [withEndOfWay, withEndAhead];
