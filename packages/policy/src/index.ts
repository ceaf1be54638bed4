export type {
  CedarDecisionRequest,
  CedarSchema,
  CedarValidationError,
  CedarValueJson,
  PolicyDecision,
  PolicyError,
  PolicySlice,
  Principal,
} from "./evaluate/decision.ts";
export type {
  ActionScope,
  EntityJson,
  ExpressionJson,
  PolicyJson,
  PrincipalScope,
} from "./evaluate/policy-json.ts";
