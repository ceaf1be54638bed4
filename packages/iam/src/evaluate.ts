import type { IamDecision, IamRequest, NearMiss, PolicySource, StatementRef } from "./iam-decision.ts";
import { matchStatement, type StatementMatch } from "./match-statement.ts";
import type { Statement } from "./policy-document.ts";
import { RequestContext } from "./request-context.ts";

/** Decides a request by all the documents together. What cannot be evaluated does not allow, and denies. */
export function evaluate(request: IamRequest, sources: readonly PolicySource[]): IamDecision {
  const context = new RequestContext(request.context);
  const denies: StatementRef[] = [];
  const allows: StatementRef[] = [];
  const near: NearMiss[] = [];
  const warnings: string[] = [];
  for (const source of sources) {
    for (const [index, statement] of source.document.statements.entries()) {
      const match = matchStatement(statement, source.document.version, request, context);
      const ref = refOf(source, statement, index, match);
      if (match.answer === "unknown") {
        warnings.push(...match.warnings.map((warning) => `${inWords(ref)}: ${warning}.`));
      }
      if (statement.effect === "Deny") {
        if (match.answer !== false) denies.push(ref);
      } else if (match.answer === true) allows.push(ref);
      else if (isNear(match, request)) near.push({ ...ref, failed: match.failed });
    }
  }
  if (denies.length > 0) return { outcome: "explicitDeny", by: denies, warnings };
  if (allows.length > 0) return { outcome: "allowed", by: allows, warnings };
  near.sort((one, other) => distance(one) - distance(other));
  return { outcome: "implicitDeny", near, warnings };
}

function refOf(
  { name, kind, arn }: PolicySource,
  { sid }: Statement,
  index: number,
  { through }: StatementMatch,
): StatementRef {
  return {
    source: name,
    kind,
    ...(arn === undefined ? {} : { arn }),
    ...(sid === undefined ? {} : { sid }),
    index,
    ...(through === undefined ? {} : { through }),
  };
}

function inWords({ source, sid, index }: StatementRef): string {
  return `Statement ${index + 1}${sid === undefined ? "" : ` ("${sid}")`} of ${source}`;
}

/** A statement is near when it is for this action, or for another action of the service with all else fitting. */
function isNear({ failed }: StatementMatch, { action }: IamRequest): boolean {
  const other = failed.find((mismatch) => mismatch.kind === "action");
  if (other === undefined) return true;
  const service = `${action.toLowerCase().split(":")[0]}:`;
  return failed.length === 1 && other.patterns.some((pattern) => pattern.toLowerCase().startsWith(service));
}

function distance({ failed }: NearMiss): number {
  return failed.length + (failed.some(({ kind }) => kind === "action") ? 100 : 0);
}
