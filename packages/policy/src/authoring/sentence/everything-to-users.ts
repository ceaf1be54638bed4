import type { Token } from "../words/tokens.ts";
import { inserted, patternText } from "./inserted-words.ts";
import { lowerAt, withoutStop } from "./words-at.ts";

const denying =
  /^(?:deny|forbid|refuse|prohibit|block) (?:everything|all tools|any tool|every tool|each tool|all access|any access|access to everything|access to all tools) (?:to|for) (?:(?:all|any) )?(?:users?|callers?|members|anyone|anybody|everyone|people) /;
const whichever =
  /^(?:whichever|whatever|no matter which|regardless of(?: the| which)?|irrespective of(?: the| which)?) tool(?: (?:it is|they (?:use|call)|is (?:used|called)))?$/;

/** "Deny everything to users with …, whichever tool it is" as "Block users with … from all tools": who is denied all tools is who calls. */
export function withUsersFirst(tokens: readonly Token[]): readonly Token[] | undefined {
  const all = withoutStop(tokens);
  if (!denying.test(patternText(all))) return undefined;
  const to = all.findIndex(
    (_, at) => at > 1 && /^(?:to|for)$/.test(lowerAt(all, at)) && isUsers(all, at + 1),
  );
  const comma = all.findIndex((token) => token.kind === "mark" && token.text === ",");
  if (to < 0 || (comma > 0 && !whichever.test(patternText(all.slice(comma + 1))))) return undefined;
  const callers = all.slice(to + 1, comma < 0 ? all.length : comma);
  // "… when the tool is x" says of which calls
  if (/\b(?:when|if|unless|except|while|during|after|before|until|but)\b/.test(patternText(callers)))
    return undefined;
  return [...inserted("block", all[0]), ...callers, ...inserted("from all tools", all[0])];
}

function isUsers(tokens: readonly Token[], at: number): boolean {
  return /^(?:users?|callers?|members|anyone|anybody|everyone|people|all|any)$/.test(lowerAt(tokens, at));
}
