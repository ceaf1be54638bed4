export { applies, type Claim, every, fails, negation, type PolicyOutcome, some } from "./analysis/claim.ts";
export { allowedBy, type Comparison, compareSets } from "./analysis/compare-sets.ts";
export type { Referee } from "./analysis/confirm.ts";
export { PolicySetEncoding } from "./analysis/encode/policy-set-encoding.ts";
export { requestFormula } from "./analysis/encode/request-formula.ts";
export { type EngineFinding, engineFindings } from "./analysis/engine-findings.ts";
export { type AnalysedTool, type Environment, environment } from "./analysis/environment.ts";
export { type FailingExpression, failingExpression } from "./analysis/failing-expression.ts";
export { type Analyst, never } from "./analysis/never.ts";
export { type FindingQuestion, type PolicyFinding, policyFindings } from "./analysis/policy-findings.ts";
export { scriptStart } from "./analysis/question.ts";
export { callerPolicy } from "./analysis/questions/caller-policy.ts";
export { checkPolicies } from "./analysis/questions/check-policies.ts";
export type { CheckFinding, FindingKind } from "./analysis/questions/check-report.ts";
export { type CallsDifference, type ChangedCall, diffPolicies } from "./analysis/questions/diff-policies.ts";
export { type Pace, unhurried } from "./analysis/questions/pace.ts";
export {
  type AssertionResult,
  proveAssertions,
  type WrittenAssertions,
} from "./analysis/questions/prove-assertions.ts";
export type { CallsOfTool, ShownRequest } from "./analysis/questions/shown-request.ts";
export { type ToldCondition, type Way, type WhoCanAnswer, whoCan } from "./analysis/questions/who-can.ts";
export { placeOf, type TextPlace, type WrittenPolicy } from "./analysis/questions/written-policy.ts";
export { type Replay, replay } from "./analysis/replay.ts";
export type { RequestCase } from "./analysis/request-case.ts";
export {
  findingSentence,
  futureTools,
  type GatewayTool,
  type ScopeFinding,
  type ScopeQuestion,
  scopeFindings,
} from "./analysis/scope-findings.ts";
export { readNodes, readValues } from "./analysis/smt/read-answer.ts";
export type { Solve, SolverAnswer, Verdict } from "./analysis/verdict.ts";
export type { ToolCalls } from "./authoring/example-calls/draft.ts";
export {
  type ExampleCall,
  type ExampleCalls,
  exampleCalls,
} from "./authoring/example-calls/example-calls.ts";
export { idpClaims } from "./authoring/idp-claims.ts";
export type { Condition, Rule } from "./authoring/intermediate.ts";
export { type ReadBack, type ReadBackOptions, readBack } from "./authoring/read-back/read-back.ts";
export type { TextSpan } from "./authoring/refusal.ts";
export { saysNumber, saysText } from "./authoring/said-in.ts";
export { splitRequirements } from "./authoring/sentence/split-requirements.ts";
export { toCedar } from "./authoring/to-cedar.ts";
export { translate } from "./authoring/translate.ts";
export type { TranslatedFragment, Translation } from "./authoring/translation.ts";
export {
  type AuthoringTool,
  type Vocabulary,
  type VocabularyField,
  type VocabularyOptions,
  type VocabularyTool,
  vocabularyOf,
} from "./authoring/vocabulary.ts";
export { claimsRead } from "./evaluate/claims-read.ts";
export { type CompiledPolicy, compilePolicy } from "./evaluate/compile-policy.ts";
export { type DecisionRequest, decide } from "./evaluate/decide.ts";
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
export { explain, type PolicyTexts } from "./evaluate/explain.ts";
export type { PartExplanation, PartOutcome } from "./evaluate/explain-condition.ts";
export { explainOpen } from "./evaluate/explain-open.ts";
export { explainPolicy } from "./evaluate/explain-policy.ts";
export type {
  ConditionExplanation,
  Explanation,
  OpenExplanation,
  PolicyExplanation,
} from "./evaluate/explanation.ts";
export { firstFailing } from "./evaluate/first-failing.ts";
export {
  type ResolvedGateway,
  type ResolvedStatement,
  resolveGatewayNames,
} from "./evaluate/gateway-names.ts";
export { mayAllow } from "./evaluate/may-allow.ts";
export { mentionsVariable } from "./evaluate/mentions-variable.ts";
export { obstacleInWords } from "./evaluate/obstacle-in-words.ts";
export { operations } from "./evaluate/operations.ts";
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
export { PolicySet } from "./evaluate/policy-set.ts";
export {
  anonymousPrincipal,
  type PrincipalResult,
  principalFromArn,
  principalFromClaims,
} from "./evaluate/principal.ts";
export {
  callContext,
  type Entity,
  type EvaluationRequest,
  entity,
  listContext,
} from "./evaluate/request.ts";
export { actionEntity, gatewayEntity, principalEntity } from "./evaluate/request-entities.ts";
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
export { type InputChange, inputChanges } from "./schema/input-changes.ts";
export { nearest } from "./schema/nearest.ts";
export { type ToolArguments, type ToolArgumentsOptions, toolArguments } from "./schema/tool-arguments.ts";
export type { ToolSchema } from "./schema/tool-schema.ts";
export type { Expression, Policy, Span } from "./syntax/ast.ts";
export { lineAndColumn } from "./syntax/line-and-column.ts";
export { nodesOf } from "./syntax/nodes-of.ts";
export { type Assertion, type ParseAssertionsResult, parseAssertions } from "./syntax/parse-assertions.ts";
export {
  type ParsePoliciesResult,
  type ParsePolicyResult,
  parsePolicies,
  parsePolicy,
} from "./syntax/parse-policies.ts";
export { type PolicyFromJsonResult, policyFromJson } from "./syntax/policy-from-json.ts";
export { policyToJson } from "./syntax/policy-to-json.ts";
export { policyToText } from "./syntax/policy-to-text.ts";
export type { SyntaxProblem } from "./syntax/syntax-problem.ts";
export {
  DatetimeValue,
  DecimalValue,
  DurationValue,
  EntityValue,
  IpValue,
  type Long,
  long,
  RecordValue,
  SetValue,
  type Value,
} from "./values/value.ts";
export { entityFromJson, valueFromJson } from "./values/value-from-json.ts";
export { valueToJson } from "./values/value-to-json.ts";
