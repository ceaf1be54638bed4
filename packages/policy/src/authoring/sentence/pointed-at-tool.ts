import { allows, denials } from "../words/effect-words.ts";
import { Reader } from "../words/reader.ts";
import type { Token } from "../words/tokens.ts";
import type { SentenceRule } from "./closed-rules.ts";

/** "Deny pay_fee to trial users; deny it to everyone when …": the second with the tool that the first is about, where the first restricts no more than callers. */
export function pointedAtTool(
  own: readonly SentenceRule[],
  second: readonly Token[],
): readonly Token[] | undefined {
  const [only, more] = own;
  if (only === undefined || more !== undefined) return undefined;
  const { tools, when, unless } = only.read.rule;
  if (tools.kind !== "tools") return undefined;
  const [tool, other] = tools.tools;
  if (tool === undefined || other !== undefined) return undefined;
  const reader = new Reader(second);
  const also = reader.take("also", "additionally ,", "additionally", "in addition ,") !== undefined;
  const denies = reader.take(...denials) !== undefined;
  // of what is denied in some cases more is denied, whichever of them are meant
  const adds = also && denies && only.read.rule.effect === "forbid" && unless === undefined;
  if (!adds && (when !== undefined || unless !== undefined)) return undefined;
  if (!denies && reader.take(...allows) === undefined) return undefined;
  const pronoun = reader.peek();
  if (pronoun === undefined || reader.take("it", "this", "that", "them", "those") === undefined)
    return undefined;
  if (!/^(?:to|for|from|when|if|unless|except|in|on|only|with|without|by|,|\.|)$/.test(reader.word()))
    return undefined;
  const { start, end } = pronoun;
  return [
    ...second.slice(0, reader.at - 1),
    { kind: "quoted", text: tool.name, start, end },
    ...second.slice(reader.at),
  ];
}
