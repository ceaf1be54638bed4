/** What a service said when it refused. */
export interface ServiceRefusal {
  /** The exception's name in AWS's model, e.g. `ConflictException`. */
  readonly code: string;
  readonly message: string;
  readonly status: number;
  /** The operation that was called, e.g. `CreatePolicy`. */
  readonly operation: string;
  readonly requestId?: string | undefined;
  /** Seconds after which the service asks to be called again. */
  readonly retryAfter?: number | undefined;
  readonly reason?: string | undefined;
  readonly fieldList?: readonly { readonly name: string; readonly message: string }[] | undefined;
}

/** A service refused a call, or failed. The classes beside it are the exceptions of the control plane, one each. */
export class ServiceError extends Error {
  override readonly name: string;
  /** The exception's name in AWS's model; the same as `name`. */
  readonly code: string;
  /** The HTTP status. */
  readonly status: number;
  readonly operation: string;
  /** Under which the service's log has the call. */
  readonly requestId: string | undefined;
  /** Seconds after which the service asks to be called again. */
  readonly retryAfter: number | undefined;

  constructor(refusal: ServiceRefusal) {
    super(refusal.message);
    this.name = refusal.code;
    this.code = refusal.code;
    this.status = refusal.status;
    this.operation = refusal.operation;
    this.requestId = refusal.requestId;
    this.retryAfter = refusal.retryAfter;
  }
}

/** The request does not hold to the model, or asks for what cannot be. HTTP 400. */
export class ValidationException extends ServiceError {
  /** AWS's word for why, e.g. `FieldValidationFailed`. */
  readonly reason: string | undefined;
  /** Each member that was refused, with a sentence. */
  readonly fieldList: readonly { readonly name: string; readonly message: string }[];

  constructor(refusal: ServiceRefusal) {
    super(refusal);
    this.reason = refusal.reason;
    this.fieldList = refusal.fieldList ?? [];
  }
}

/** The caller did not say who they are. HTTP 401. */
export class UnauthorizedException extends ServiceError {}

/** A limit of the service would be passed. HTTP 402. */
export class ServiceQuotaExceededException extends ServiceError {}

/** The caller may not do this. HTTP 403. */
export class AccessDeniedException extends ServiceError {}

/** The named resource does not exist. HTTP 404. */
export class ResourceNotFoundException extends ServiceError {}

/** The change conflicts with what exists. HTTP 409. */
export class ConflictException extends ServiceError {}

/** Too many requests; thrown when all attempts met it. HTTP 429. */
export class ThrottlingException extends ServiceError {}

/** The service failed; thrown when all attempts met it. HTTP 500. */
export class InternalServerException extends ServiceError {}

const classes: Readonly<Record<string, typeof ServiceError>> = {
  ValidationException,
  UnauthorizedException,
  ServiceQuotaExceededException,
  AccessDeniedException,
  ResourceNotFoundException,
  ConflictException,
  ThrottlingException,
  InternalServerException,
};

/** The error for a refusal: of the exception's class if there is one, else a {@link ServiceError} of that name. */
export function serviceErrorOf(refusal: ServiceRefusal): ServiceError {
  const Class = Object.hasOwn(classes, refusal.code) ? classes[refusal.code] : undefined;
  return new (Class ?? ServiceError)(refusal);
}
