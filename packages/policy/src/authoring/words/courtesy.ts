import { inserted, patternText } from "../sentence/inserted-words.ts";
import type { Token } from "./tokens.ts";

const commands =
  "(?:allow|permit|let|authorize|grant|block|deny|forbid|disallow|prevent|prohibit|stop|reject|refuse|ban|disable|require|only|restrict|limit|never)";
/** What stands before a rule and says nothing of it; the longest is taken. */
const before: readonly RegExp[] = [
  /^(?:hello|hi|hey|dear all|dear team|good morning|good afternoon)(?: (?:there|all|team|everyone))? [,!.]$/,
  /^(?:please|pls|kindly)(?: ,)?$/,
  /^(?:(?:could|can|would|will) you )?(?:please |pls |kindly )?(?:set (?:it|this) up so that|make sure|make sure that|ensure|ensure that|see to it that|take care that|note that|be aware that|remember that)$/,
  /^(?:the rule is|our rule is|our policy is|it is our policy|the policy is|policy is|here is the rule|as a rule|we want|i want|we need|we have decided|we decided|it is important|it is essential)(?: (?:that|:))$/,
  /^(?:from now on|as of now|effective immediately|going forward|for the record|to be clear|to be safe|just to be safe|by the way|in short|in general|basically|also|additionally|furthermore|moreover|finally|hereby)(?: ,)?$/,
];
const wishes = new RegExp(
  `^(?:(?:i|we) (?:would like|want|wish|need)|(?:i|we) ' d like|you (?:should|must))(?: you)? to(?= ${commands}\\b)`,
);
const asks = new RegExp(`^(?:could|can|would|will) you (?:please |pls |kindly )?(?=${commands}\\b)`);

const behind =
  /(?:(?:^| )[,.!–—-])?(?:^| )(?:(?:many )?thanks|thank you|thx|cheers|please|pls|no exceptions|no exception|without exceptions?|no matter what|period|full stop|end of story|i mean it|no excuses|that is final)(?: (?:a lot|very much|so much|in advance|at all|for your help))?(?: [.!?])*$/;

const longest = 12;

/** The tokens without greetings, thanks and the like, which say nothing of a rule. */
export function withoutCourtesy(tokens: readonly Token[]): readonly Token[] {
  let own = tokens;
  for (let again = true; again; ) {
    const length = lengthBefore(own);
    const end = lengthBehind(own);
    again = length + end > 0 && length + end < own.length;
    if (again) own = own.slice(length, own.length - end);
  }
  return unwanted(own);
}

/** Whether a sentence holds nothing else: "Thank you.", "No exceptions!" */
export function isCourtesy(tokens: readonly Token[]): boolean {
  const end = lengthBehind(tokens);
  return end > 0 && end === tokens.length;
}

function lengthBefore(tokens: readonly Token[]): number {
  for (let length = Math.min(longest, tokens.length - 1); length > 0; length -= 1) {
    const text = patternText(tokens.slice(0, length));
    if (before.some((pattern) => pattern.test(text))) return length;
  }
  const text = patternText(tokens.slice(0, longest));
  const wish = wishes.exec(text) ?? asks.exec(text);
  return wish === null ? 0 : wish[0].trim().split(" ").length;
}

function lengthBehind(tokens: readonly Token[]): number {
  const text = patternText(tokens);
  const found = behind.exec(text);
  return found === null ? 0 : found[0].trim().split(" ").length;
}

/** "I do not want that X is done" as "X must not be done", "I do not want Y to do it" as "Y must not do it". */
function unwanted(tokens: readonly Token[]): readonly Token[] {
  const said = /^(?:i|we) (?:do not|never) want(?: that)? /.exec(patternText(tokens));
  if (said === null) return tokens;
  const length = said[0].trim().split(" ").length;
  const rest = tokens.slice(length);
  const wanted = / that $/.test(said[0]) ? /^(?:is|are|gets?)$/ : /^to$/;
  const at = rest.findIndex((token) => token.kind === "word" && wanted.test(token.lower));
  if (at < 1) return tokens;
  const words = / that $/.test(said[0]) ? "must not be" : "must not";
  return [...rest.slice(0, at), ...inserted(words, rest[at]), ...rest.slice(at + 1)];
}
