import { evaluateTrust } from "@toolgate/iam";
import type { Roles } from "../../roles-port.ts";
import { invalidParameter } from "./lambda-faults.ts";

/**
 * A role that IAM here knows must let Lambda in.
 * @throws ServiceFault InvalidParameterValueException in AWS's words: clients wait for them to go away.
 */
export async function checkRole(
  roleArn: string,
  { roles, unknownRolesTrusted }: { readonly roles: Roles; readonly unknownRolesTrusted: boolean },
): Promise<void> {
  const known = await roles.find(roleArn);
  if (known === undefined && unknownRolesTrusted) return;
  if (known !== undefined && known !== "deleted") {
    const principal = { service: "lambda.amazonaws.com" };
    if (evaluateTrust(known.trust, { principal, action: "sts:AssumeRole" }).outcome === "allowed") return;
  }
  throw invalidParameter("The role defined for the function cannot be assumed by Lambda.");
}
