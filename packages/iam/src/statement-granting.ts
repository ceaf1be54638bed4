import type { IamRequest } from "./iam-decision.ts";

/** How the text is written. */
export interface GrantOptions {
  /** The Sid of a statement by its actions; letters and digits only. */
  readonly sid?: (actions: readonly string[]) => string | undefined;
  /** The pattern that stands for a request's resource, taken as it is; else exactly the resource. */
  readonly resource?: (request: IamRequest) => string;
}

/**
 * The smallest policy document that allows the requests, as text to paste: one statement for all actions on the same
 * resources. Conditions are not part of it; what a Deny refuses stays refused.
 */
export function statementGranting(requests: readonly IamRequest[], options: GrantOptions = {}): string {
  const { resource = ({ resource: exact }) => escaped(exact), sid = () => undefined } = options;
  const byAction = new Map<string, Set<string>>();
  for (const request of requests) {
    const resources = byAction.get(request.action) ?? new Set();
    byAction.set(request.action, resources.add(resource(request)));
  }
  const groups = new Map<string, { actions: string[]; resources: string[] }>();
  for (const [action, named] of byAction) {
    const resources = named.has("*") ? ["*"] : [...named];
    const key = JSON.stringify([...resources].sort());
    const group = groups.get(key) ?? { actions: [], resources };
    group.actions.push(action);
    groups.set(key, group);
  }
  const statements = [...groups.values()].map(({ actions, resources }) => {
    const name = sid(actions);
    return {
      ...(name === undefined ? {} : { Sid: name }),
      Effect: "Allow",
      Action: actions,
      Resource: resources.length === 1 ? (resources[0] ?? []) : resources,
    };
  });
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
}

/** A resource whose own asterisks, question marks and dollars are to be taken to the letter. */
function escaped(resource: string): string {
  return resource === "*" ? resource : resource.replaceAll(/[*?]|\$(?=\{)/g, (found) => `\${${found}}`);
}
