import { patternText } from "../sentence/inserted-words.ts";
import type { Vocabulary } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import { stem } from "../words/word-stem.ts";

const whole =
  /^(?:(?:to |all |any )?(?:access to|access|accessing|use|using|reach|reaching|call|calling|invoke|invoking) )?(?:the|this|our) gateway$/;

/** Whether the words name the gateway itself, which stands for all of its tools where something is denied. */
export function isWholeGateway(phrase: readonly Token[], { tools }: Vocabulary): boolean {
  return (
    whole.test(patternText(phrase)) && !tools.some(({ nameStems }) => nameStems.includes(stem("gateway")))
  );
}
