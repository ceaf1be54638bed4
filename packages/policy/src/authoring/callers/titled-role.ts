import type { Context } from "../context.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { isPersonNoun } from "../words/people-words.ts";
import type { Reader } from "../words/reader.ts";
import { rolesNamed } from "./claims.ts";

const ranks = /^(?:senior|junior|chief|deputy|associate|regional|head|lead)$/;

/** "senior-adjuster" behind an article: the role of that name. */
export function takeHyphenedTitle(reader: Reader): string | undefined {
  const token = reader.peek();
  const head = token?.kind === "word" ? /^\p{L}+(?:-\p{L}+)*-(\p{L}+)$/u.exec(token.lower)?.[1] : undefined;
  if (token?.kind !== "word" || head === undefined || !isOne(head)) return undefined;
  if (/^(?:non|ex|un|anti|semi|co|self|sub|vice|all)-/.test(token.lower)) return undefined;
  reader.at += 1;
  return token.text;
}

/** "senior adjuster" where callers are needed who are that: a token that spells the role otherwise is let in by nothing. */
export function takeNeededTitle(reader: Reader, context: Context): string | undefined {
  const rank = reader.word();
  const noun = reader.word(1);
  if (!ranks.test(rank) || rolesNamed(noun) === undefined || !isNeeded(reader, context)) return undefined;
  if (rolesNamed(reader.word(2)) !== undefined) return undefined;
  reader.at += 2;
  return `${rank}-${noun.replace(/([^s])s$/, "$1")}`;
}

/** Whether who is no such caller is denied: "allow … if they are", "block … unless they are", or a permission's own callers. */
function isNeeded(reader: Reader, { effect, behind }: Context): boolean {
  const before = patternText(reader.slice(0, reader.at)).split(" ");
  const at = before.findLastIndex((each) => /^(?:when|if|unless|where|provided|long)$/.test(each));
  if (at < 0) return behind !== true && !narrows.test(patternText(reader.tokens));
  if (before.slice(at).some((each) => /^(?:not|no|never|neither|nor|except)$/.test(each))) return false;
  return effect !== undefined && (effect === "permit") !== (before[at] === "unless");
}

const narrows =
  /(?:^| )(?:not|never|no|none|nobody|nothing|cannot|deny|denied|block|blocked|forbid|forbidden|prevent|stop|ban|prohibit|prohibited|disallow|refuse|reject|unless|except|but|other|without|must|shall|should|needs?|requires?|required|limit (?:for|of|is)|limited|capped|at most|max|maximum)(?= |$)/;

function isOne(head: string): boolean {
  return isPersonNoun(head) && rolesNamed(head) !== undefined && !/[^s]s$/.test(head);
}
