import { type PolicySource, parsePolicyDocument } from "@toolgate/iam";
import type { StoreView } from "../../store-port.ts";
import type { Kept } from "../collection.ts";
import { type FunctionBody, functions } from "./function-body.ts";
import { invalidParameter } from "./lambda-faults.ts";

interface Grant {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string | undefined;
  readonly SourceAccount?: string | undefined;
  readonly PrincipalOrgID?: string | undefined;
  readonly EventSourceToken?: string | undefined;
}

/**
 * The statement that a grant adds to a function's policy, as AWS writes it.
 * @throws ServiceFault InvalidParameterValueException for a principal that is none.
 */
export function permissionStatement(grant: Grant, arn: string): object {
  const equal = {
    ...(grant.SourceAccount === undefined ? {} : { "AWS:SourceAccount": grant.SourceAccount }),
    ...(grant.PrincipalOrgID === undefined ? {} : { "aws:PrincipalOrgID": grant.PrincipalOrgID }),
    ...(grant.EventSourceToken === undefined ? {} : { "lambda:EventSourceToken": grant.EventSourceToken }),
  };
  const condition = {
    ...(Object.keys(equal).length === 0 ? {} : { StringEquals: equal }),
    ...(grant.SourceArn === undefined ? {} : { ArnLike: { "AWS:SourceArn": grant.SourceArn } }),
  };
  return {
    Sid: grant.StatementId,
    Effect: "Allow",
    Principal: principalOf(grant.Principal),
    Action: grant.Action,
    Resource: arn,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function principalOf(text: string): unknown {
  if (text === "*") return "*";
  if (/^\d{12}$/.test(text)) return { AWS: `arn:aws:iam::${text}:root` };
  if (/^arn:aws[a-z-]*:(iam|sts)::\d{12}:/.test(text)) return { AWS: text };
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(text)) return { Service: text };
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}

/** The whole policy of a function, as GetPolicy answers it. */
export function functionPolicy(permissions: FunctionBody["permissions"]): string {
  const statements = permissions.map(({ text }) => text).join(",");
  return `{"Version":"2012-10-17","Id":"default","Statement":[${statements}]}`;
}

/** What functions say themselves of who may use them, of all or of one by its key. */
export async function functionPolicies(view: StoreView, key?: string): Promise<readonly PolicySource[]> {
  const one = key === undefined ? undefined : await functions.get(view, key);
  const kept = key === undefined ? await functions.list(view) : one === undefined ? [] : [one];
  return kept.flatMap(policySource);
}

/** Without grants to a whole account: they leave it to the policies of its users and roles, which are asked anyway. */
function policySource({ arn, body }: Kept<FunctionBody>): PolicySource[] {
  const granting = body.permissions.filter(
    ({ text }) => !/"AWS":"arn:aws[a-z-]*:iam::\d{12}:root"/.test(text),
  );
  if (granting.length === 0) return [];
  const parsed = parsePolicyDocument(functionPolicy(granting));
  if (!parsed.ok) return [];
  return [
    { name: `the policy of the function ${body.name}`, kind: "resource", arn, document: parsed.document },
  ];
}
