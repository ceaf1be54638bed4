/** What Lambda's operations need their caller to be allowed. Source: AWS service authorization reference, AWS Lambda. */
import type { Permission } from "../../control/authorize.ts";
import type { Caller } from "../../model.ts";
import type { StoreView } from "../../store-port.ts";
import { ServiceFault } from "../service.ts";
import { type NamedFunction, namedFunction } from "./function-name.ts";
import { functionPolicies } from "./function-policy.ts";

const passed = { action: "iam:PassRole", context: { "iam:PassedToService": "lambda.amazonaws.com" } };

/** Everything that the call needs; what names no function needs it of all. */
export async function lambdaPermissions(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  { place }: Caller,
  view: StoreView,
): Promise<readonly Permission[]> {
  const action = `lambda:${operation === "Invoke" ? "InvokeFunction" : operation}`;
  if (operation === "ListFunctions") return [{ action, resources: ["*"] }];
  const { FunctionName, Resource, Role } = input;
  const named = nameOf(FunctionName ?? Resource, place);
  const { accountId, region } = place;
  const permission: Permission = {
    action,
    resources: [named?.arn ?? `arn:aws:lambda:${region}:${accountId}:function:*`],
    ofResources: named === undefined ? [] : await functionPolicies(view, named.key),
  };
  return typeof Role === "string" && Role !== ""
    ? [permission, { ...passed, resources: [Role] }]
    : [permission];
}

/** A name that the operation will refuse is none. */
function nameOf(text: unknown, place: Caller["place"]): NamedFunction | undefined {
  try {
    return typeof text === "string" ? namedFunction(text, place) : undefined;
  } catch (error) {
    if (error instanceof ServiceFault) return undefined;
    throw error;
  }
}
