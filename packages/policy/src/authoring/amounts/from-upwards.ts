import { inserted, patternText } from "../sentence/inserted-words.ts";
import type { Token } from "../words/tokens.ts";

const upwards =
  /^(?:on|onward|onwards|upward|upwards|up)(?= (?:[,.;!)]|by|for|if|when|unless|only|and|with|without|may|can|must|is|are)|$)/;

/** "from a delay of 60 minutes on" as "with a delay of at least 60 minutes", "from 60 minutes upwards" as "of at least 60 minutes". */
export function fromUpwards(tokens: readonly Token[]): readonly Token[] {
  const at = tokens.findIndex((token) => token.kind === "word" && token.lower === "from");
  if (at < 0) return tokens;
  const number = tokens.findIndex((token, index) => index > at && token.kind === "number");
  const token = tokens[number];
  if (token?.kind !== "number" || number > at + 5) return tokens;
  const between = tokens.slice(at + 1, number);
  const named = /^(?:a|an|the) (?:[^ #,]+ ){1,2}of$/.test(patternText(between));
  if (between.length > 0 && !named) return tokens;
  const unit = tokens[number + 1];
  const counted =
    unit?.kind === "word" && !upwards.test(patternText(tokens.slice(number + 1, number + 3))) ? 1 : 0;
  const isYear = counted === 0 && /^(?:19|20)\d\d$/.test(token.value);
  const end = number + 1 + counted;
  if (isYear || !upwards.test(patternText(tokens.slice(end, end + 2)))) return tokens;
  return [
    ...tokens.slice(0, at),
    ...(named ? [...inserted("with", token), ...between] : inserted("of", token)),
    ...inserted("at least", token),
    ...tokens.slice(number, end),
    ...tokens.slice(end + 1),
  ];
}
