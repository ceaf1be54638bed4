export { acceptedWithoutEffect } from "./accepted-without-effect.ts";
export {
  type ArnPlace,
  gatewayArn,
  parseServiceArn,
  policyArn,
  policyEngineArn,
  policyGenerationArn,
  type ServiceArn,
  workloadIdentityArn,
} from "./arns.ts";
export { validate } from "./constraints/validate.ts";
export {
  AccessDeniedException,
  ConflictException,
  InternalServerException,
  ResourceNotFoundException,
  ServiceException,
  ServiceQuotaExceededException,
  ThrottlingException,
  UnauthorizedException,
  ValidationException,
  type ValidationField,
  type ValidationReason,
} from "./exceptions.ts";
export type { ExplainedPart, ExplainedPolicy, ExplainOutput } from "./explain-output.ts";
export { gatewayIdFrom, resourceIdFrom, targetIdFrom } from "./ids.ts";
export {
  type BuiltOperation,
  type ExplainInput,
  type InputOf,
  type OperationName,
  type OutputOf,
  type OwnInputOf,
  operations,
  ownOperations,
} from "./operations.ts";
export type { Outputs } from "./outputs.ts";
