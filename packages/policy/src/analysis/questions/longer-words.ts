/** Claims that list words, such as scopes, tested by `like "*word*"`: that pattern is in longer words too. */
import { type Expression, type LikePattern, type Policy, type Span, wildcard } from "../../syntax/ast.ts";
import { expressionToText } from "../../syntax/expression-to-text.ts";
import { nodesOf } from "../../syntax/nodes-of.ts";
import { applies, every, isTrueOf, negation } from "../claim.ts";
import type { Environment } from "../environment.ts";
import { type Analyst, never } from "../never.ts";
import type { RequestCase } from "../request-case.ts";
import { replaceNode } from "./replace-node.ts";

export interface LongerWord {
  /** The test, in the policy's text. */
  readonly span: Span;
  readonly claim: string;
  readonly word: string;
  /** To write in place of the test, so that whole words alone pass. */
  readonly wholeWord: string;
  /** A request to which the policy applies for the sake of a longer word. */
  readonly example: RequestCase;
}

interface WordTest {
  readonly node: Expression;
  readonly claim: Expression;
  readonly name: string;
  readonly word: string;
}

/** The tests by which longer words pass, each with a request that shows it; what cannot be told is left out. */
export async function longerWords(
  environment: Environment,
  policies: readonly Policy[],
  place: number,
  analyst: Analyst,
): Promise<readonly LongerWord[]> {
  const policy = policies[place];
  if (policy === undefined) return [];
  const found: LongerWord[] = [];
  for (const test of wordTests(policy)) {
    const whole = wholeWordTest(test);
    const both = [policy, replaceNode(policy, test.node, whole)];
    const claim = every(applies(0), negation(applies(1)));
    const verdict = await never(environment, both, claim, analyst);
    if (verdict.kind !== "refuted") continue;
    const plain = withClaim(verdict.case, test.name, `${test.word}-readonly`);
    const isShownByPlain = isTrueOf(claim, analyst.replay(both, plain));
    found.push({
      span: test.node.span,
      claim: test.name,
      word: test.word,
      wholeWord: `(${expressionToText(whole)})`,
      example: isShownByPlain ? plain : verdict.case,
    });
  }
  return found;
}

function wordTests(policy: Policy): readonly WordTest[] {
  return [...nodesOf(policy)].flatMap((node): readonly WordTest[] => {
    if (node.kind !== "like") return [];
    const { operand: claim } = node;
    const word = wordWithin(node.pattern);
    if (word === undefined || claim.kind !== "binary" || claim.operator !== "getTag") return [];
    const { right } = claim;
    const isNamed = right.kind === "literal" && typeof right.value === "string";
    return isNamed && typeof right.value === "string" ? [{ node, claim, name: right.value, word }] : [];
  });
}

/** Of `*word*`; a word that brings its quotes or blanks along is whole already. */
function wordWithin(pattern: LikePattern): string | undefined {
  const [first, word, last] = pattern;
  if (pattern.length !== 3 || first !== wildcard || last !== wildcard || typeof word !== "string")
    return undefined;
  return /^[\p{L}\p{N}](.*[\p{L}\p{N}])?$/u.test(word) && !word.includes(" ") ? word : undefined;
}

function wholeWordTest({ node, claim, word }: WordTest): Expression {
  const { span } = node;
  const like = (...pattern: LikePattern): Expression => ({ kind: "like", operand: claim, pattern, span });
  const alone: Expression = {
    kind: "binary",
    operator: "==",
    left: claim,
    right: { kind: "literal", value: word, span },
    span,
  };
  const operands = [
    alone,
    like(`${word} `, wildcard),
    like(wildcard, ` ${word}`),
    like(wildcard, ` ${word} `, wildcard),
  ];
  return { kind: "or", operands, span };
}

function withClaim(request: RequestCase, name: string, value: string): RequestCase {
  const { principal } = request;
  return { ...request, principal: { ...principal, tags: { ...principal.tags, [name]: value } } };
}
