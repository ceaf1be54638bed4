export { isConditionOperator } from "./condition-operators.ts";
export { contextKeys } from "./context-keys.ts";
export { evaluate } from "./evaluate.ts";
export { evaluateTrust, type TrustRequest } from "./evaluate-trust.ts";
export type {
  IamDecision,
  IamRequest,
  Mismatch,
  NearMiss,
  PolicySource,
  StatementRef,
} from "./iam-decision.ts";
export type { IamPrincipal, PrincipalMatch } from "./match-principal.ts";
export { type MissingPermission, missingPermissions } from "./missing-permissions.ts";
export { type ParsedDocument, parsePolicyDocument } from "./parse-policy-document.ts";
export type { PolicyDocument, Statement } from "./policy-document.ts";
export type { DocumentUse } from "./statement-faults.ts";
export { type GrantOptions, statementGranting } from "./statement-granting.ts";
export { statementPositions, type TextPosition } from "./statement-positions.ts";
