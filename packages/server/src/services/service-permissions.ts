/** What an operation of a service around the gateway needs its caller to be allowed. Source: AWS service authorization reference. */
import type { Permission } from "../control/authorize.ts";
import type { Caller } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import { iamPermissions } from "./iam/iam-permissions.ts";
import { lambdaPermissions } from "./lambda/lambda-permissions.ts";
import { logsPermissions } from "./logs/logs-permissions.ts";

type Input = Readonly<Record<string, unknown>>;

/** Everything that the call needs; `*` is the resource of operations that have none. */
export async function servicePermissions(
  service: string,
  operation: string,
  input: Input,
  caller: Caller,
  view: StoreView,
): Promise<readonly Permission[]> {
  const { accountId, region } = caller.place;
  const action = `${service}:${operation}`;
  const on = (...resources: Permission["resources"]): readonly Permission[] => [{ action, resources }];
  switch (service) {
    case "iam":
      return iamPermissions(operation, input, caller, view);
    case "sts":
      // anybody may ask who they are, and a role's trust policy may let in who has no policy
      return [];
    case "cognito-idp": {
      const pool = memberText(input, "UserPoolId");
      return on(pool === undefined ? "*" : `arn:aws:cognito-idp:${region}:${accountId}:userpool/${pool}`);
    }
    case "logs":
      return logsPermissions(operation, input, caller.place, view);
    case "lambda":
      return lambdaPermissions(operation, input, caller, view);
    default:
      return on("*");
  }
}

/** A member that is text, and not empty. */
function memberText(input: Input, member: string): string | undefined {
  const value = Object.hasOwn(input, member) ? input[member] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}
