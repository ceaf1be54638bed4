import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";

const possessed =
  /^(?:the )?(username|user name|sub|subject|email|e-mail|email address|role|department|team|tenant|tier|region|[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+)( claim)? of the (caller|user|requester|calling user|requesting user)(?= |$)/u;

/** "the username of the caller" as "the caller's username", "interviews of their own" as "their own interviews". */
export function withOwnInFront(tokens: readonly Token[]): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const claim = claimAt(tokens, at);
    const own = claim === undefined ? ownAt(tokens, at) : undefined;
    const said = claim ?? own;
    if (said === undefined) found.push(token);
    else {
      found.push(...said.words);
      at += said.length - 1;
    }
  }
  return found;
}

interface Said {
  readonly words: readonly Token[];
  readonly length: number;
}

function claimAt(tokens: readonly Token[], at: number): Said | undefined {
  const token = tokens[at];
  if (token?.kind !== "word") return undefined;
  const said = possessed.exec(patternText(tokens.slice(at, at + 8)));
  if (said === null) return undefined;
  const length = said[0].split(" ").length;
  const from = at + (/^the /.test(said[0]) ? 1 : 0);
  const name = tokens.slice(from, from + (said[1] ?? "").split(" ").length);
  const [near] = name;
  const mark: Token = { kind: "mark", text: "'s", start: near?.start ?? 0, end: near?.end ?? 0 };
  const claim = said[2] === undefined ? [] : inserted("claim", near);
  return { words: [...inserted(`the ${said[3] ?? "caller"}`, near), mark, ...name, ...claim], length };
}

function ownAt(tokens: readonly Token[], at: number): Said | undefined {
  const token = tokens[at];
  if (token?.kind !== "word" || !/\p{L}{3,}s$/u.test(token.lower)) return undefined;
  const said = /^of (their|his|her|your) own(?= [(,.;]| i\.e| that| by| for| when| if| provided|$)/.exec(
    patternText(tokens.slice(at + 1, at + 6)),
  );
  if (said === null) return undefined;
  return { words: [...tokens.slice(at + 2, at + 4), token], length: 4 };
}
