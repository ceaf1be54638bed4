/** Failures of roles as sentences. */
import type { IamDecision, Mismatch, NearMiss, StatementRef } from "@toolgate/iam";
import type { MissingRolePermission, RoleRemedy } from "../decisions/role-failure.ts";

const mostNamed = 5;

/** The end of a sentence: which statement denies it, or which nearly allows it. */
export function whyDenied(decision: Exclude<IamDecision, { readonly outcome: "allowed" }>): string {
  const warnings = decision.warnings.map((warning) => `; ${warning.replace(/\.$/, "")}`).join("");
  if (decision.outcome === "explicitDeny") {
    return `it is denied by ${denyNames(decision.by).join(" and ")}${warnings}`;
  }
  const [nearest] = decision.near;
  const near = nearest === undefined ? "" : `; ${nameOf(nearest)} ${mismatchOf(nearest)}`;
  return `no statement allows it${near}${warnings}`;
}

/** The statements as people find them. */
export function denyNames(by: readonly StatementRef[]): readonly string[] {
  return by.map(nameOf);
}

/** What is missing, and why. */
export function tellMissing(roleArn: string, missing: readonly MissingRolePermission[]): string {
  const [first] = missing;
  const wanted = missing.map(({ action, resource }) => `${action} on ${resource}`).join(", ");
  if (first?.why === "role-deleted") {
    return `The gateway's role ${roleArn} was deleted, so the gateway may not call ${wanted}.`;
  }
  if (first?.why === "role-unknown") {
    return `The gateway's role ${roleArn} is not known to this Toolgate, which does not trust such roles off loopback, so the gateway may not call ${wanted}.`;
  }
  const count = missing.length === 1 ? "" : `${missing.length} permissions: `;
  return `The gateway's role ${roleArn} lacks ${count}${someOf(together(missing), "; ")}.`;
}

/** Actions that are missing on one resource for one reason, said once. */
function together(missing: readonly MissingRolePermission[]): readonly string[] {
  const groups = new Map<string, { readonly actions: string[]; readonly ending: string }>();
  for (const { action, resource, detail } of missing) {
    const ending = `on ${resource} (${detail})`;
    const group = groups.get(ending) ?? { actions: [], ending };
    group.actions.push(action);
    groups.set(ending, group);
  }
  return [...groups.values()].map(({ actions, ending }) => `${actions.join(" and ")} ${ending}`);
}

/** What mends it: the policies stand in it as one line of JSON each, to paste. */
export function tellRemedy(
  roleArn: string,
  [first]: readonly MissingRolePermission[],
  { trust, permissions, denies }: RoleRemedy,
): string {
  const oneLine = (document: string) => JSON.stringify(JSON.parse(document));
  const gone = first?.why === "role-deleted" || first?.why === "role-unknown";
  const trusted = trust === undefined ? "" : oneLine(trust);
  const sentences = [
    ...(gone ? [`Name another role in UpdateGateway, or create ${roleArn} with CreateRole:`] : []),
    ...(trust === undefined ? [] : [`Its trust policy must be ${trusted}`]),
    ...(permissions === undefined ? [] : [`Add to the role with PutRolePolicy: ${oneLine(permissions)}`]),
    ...(denies === undefined
      ? []
      : [`Narrow or remove ${denies.join(" and ")}: a Deny wins over every Allow.`]),
  ];
  return sentences.join(" ");
}

function nameOf({ source, kind, sid, index }: StatementRef): string {
  const statement = sid === undefined ? `statement ${index + 1}` : `the statement ${sid}`;
  return kind === "trust"
    ? `${statement} of the trust policy`
    : `${statement} of the ${kind} policy ${source}`;
}

function mismatchOf({ failed }: NearMiss): string {
  return `does not: ${failed.map(tellMismatch).join(", ")}`;
}

/** A statement may name hundreds. */
function someOf(texts: readonly string[], between = ", "): string {
  const more = texts.length - mostNamed;
  return more <= 0 ? texts.join(between) : `${texts.slice(0, mostNamed).join(between)} and ${more} more`;
}

function tellMismatch(mismatch: Mismatch): string {
  switch (mismatch.kind) {
    case "action":
    case "resource": {
      const what = mismatch.kind === "action" ? "actions" : "resources";
      return `its ${what} are ${mismatch.except ? "all but " : ""}${someOf(mismatch.patterns)}`;
    }
    case "principal":
      return "it names another principal";
    case "condition": {
      const given = mismatch.given === undefined ? "not given" : someOf(mismatch.given);
      return `it wants ${mismatch.key} ${mismatch.operator} ${someOf(mismatch.wanted)}, and that is ${given}`;
    }
  }
}
