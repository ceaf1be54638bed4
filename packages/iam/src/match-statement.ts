import { type Answer, all, any, not } from "./answer.ts";
import { evaluateCondition } from "./evaluate-condition.ts";
import type { IamRequest, Mismatch } from "./iam-decision.ts";
import { matchesResource } from "./match-arn.ts";
import { matchesAction } from "./match-pattern.ts";
import { matchPrincipal, type PrincipalMatch } from "./match-principal.ts";
import type { PolicyVersion, Statement } from "./policy-document.ts";
import type { RequestContext } from "./request-context.ts";

/** Whether a statement applies to a request, and what of it does not fit or cannot be evaluated. */
export interface StatementMatch {
  readonly answer: Answer;
  readonly failed: readonly Mismatch[];
  readonly warnings: readonly string[];
  readonly through?: PrincipalMatch;
}

/** Holds every part of a statement against the request. */
export function matchStatement(
  statement: Statement,
  version: PolicyVersion,
  request: IamRequest,
  context: RequestContext,
): StatementMatch {
  const failed: Mismatch[] = [];
  const warnings: string[] = [];
  const note = (answer: Answer, mismatch: Mismatch) => {
    if (answer !== true) failed.push(mismatch);
    return answer;
  };
  const { actions, resources, principals } = statement;
  const answers: Answer[] = [
    note(actions.patterns.some((pattern) => matchesAction(pattern, request.action)) !== actions.except, {
      kind: "action",
      action: request.action,
      ...actions,
    }),
  ];
  if (resources !== undefined) {
    const named = any(
      resources.patterns.map(
        (pattern) =>
          matchesResource(pattern, request.resource, version, context) ??
          (resources.except ? "unknown" : false),
      ),
    );
    const answer = resources.except ? not(named) : named;
    if (answer === "unknown") warnings.push("a policy variable in NotResource has no value in this request");
    answers.push(note(answer, { kind: "resource", resource: request.resource, ...resources }));
  }
  const through = principals && matchPrincipal(principals, request.principal ?? {});
  if (principals !== undefined) answers.push(note(through !== undefined, { kind: "principal" }));
  for (const condition of statement.conditions) {
    const { answer, warning } = evaluateCondition(condition, version, context);
    if (warning !== undefined) warnings.push(warning);
    const { operator, key, values: wanted } = condition;
    const given = context.values(key);
    answers.push(
      note(answer, { kind: "condition", operator, key, wanted, ...(given === undefined ? {} : { given }) }),
    );
  }
  return { answer: all(answers), failed, warnings, ...(through === undefined ? {} : { through }) };
}
