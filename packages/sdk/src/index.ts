export { type ControlCaller, createControlCaller } from "./callers/control-caller.ts";
export type {
  CallInput,
  CallOutput,
  CredentialProviderConfiguration,
  PolicyDefinition,
  PolicyGeneration,
  PolicyGenerationAsset,
} from "./callers/operation-types.ts";
export type { Clock } from "./connection/clock.ts";
export type { CredentialSource, Credentials } from "./connection/credentials.ts";
export type { ServiceName } from "./connection/services.ts";
export type { CallOptions, ClientSettings, Fetch } from "./connection/settings.ts";
export { settingsFromEnvironment } from "./connection/settings-from-environment.ts";
export type { WaitOptions } from "./connection/settle.ts";
export {
  CleanupError,
  InputError,
  MissingCredentialsError,
  NetworkError,
  TimeLimitError,
  TokenError,
  UnreadableAnswerError,
} from "./errors/call-errors.ts";
export {
  GatewayFailedError,
  GatewayTargetFailedError,
  PolicyCreateFailedError,
  PolicyDeleteFailedError,
  PolicyEngineFailedError,
  PolicyGenerationFailedError,
  PolicyUpdateFailedError,
  ResourceFailedError,
  type ResourceState,
  WaitTimeoutError,
} from "./errors/resource-failed.ts";
export {
  AccessDeniedException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  ServiceError,
  ServiceQuotaExceededException,
  type ServiceRefusal,
  ThrottlingException,
  UnauthorizedException,
  ValidationException,
} from "./errors/service-error.ts";
export { GatewayClient } from "./gateway/gateway-client.ts";
export type {
  CognitoAuthorizer,
  CognitoAuthorizerInput,
  CognitoClientInfo,
  CreatedMcpGateway,
  CreateMcpGatewayInput,
  CreateMcpGatewayTargetInput,
  Gateway,
  GatewayReference,
  GatewayTarget,
  Observability,
  OpenApiCredentials,
  PolicyEngineConfiguration,
  TargetReference,
  UpdateGatewayInput,
} from "./gateway/gateway-types.ts";
export { PolicyClient } from "./policy/policy-client.ts";
export type {
  GeneratedPolicies,
  GeneratePolicyInput,
  GenerationAssetInput,
  Policy,
  PolicyById,
  PolicyEngine,
  SwitchPolicyInput,
  UpdatePolicyEngineInput,
  UpdatePolicyInput,
} from "./policy/policy-types.ts";
