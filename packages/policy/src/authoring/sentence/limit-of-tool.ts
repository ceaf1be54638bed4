import { word } from "../rule/opening.ts";
import type { Token } from "../words/tokens.ts";
import type { SentenceRule } from "./closed-rules.ts";

/** Whether a sentence demands something of calls and names no tool, condition or callers: "The amount must not exceed $100". */
export function demandsOfTool(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => (token.kind === "word" ? token.lower : ""));
  return (
    words[0] === "the" &&
    words.some((each) => /^(?:must|may|can|should|shall)$/.test(each)) &&
    !words.some((each) => /^(?:for|when|if|unless|except|while|to|by)$/.test(each))
  );
}

/** What is demanded behind a permission of one tool, with that tool named; undefined where the permission is for several. */
export function limitOfTool(
  own: readonly SentenceRule[],
  demand: readonly Token[],
): readonly Token[] | undefined {
  const [only, more] = own;
  const [first] = demand;
  if (only === undefined || more !== undefined || first === undefined) return undefined;
  const { effect, tools } = only.read.rule;
  const [tool, other] = tools.kind === "tools" ? tools.tools : [];
  if (effect !== "permit" || tool === undefined || other !== undefined) return undefined;
  const { start, end } = first;
  return [...demand, word("for"), { kind: "quoted", text: tool.name, start, end }];
}
