import type { AwsService } from "../service.ts";
import { accessKeyOperations } from "./access-key-operations.ts";
import { attachmentOperations } from "./attachment-operations.ts";
import type { IamParts } from "./iam-parts.ts";
import { roleKind, userKind } from "./identity-kind.ts";
import { inlinePolicyOperations } from "./inline-policy-operations.ts";
import { policyDetailOperations } from "./policy-detail-operations.ts";
import { policyOperations } from "./policy-operations.ts";
import { policyVersionOperations } from "./policy-version-operations.ts";
import { roleOperations } from "./role-operations.ts";
import { simulateOperations } from "./simulate-operations.ts";
import { tagOperations } from "./tag-operations.ts";
import { userOperations } from "./user-operations.ts";

/** IAM. Source: IAM API reference, 2010-05-08. */
export function createIam(parts: IamParts): AwsService {
  return {
    name: "iam",
    protocol: {
      kind: "query",
      version: "2010-05-08",
      namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    },
    invalidInput: "ValidationError",
    operations: {
      ...roleOperations(parts),
      ...userOperations(parts),
      ...accessKeyOperations(parts),
      ...tagOperations(parts, roleKind),
      ...tagOperations(parts, userKind),
      ...inlinePolicyOperations(parts, roleKind),
      ...inlinePolicyOperations(parts, userKind),
      ...attachmentOperations(parts, roleKind),
      ...attachmentOperations(parts, userKind),
      ...policyOperations(parts),
      ...policyVersionOperations(parts),
      ...policyDetailOperations(parts),
      ...simulateOperations(parts),
    },
  };
}
