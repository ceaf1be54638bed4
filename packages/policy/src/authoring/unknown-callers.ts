import { readWho } from "./callers/read-who.ts";
import type { TextSpan } from "./refusal.ts";
import { attempt } from "./sentence/attempt.ts";
import { patternText } from "./sentence/inserted-words.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { Reader, spanOf } from "./words/reader.ts";
import { isVerb } from "./words/synonyms.ts";
import type { Token } from "./words/tokens.ts";

/** Who a sentence of the usual form names, where nothing tells what their tokens have. */
export interface UnknownCallers {
  readonly reason: string;
  readonly span: TextSpan;
  readonly candidates: readonly string[];
  readonly advice: string;
}

const beforeModal =
  /^(?:only |the |all |any )*((?!it |this |they |these |no |nobody |none )[a-z][a-z-]*(?: [a-z][a-z-]*){0,2}) (?:may|can|must|should|shall|are|is) (?!be )/;
const commanded =
  /^(?:only )?(?:allow|permit|let|enable|authorize|block|prevent|stop|forbid|prohibit) (?:only |the |all |any )*([a-z][a-z-]*(?: [a-z][a-z-]*){0,2}) (?:to|from) /;

/** The people before "may", or between "allow" and "to", whom no claim makes certain; undefined where no such words are there. */
export function unknownCallers(tokens: readonly Token[], vocabulary: Vocabulary): UnknownCallers | undefined {
  const text = patternText(tokens);
  const found = beforeModal.exec(text) ?? commanded.exec(text);
  const words = found?.[1];
  if (found === null || words === undefined) return undefined;
  const from = text.slice(0, found[0].indexOf(words)).split(" ").length - 1;
  const who = tokens.slice(from, from + words.split(" ").length);
  if (!areUnknown(who, vocabulary)) return undefined;
  const role = words.replaceAll(" ", "-").replace(/([^s])s$/, "$1");
  return {
    reason: `It is not certain which callers "${saidIn(who)}" are`,
    span: spanOf(who),
    candidates: [`users with role ${role}`, `users in group ${words.replaceAll(" ", "-")}`, "all users"],
    advice: "Name the claim of their token, such as a role, a group or a scope.",
  };
}

function areUnknown(who: readonly Token[], vocabulary: Vocabulary): boolean {
  const isOfTools = who.some(
    (token) =>
      token.kind === "word" &&
      (isVerb(token.stem) ||
        /ing$/.test(token.lower) ||
        /^(?:if|when|while|as|it|this|that|these|they|you|we|i|to|everyone|everybody|anyone|anybody|except|but|other|than|else|in|of|with|for|on|and|or|who|whose|that|without|under|over|above|below|at|not)$/.test(
          token.lower,
        ) ||
        vocabulary.tools.some(
          ({ nameStems, fields }) =>
            nameStems.includes(token.stem) || fields.some((field) => field.nameStems.includes(token.stem)),
        )),
  );
  if (isOfTools) return false;
  const reader = new Reader(who);
  const context = {
    vocabulary,
    tools: vocabulary.tools,
    behind: true,
    stated: undefined,
    notes: [],
    last: undefined,
  };
  return attempt(() => readWho(reader, context)) === undefined || !reader.done;
}

function saidIn(who: readonly Token[]): string {
  return who.map(({ text }) => text).join(" ");
}
