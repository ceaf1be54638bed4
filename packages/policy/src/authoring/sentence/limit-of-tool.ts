import { word } from "../rule/opening.ts";
import { nameWords } from "../vocabulary.ts";
import type { Token } from "../words/tokens.ts";
import type { SentenceRule } from "./closed-rules.ts";
import { inserted, patternText } from "./inserted-words.ts";

/** Whether a sentence demands something of calls and names no tool, condition or callers: "The amount must not exceed $100". */
export function demandsOfTool(tokens: readonly Token[]): boolean {
  const words = tokens.map((token) => (token.kind === "word" ? token.lower : ""));
  if (
    /^an? [a-z]+(?: [a-z]+){0,2} (?:is|are) (?:always )?(?:required|needed|mandatory|compulsory|necessary)$/.test(
      patternText(tokens),
    )
  )
    return true;
  return (
    words[0] === "the" &&
    words.some((each) => /^(?:must|may|can|should|shall)$/.test(each)) &&
    !words.some((each) => /^(?:for|when|if|unless|except|while|to|by)$/.test(each))
  );
}

/** "They must give a reason" behind what callers may do with one tool: those callers must, to use that tool. */
export function demandOfCallers(
  own: readonly SentenceRule[],
  first: readonly Token[],
  demand: readonly Token[],
): readonly Token[] | undefined {
  const tool = toolPermitted(own);
  const text = patternText(demand);
  if (tool === undefined || !/^they (?:must|have to|need to|shall) /.test(text)) return undefined;
  if (
    /(?:^| )(?:to|when|if|unless|for|before|while|not|never|only) /.test(
      text.replace(/^they (?:have|need) to /, ""),
    )
  )
    return undefined;
  const modal = first.findIndex((token) => token.kind === "word" && /^(?:can|may)$/.test(token.lower));
  const [near] = demand;
  if (modal < 1 || near === undefined) return undefined;
  const callers = first.slice(0, modal).filter((token) => !(token.kind === "word" && token.lower === "only"));
  return [...callers, ...demand.slice(1), ...inserted(`to ${nameWords(tool).join(" ")}`, near)];
}

/** The name of the one tool that is permitted. */
function toolPermitted([only, more]: readonly SentenceRule[]): string | undefined {
  if (only === undefined || more !== undefined) return undefined;
  const { effect, tools } = only.read.rule;
  const [tool, other] = tools.kind === "tools" ? tools.tools : [];
  return effect === "permit" && other === undefined ? tool?.name : undefined;
}

/** What is demanded behind a permission of one tool, with that tool named; undefined where the permission is for several. */
export function limitOfTool(
  own: readonly SentenceRule[],
  demand: readonly Token[],
): readonly Token[] | undefined {
  const [first] = demand;
  const tool = toolPermitted(own);
  if (tool === undefined || first === undefined) return undefined;
  const { start, end } = first;
  return [...demand, word("for"), { kind: "quoted", text: tool, start, end }];
}
