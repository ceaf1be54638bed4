import { ServiceFault } from "../service.ts";

/** What a name or ARN does not lead to. */
export const noSuchEntity = (message: string) => new ServiceFault("NoSuchEntity", message, 404);
/** What is there already. */
export const entityAlreadyExists = (message: string) => new ServiceFault("EntityAlreadyExists", message, 409);
/** What still hangs on something. */
export const deleteConflict = (message: string) => new ServiceFault("DeleteConflict", message, 409);
/** What there are too many of. */
export const limitExceeded = (message: string) => new ServiceFault("LimitExceeded", message, 409);
/** What no shape says. */
export const invalidInput = (message: string) => new ServiceFault("InvalidInput", message, 400);
/** Who calls is no user, so the user must be named. */
export const nameNeeded = () =>
  new ServiceFault("ValidationError", "Must specify userName when calling with non-User credentials");
