/** Files of assertions: `never "why" { condition }`, one after another, with comments. */
import type { Expression, Span } from "./ast.ts";
import { didYouMean } from "./did-you-mean.ts";
import { failAfterExpression } from "./fail-after-expression.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseString } from "./parse-names.ts";
import { Parsing } from "./parsing.ts";
import { SyntaxFailure, type SyntaxProblem } from "./syntax-problem.ts";

/** What must hold of all calls that policies allow. */
export interface Assertion {
  /** No allowed call satisfies the condition; every one does; some call that satisfies it is allowed. */
  readonly kind: "never" | "always" | "allows";
  /** Empty where none is written. */
  readonly name: string;
  readonly condition: Expression;
  readonly span: Span;
}

export type ParseAssertionsResult =
  | { readonly ok: true; readonly assertions: readonly Assertion[] }
  | { readonly ok: false; readonly errors: readonly SyntaxProblem[] };

/** In UTF-16 code units. */
const longestText = 1_000_000;
const kinds = ["never", "always", "allows"] as const;

/** Reads a file of assertions, up to the first mistake in it. */
export function parseAssertions(text: string): ParseAssertionsResult {
  if (text.length > longestText) {
    const message = `The text has ${text.length} characters, and at most ${longestText} are read`;
    return { ok: false, errors: [{ message, start: 0, end: text.length }] };
  }
  const p = new Parsing(text, parseExpression);
  const assertions: Assertion[] = [];
  try {
    while (!p.at("end")) assertions.push(parseAssertion(p));
    if (assertions.length === 0) p.failExpecting(wanted, example);
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return { ok: false, errors: [failure.problem] };
    throw failure;
  }
  return { ok: true, assertions };
}

const wanted = "`never`, `always` or `allows`";
const example = 'An assertion reads never "why" { condition }';

function parseAssertion(p: Parsing): Assertion {
  const { start, name: word } = p;
  const kind = kinds.find((each) => each === word);
  if (kind === undefined) return p.failExpecting(wanted, didYouMean(word, kinds) ?? example);
  p.advance();
  const name = p.at("string") ? parseString(p, "the assertion's name in quotes") : "";
  if (!p.takes("{")) p.failExpecting(`\`{\` after \`${kind}\``, example);
  const condition = p.expression();
  if (!p.at("}")) failAfterExpression(p, "`}` after the condition");
  p.advance();
  const end = p.previousEnd;
  p.takes(";");
  return { kind, name, condition, span: { start, end } };
}
