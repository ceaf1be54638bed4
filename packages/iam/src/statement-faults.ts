import type { ShapedPrincipals, ShapedStatement } from "./policy-shape.ts";

/** What a document is for: permissions of a user or role, or who may assume a role. */
export type DocumentUse = "identity" | "trust";

const action = /^(\*+|\*:\*|[A-Za-z0-9-]+:[\w*?.:/-]+)$/;

/** What IAM refuses in a statement of the right shape, in its own words where they are known. */
export function statementFaults(statement: ShapedStatement, at: number, use?: DocumentUse): string[] {
  const { Sid, Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const faults: string[] = [];
  const fault = (condition: boolean, text: string) => {
    if (condition) faults.push(`Statement ${at + 1}${Sid ? ` ("${Sid}")` : ""}: ${text}`);
  };
  fault(
    Sid !== undefined && !/^[0-9A-Za-z]*$/.test(Sid),
    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
  );
  const actions = [...(Action ?? []), ...(NotAction ?? [])];
  fault(Action !== undefined && NotAction !== undefined, "Action and NotAction exclude each other.");
  fault(actions.length === 0, "Policy statement must contain actions.");
  for (const name of actions) {
    fault(
      !action.test(name),
      `Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.; "${name}" is not.`,
    );
  }
  const resources = [...(Resource ?? []), ...(NotResource ?? [])];
  fault(Resource !== undefined && NotResource !== undefined, "Resource and NotResource exclude each other.");
  for (const name of resources) {
    fault(!isResource(name), `Resource ${name} must be in ARN format or "*".`);
  }
  fault(
    Principal !== undefined && NotPrincipal !== undefined,
    "Principal and NotPrincipal exclude each other.",
  );
  const principals = [Principal, NotPrincipal].filter((named) => named !== undefined);
  const unknown = principals.flatMap(invalidPrincipals);
  for (const name of unknown) fault(true, `Invalid principal in policy: ${name}`);
  const bare = principals.some((named) => named !== "*" && Object.values(named).flat().length === 0);
  fault(bare, "Missing required field Principal cannot be empty!");
  if (use === "trust") {
    fault(principals.length === 0, "Missing required field Principal");
    fault(Resource !== undefined || NotResource !== undefined, "Has prohibited field Resource");
    fault(NotPrincipal !== undefined && Effect === "Allow", "NotPrincipal cannot be used with Allow.");
    fault(
      actions.some((name) => !/^(\*|sts:.+)$/i.test(name)),
      "AssumeRole policy may only specify STS AssumeRole actions.",
    );
  } else {
    fault(use === "identity" && principals.length > 0, "Policy document should not specify a principal.");
    fault(
      resources.length === 0 && (use === "identity" || principals.length === 0 || Resource !== undefined),
      "Policy statement must contain resources.",
    );
    fault(NotResource !== undefined && NotResource.length === 0, "Policy statement must contain resources.");
  }
  return [...new Set(faults)];
}

function isResource(name: string): boolean {
  return /^\*+$/.test(name) || /^arn:[^:]*(:[^:]*){3}:./s.test(name) || /^arn:.*\*$/s.test(name);
}

const shapes: Readonly<Record<string, RegExp>> = {
  AWS: /^(\*|\d{12}|arn:[a-z-]+:(iam|sts)::\d{12}:\S+|A[A-Z0-9]{15,})$/,
  Service: /^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com|amazon\.com|amazonaws\.com\.cn|internal)$/,
  Federated: /^\S+$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
};

function invalidPrincipals(named: ShapedPrincipals): string[] {
  if (named === "*") return [];
  return Object.entries(named).flatMap(([kind, names]) =>
    (names ?? []).filter((name) => !shapes[kind]?.test(name)).map((name) => `"${kind}":"${name}"`),
  );
}
