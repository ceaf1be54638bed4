import type { ReadRule } from "../rule/assemble-rule.ts";
import { noToolNamed } from "../rule/read-without-tool.ts";
import { spanOf } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import { attempt } from "./attempt.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { patternText } from "./inserted-words.ts";

const command = /^(?:allow|permit|let|block|deny|forbid|prohibit|prevent|disable)$/;
const conditions =
  /(?:^| )(?:when|if|unless|except|while|during|before|after|between|until|outside|only|otherwise|it|them|they|this|that|those)(?: |$)/;

/** "Allow A, forbid B, and forbid C": three commands or more, each whole by itself; what stands at the end of the last may be said of all. */
export function commandsInTurn(
  tokens: readonly Token[],
  read: (tokens: readonly Token[]) => ReadRule,
): readonly SentenceRule[] | undefined {
  const parts = partsOf(tokens);
  const last = parts.at(-1);
  if (parts.length < 3 || last === undefined || conditions.test(patternText(last))) return undefined;
  const rules: SentenceRule[] = [];
  for (const part of parts) {
    const rule = attempt(() => read(part));
    if (rule === undefined || rule.notes.includes(noToolNamed)) return undefined;
    rules.push({ part: spanOf(part), read: rule });
  }
  return rules;
}

/** The parts that begin with a command, behind commas. */
function partsOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  if (!isCommand(tokens[0])) return [];
  const parts: Token[][] = [[]];
  let depth = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (isMark(token, "(")) depth += 1;
    if (isMark(token, ")")) depth -= 1;
    const next = tokens[at + 1];
    const joined = next?.kind === "word" && /^(?:and|but)$/.test(next.lower) ? 1 : 0;
    if (depth === 0 && isMark(token, ",") && isCommand(tokens[at + 1 + joined])) {
      at += joined;
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
}

function isCommand(token: Token | undefined): boolean {
  return token?.kind === "word" && command.test(token.lower);
}

function isMark(token: Token, text: string): boolean {
  return token.kind === "mark" && token.text === text;
}
