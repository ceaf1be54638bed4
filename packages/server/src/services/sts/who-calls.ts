import type { AccessKeys, KeyPrincipal } from "../../roles-port.ts";
import type { ServiceCall } from "../service.ts";

/**
 * Whoever an access key speaks for: as its signature was verified, where callers have to sign. Where nobody has to, a key
 * that IAM does not know speaks for the account itself.
 */
export async function whoCalls(
  { accessKeys, accountId }: { readonly accessKeys: AccessKeys; readonly accountId: string },
  { caller }: ServiceCall,
): Promise<KeyPrincipal> {
  if (caller.principal !== undefined) return caller.principal;
  const known = await accessKeys.find(caller.id);
  if (known !== undefined) return known.principal;
  const arn = `arn:aws:iam::${accountId}:root`;
  return {
    kind: "root",
    arn,
    userId: accountId,
    sources: [],
    context: {
      "aws:PrincipalArn": arn,
      "aws:PrincipalAccount": accountId,
      "aws:PrincipalType": "Account",
      "aws:userid": accountId,
    },
  };
}
