/** The exceptions the control plane answers with, one class for each shape of AWS's model. Source: AgentCore control API. */

/** Why a {@link ValidationException} was raised, in AWS's own words. */
export type ValidationReason =
  | "CannotParse"
  | "FieldValidationFailed"
  | "IdempotentParameterMismatchException"
  | "ResourceConflict"
  | "EventInOtherSession";

/** One member that was refused: its dotted path and the sentence that says why. */
export interface ValidationField {
  readonly name: string;
  readonly message: string;
}

/** What the caller did wrong, or what we could not do for them. Anything else that is thrown is our bug. */
export abstract class ServiceException extends Error {
  abstract override readonly name: string;
  abstract readonly status: number;
}

/** The request does not hold to the model, or asks for something that cannot be. HTTP 400. */
export class ValidationException extends ServiceException {
  override readonly name = "ValidationException";
  readonly status = 400;
  readonly reason: ValidationReason;
  readonly fieldList: readonly ValidationField[];

  constructor(
    message: string,
    reason: ValidationReason = "FieldValidationFailed",
    fieldList: readonly ValidationField[] = [],
  ) {
    super(message);
    this.reason = reason;
    this.fieldList = fieldList;
  }
}

/** The caller did not say who they are. HTTP 401. */
export class UnauthorizedException extends ServiceException {
  override readonly name = "UnauthorizedException";
  readonly status = 401;
}

/** A limit of the service would be passed. HTTP 402, as AWS's model has it. */
export class ServiceQuotaExceededException extends ServiceException {
  override readonly name = "ServiceQuotaExceededException";
  readonly status = 402;
}

/** The caller may not do this. HTTP 403. */
export class AccessDeniedException extends ServiceException {
  override readonly name = "AccessDeniedException";
  readonly status = 403;
}

/** The named resource does not exist. HTTP 404. */
export class ResourceNotFoundException extends ServiceException {
  override readonly name = "ResourceNotFoundException";
  readonly status = 404;
}

/** The change conflicts with what exists. HTTP 409. */
export class ConflictException extends ServiceException {
  override readonly name = "ConflictException";
  readonly status = 409;
}

/** Too many requests. HTTP 429. */
export class ThrottlingException extends ServiceException {
  override readonly name = "ThrottlingException";
  readonly status = 429;
}

/** Our own fault; details are in the log under the request id. HTTP 500. */
export class InternalServerException extends ServiceException {
  override readonly name = "InternalServerException";
  readonly status = 500;
}
