/** Cognito's refusals, in its names and words. Source: Amazon Cognito user pools API reference, Errors. */
import { ServiceFault } from "../service.ts";

export const invalidParameter = (message: string) => new ServiceFault("InvalidParameterException", message);
export const notAuthorized = (message: string) => new ServiceFault("NotAuthorizedException", message);
export const notFound = (message: string) => new ServiceFault("ResourceNotFoundException", message);
export const limitExceeded = (message: string) => new ServiceFault("LimitExceededException", message);

export const noPool = (id: string) => notFound(`User pool ${id} does not exist.`);
export const noClient = (id: string) => notFound(`User pool client ${id} does not exist.`);
export const noUser = () => new ServiceFault("UserNotFoundException", "User does not exist.");
export const wrongPassword = () => notAuthorized("Incorrect username or password.");
