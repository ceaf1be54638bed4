import type { ServiceCall } from "../service.ts";
import type { AuthorizationCodes } from "./authorization-codes.ts";
import type { CognitoDeps } from "./cognito-deps.ts";

/** What the OAuth endpoints of pools need from outside. */
export interface OAuthDeps extends CognitoDeps {
  readonly codes: AuthorizationCodes;
  /** Who is logged as the caller of what people and apps do at these endpoints. */
  readonly callOf: (operation: string) => ServiceCall;
}
