import type { AwsService } from "../service.ts";
import { adminUserOperations } from "./admin-users.ts";
import { authenticationOperations } from "./authentication.ts";
import type { CognitoDeps } from "./cognito-deps.ts";
import { groupOperations } from "./groups.ts";
import { poolClientOperations } from "./pool-clients.ts";
import { poolDomainOperations } from "./pool-domains.ts";
import { resourceServerOperations } from "./resource-servers.ts";
import { selfServiceOperations } from "./self-service.ts";
import { userPoolOperations } from "./user-pools.ts";

/** Amazon Cognito user pools. Source: Amazon Cognito user pools API reference. */
export function cognitoService(deps: CognitoDeps): AwsService {
  return {
    name: "cognito-idp",
    protocol: { kind: "json", target: "AWSCognitoIdentityProviderService" },
    invalidInput: "InvalidParameterException",
    operations: {
      ...userPoolOperations(deps),
      ...poolDomainOperations(deps),
      ...resourceServerOperations(deps),
      ...poolClientOperations(deps),
      ...adminUserOperations(deps),
      ...groupOperations(deps),
      ...authenticationOperations(deps),
      ...selfServiceOperations(deps),
    },
  };
}
