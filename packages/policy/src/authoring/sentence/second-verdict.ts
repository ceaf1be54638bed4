import { denials, passiveDenials, verdicts } from "../words/effect-words.ts";
import { plainIdioms } from "../words/plain-idioms.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import type { WithReason } from "./stated-reason.ts";

const mostWords = 9;
/** A second thing is said of what came before only by a verb; with these the words would restrict it. */
const restricts =
  /\b(?:that|which|who|whose|where|when|if|unless|except|only|until|while|without|or|may|can)\b/;

/** The ways to leave out what a sentence says of something before it denies it: "Downloads over 250 GB choke the link and are therefore blocked". */
export function withoutFirstVerdict(tokens: readonly Token[]): readonly WithReason[] {
  const plain = plainIdioms(tokens);
  for (const [at, token] of plain.entries()) {
    if (at < 3 || token.kind !== "word" || token.lower !== "and") continue;
    const rest = denialAt(plain, at + 1);
    if (rest === undefined) continue;
    const before = plain[at - 1]?.kind === "mark" ? at - 1 : at;
    const found: WithReason[] = [];
    for (let words = 1; words <= mostWords && words < before; words += 1) {
      const reason = plain.slice(before - words, before);
      const text = patternText(reason);
      const twice = saysDenial(text);
      if (!twice && restricts.test(text)) break;
      if (!twice && reason.some((each) => verdictOf(each) === "permit")) continue;
      // "that are not approved and are blocked" says which
      if (restricts.test(patternText(plain.slice(before - words - 1, before - words)))) continue;
      const told = twice ? [] : reason.filter((each) => verdictOf(each) === undefined);
      found.push({ own: [...plain.slice(0, before - words), ...rest], reason: told });
    }
    return found;
  }
  return [];
}

/** Whether a denial is said before it is said again: "is not permitted and will be rejected". */
function saysDenial(text: string): boolean {
  const said = /^(?:is|are|shall be|must be|will be|should be) (not |never )?(\S+)$/.exec(text);
  const verdict = verdicts.get(said?.[2] ?? "");
  return verdict !== undefined && verdict === (said?.[1] === undefined ? "forbid" : "permit");
}

function verdictOf(token: Token): "permit" | "forbid" | undefined {
  return token.kind === "word" ? verdicts.get(token.lower) : undefined;
}

/** The words from there on without "therefore", if they say that something is denied. */
function denialAt(tokens: readonly Token[], from: number): readonly Token[] | undefined {
  const reader = new Reader(tokens, from);
  const therefore = (): void => {
    reader.take("therefore", "so", "hence", "thus", "consequently", "accordingly");
  };
  therefore();
  const start = reader.at;
  if (reader.take(...passiveDenials) !== undefined) return tokens.slice(start);
  const be = reader.take("are", "is", "must", "shall", "should", "will");
  therefore();
  reader.take("to be", "be", "always");
  if (be === undefined && reader.at === from) return undefined;
  const word = reader.word();
  const denied = verdicts.get(word) === "forbid" || denials.includes(word.replace(/ed$/, ""));
  return denied ? [...inserted("is", tokens[start]), ...tokens.slice(reader.at)] : undefined;
}
