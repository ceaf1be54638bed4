export type { ExplainedPart, ExplainedPolicy, ExplainOutput } from "@toolgate/api";
export { createJwtVerifier, type JwtVerifierOptions } from "./adapters/auth/jwt-verifier.ts";
export { builtInTranslator } from "./adapters/authoring/built-in-translator.ts";
export { type CedarOptions, type CedarReferee, createCedar } from "./adapters/cedar/cedar.ts";
export { createDecisionLog } from "./adapters/decisions/decision-log.ts";
export { openRecordLines } from "./adapters/decisions/record-lines.ts";
export { createFunctions } from "./adapters/functions/create-functions.ts";
export { functionRegistrationSchema } from "./adapters/functions/function-registration.ts";
export {
  type Identities,
  IdentitiesInvalid,
  identityFileSchema,
  readIdentities,
} from "./adapters/idp/identity-file.ts";
export { IdentityKeysUnusable } from "./adapters/idp/identity-keys.ts";
export {
  createIdentityProvider,
  type IdentityProvider,
  identityProviderRefusal,
} from "./adapters/idp/identity-provider.ts";
export { createMcpServers, type McpServersOptions } from "./adapters/mcp-servers/mcp-servers.ts";
export { mcpServersSchema } from "./adapters/mcp-servers/mcp-servers-schema.ts";
export { createOutbound, type Outbound, type OutboundOptions } from "./adapters/outbound/outbound.ts";
export { createSealer } from "./adapters/sealing/create-sealer.ts";
export { DataFolder, DataFolderHeld } from "./adapters/store/data-folder.ts";
export { migrate } from "./adapters/store/migrate.ts";
export { openDatabase } from "./adapters/store/open-database.ts";
export { openStore, requireDurable } from "./adapters/store/open-store.ts";
export { UniqueViolation } from "./adapters/store/sql-store.ts";
export { createLog } from "./adapters/telemetry/create-log.ts";
export type { AuthoringWords, PolicyTranslator, TranslatedFragment, Translation } from "./authoring-port.ts";
export { TranslationFailed } from "./authoring-port.ts";
export { type Config, ConfigError, readConfig } from "./config.ts";
export {
  type AnalyseDeps,
  analyseAssert,
  analyseCheck,
  analyseDiff,
  analyseWhoCan,
  type CheckReport,
  type DiffReport,
  QuestionMistaken,
  type WhoCanReport,
} from "./control/analyse-policies.ts";
export { analyseRead, type PolicyReading, type ReadReport } from "./control/analyse-read.ts";
export type { AnalysedWorld, PolicySource } from "./control/analysed-world.ts";
export { Background } from "./control/background.ts";
export { cedarReferee } from "./control/cedar-referee.ts";
export type { ControlPlaneParts } from "./control/control-deps.ts";
export type { ControlPlane } from "./control/control-plane.ts";
export { createControlPlane } from "./control/create-control-plane.ts";
export { createGenerations, type GenerationDeps, type Generations } from "./control/generation-work.ts";
export { type JudgedFragment, judgedOffline } from "./control/judged-fragments.ts";
export { type OfflineOptions, offlineWorld } from "./control/offline-world.ts";
export type { NewOperatorKey, OperatorKey } from "./control/operator-keys.ts";
export { PageTokens } from "./control/page-token.ts";
export { policyNotices } from "./control/policy-notices.ts";
export { settlePolicies } from "./control/settle-policies.ts";
export type { Status } from "./control/status.ts";
export { type ListedTool, readToolList, type ToolList } from "./control/tool-list.ts";
export type { DecisionOutcome, DecisionRecord } from "./decisions/decision-record.ts";
export type { MissingRolePermission, RoleFailure } from "./decisions/role-failure.ts";
export type { Log } from "./log.ts";
export { startToolgate, type Toolgate } from "./main.ts";
export { McpServerFailure } from "./mcp-servers-port.ts";
export type {
  Caller,
  Change,
  Gateway,
  JwtAuthorizer,
  Place,
  Policy,
  PolicyEngine,
  Target,
  ToolDefinition,
  WorkloadIdentity,
} from "./model.ts";
export type { LogRecord } from "./observe/log-record.ts";
export type { Attributes, AttributeValue, Span } from "./observe/span.ts";
export { type OfflineKeys, openKeys } from "./open-keys.ts";
export { EvaluationUnavailable, type TokenVerdict } from "./ports.ts";
export { gatewayTrustPolicy, newGatewayPolicy, policyGranting } from "./roles/role-cure.ts";
export { roleFailureOf } from "./roles/role-failure-of.ts";
export { enginePermissions, invokePermission, type RolePermission } from "./roles/role-permissions.ts";
export type { RoleStanding } from "./roles/role-standing.ts";
export { tellMissing } from "./roles/tell-role-failure.ts";
export { createServices } from "./services/create-services.ts";
export { keptAccessKeys } from "./services/iam/kept-access-keys.ts";
export { keptRoles } from "./services/iam/kept-roles.ts";
export type { Store } from "./store-port.ts";
export { version } from "./version.ts";
export {
  type RequestToSign,
  type SigningCredentials,
  signatureHeaders,
} from "./wire/sigv4/sign-request.ts";
export type { TraceAnswer } from "./wire/trace-route.ts";
export { answerUnreadable } from "./wire/unreadable-request.ts";
