import { ValidationException, type ValidationReason } from "@toolgate/api";

/** A ValidationException about one member of the request, named by its dotted path. */
export function invalidMember(
  name: string,
  message: string,
  reason: ValidationReason = "FieldValidationFailed",
): ValidationException {
  return new ValidationException(message, reason, [{ name, message }]);
}
