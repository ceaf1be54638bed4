import { ServiceFault } from "../service.ts";

/** What a name or ARN does not lead to. */
export const notFound = (message: string) => new ServiceFault("ResourceNotFoundException", message, 404);
/** What is there already, or is in no state for it. */
export const conflict = (message: string) => new ServiceFault("ResourceConflictException", message, 409);
/** A member that cannot be what it is. */
export const invalidParameter = (message: string) =>
  new ServiceFault("InvalidParameterValueException", message);
/** A body that cannot be read. */
export const invalidContent = (message: string) =>
  new ServiceFault("InvalidRequestContentException", message);
/** The revision that the caller knows is not the newest. */
export const preconditionFailed = () =>
  new ServiceFault(
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    412,
  );
/** Too many at once. */
export const tooManyRequests = (why: string) =>
  new ServiceFault("TooManyRequestsException", `Rate Exceeded: ${why}.`, 429);
