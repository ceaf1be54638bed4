import type { Principal } from "@toolgate/policy";
import type { Gateway } from "../model.ts";

const callersOf = {
  CUSTOM_JWT: "AgentCore::OAuthUser",
  AWS_IAM: "AgentCore::IamEntity",
  NONE: "AgentCore::Anonymous",
} as const satisfies Record<Gateway["authorizer"]["type"], Principal["type"]>;

/** What all callers of the gateway are to its policies. */
export function callerType({ authorizer }: Gateway): Principal["type"] {
  return callersOf[authorizer.type];
}
