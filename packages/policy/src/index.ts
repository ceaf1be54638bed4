export {
  type GatewayTool,
  type ScopeFinding,
  type ScopeQuestion,
  scopeFindings,
} from "./analysis/scope-findings.ts";
export { claimsRead } from "./evaluate/claims-read.ts";
export { couldAllow } from "./evaluate/could-allow.ts";
export type {
  CedarDecisionRequest,
  CedarSchema,
  CedarValidation,
  CedarValidationError,
  CedarValueJson,
  PolicyDecision,
  PolicyError,
  PolicySlice,
  Principal,
} from "./evaluate/decision.ts";
export { dependsOnPrincipal } from "./evaluate/depends-on-principal.ts";
export {
  type ResolvedGateway,
  type ResolvedStatement,
  resolveGatewayNames,
} from "./evaluate/gateway-names.ts";
export { resolveGatewayNamesInPolicy } from "./evaluate/gateway-names-in-policy.ts";
export type { KnownRequest } from "./evaluate/known-request.ts";
export { mentionsVariable } from "./evaluate/mentions-variable.ts";
export type {
  ActionScope,
  EntityJson,
  ExpressionJson,
  PolicyJson,
  PrincipalScope,
} from "./evaluate/policy-json.ts";
export {
  actionsOf,
  appliesToAction,
  appliesToPrincipalType,
  gatewaysNamed,
  mentionsInput,
  scopeCovers,
} from "./evaluate/policy-scope.ts";
export { anonymousPrincipal, type PrincipalResult, principalFromClaims } from "./evaluate/principal.ts";
export { canonicalJson } from "./json/canonical-json.ts";
export type { ParseJsonError, ParseJsonOptions } from "./json/json-reader.ts";
export { elementsOf, membersOf } from "./json/json-slice.ts";
export {
  fromPlain,
  isJsonArray,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type JsonValue,
  type PlainJson,
  toPlain,
} from "./json/json-value.ts";
export { type ParseJsonResult, parseJson } from "./json/parse-json.ts";
export { stringifyJson } from "./json/stringify-json.ts";
export {
  actionGroups,
  actionName,
  callToolGroup,
  isReservedAction,
  mcpGroup,
  splitActionName,
  unknownToolAction,
} from "./schema/action-name.ts";
export { type CedarSchemaOptions, cedarSchema, type ToolForSchema } from "./schema/cedar-schema.ts";
export { nearest } from "./schema/nearest.ts";
export { type ToolArguments, type ToolArgumentsOptions, toolArguments } from "./schema/tool-arguments.ts";
export type { ToolSchema } from "./schema/tool-schema.ts";
export type { Expression, Policy, Span } from "./syntax/ast.ts";
export { lineAndColumn } from "./syntax/line-and-column.ts";
export {
  type ParsePoliciesResult,
  type ParsePolicyResult,
  parsePolicies,
  parsePolicy,
} from "./syntax/parse-policies.ts";
export { policyToJson } from "./syntax/policy-to-json.ts";
export type { SyntaxProblem } from "./syntax/syntax-problem.ts";
