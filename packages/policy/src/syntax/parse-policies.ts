import type { Policy } from "./ast.ts";
import { parseExpression } from "./parse-expression.ts";
import { parseStatement } from "./parse-statement.ts";
import { Parsing } from "./parsing.ts";
import { SyntaxFailure, type SyntaxProblem } from "./syntax-problem.ts";

/** The policies of a text, or what is wrong with it, at most twenty problems in the order of the text. */
export type ParsePoliciesResult =
  | { readonly ok: true; readonly policies: readonly Policy[] }
  | { readonly ok: false; readonly errors: readonly SyntaxProblem[] };

/** The one policy of a text, or what is wrong with it. */
export type ParsePolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly errors: readonly SyntaxProblem[] };

/** In UTF-16 code units. */
const longestText = 64 * 1024 * 1024;
const mostProblems = 20;

/** Reads any number of static policies; a text without any holds none. Source: Cedar language guide, "Grammar". */
export function parsePolicies(text: string): ParsePoliciesResult {
  const refused = refusedText(text);
  if (refused !== undefined) return { ok: false, errors: [refused] };
  const p = new Parsing(text, parseExpression);
  const policies: Policy[] = [];
  const errors: SyntaxProblem[] = [];
  let firstComment = 0;
  while (!p.at("end") && errors.length < mostProblems) {
    const begun = p.start;
    try {
      const policy = parseStatement(p, firstComment);
      firstComment += policy.comments.length;
      policies.push(policy);
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure;
      errors.push(failure.problem);
      p.restart();
      if (!failure.atStatement || p.start === begun) skipStatement(p);
      firstComment = p.comments.length;
    }
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, policies: withLastComments(policies, p, firstComment) };
}

/** Reads exactly one static policy. */
export function parsePolicy(text: string): ParsePolicyResult {
  const parsed = parsePolicies(text);
  if (!parsed.ok) return parsed;
  const [policy, second] = parsed.policies;
  if (policy === undefined)
    return onlyProblem({
      message: "There is no policy in the text",
      help: "A policy reads permit(principal, action, resource) when { … };",
      start: 0,
      end: text.length,
    });
  if (second !== undefined)
    return onlyProblem({
      message: `There are ${parsed.policies.length} policies in the text, and one is expected`,
      help: "Put each policy into a text of its own",
      ...second.span,
    });
  return { ok: true, policy };
}

function onlyProblem(problem: SyntaxProblem): ParsePolicyResult {
  return { ok: false, errors: [problem] };
}

function refusedText(text: string): SyntaxProblem | undefined {
  if (text.length > longestText)
    return {
      message: `The text has ${text.length} characters, and at most ${longestText} are read`,
      help: "Read the policies in several texts",
      start: 0,
      end: text.length,
    };
  const half = /\p{Surrogate}/u.exec(text);
  if (half === null) return undefined;
  return {
    message: "Half of a surrogate pair, which is no character",
    help: "Save the text as UTF-8 and read it again",
    start: half.index,
    end: half.index + 1,
  };
}

/** Goes behind the next semicolon; one in text or a comment is no token. */
function skipStatement(p: Parsing): void {
  while (!p.at(";") && !p.at("end")) p.advance();
  p.takes(";");
}

/** Comments behind the last policy have no policy to go before. */
function withLastComments(policies: Policy[], p: Parsing, firstComment: number): readonly Policy[] {
  const last = policies.pop();
  if (last === undefined) return policies;
  policies.push({ ...last, comments: [...last.comments, ...p.comments.slice(firstComment)] });
  return policies;
}
