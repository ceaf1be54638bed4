import type { Rule } from "../intermediate.ts";
import { patternText } from "../sentence/inserted-words.ts";
import { offs, revocations } from "../words/effect-words.ts";
import type { Token } from "../words/tokens.ts";

const commands = [...offs, ...revocations].map((phrase) => phrase.split(" "));

/** "Suspend …", "Turn off …", "Revoke …" at the beginning: what a denial does. */
export function switchesOff(tokens: readonly Token[], at: number, { effect }: Rule): boolean {
  if (effect !== "forbid") return false;
  return commands.some((words) => {
    for (let from = Math.max(0, at - words.length + 1); from <= at; from += 1) {
      if (!begins(tokens[from - 1])) continue;
      if (patternText(tokens.slice(from, from + words.length)) === words.join(" ")) return true;
    }
    return false;
  });
}

function begins(before: Token | undefined): boolean {
  return (
    before === undefined || before.kind === "mark" || (before.kind === "word" && before.lower === "please")
  );
}
