/** What CreateGatewayTarget and UpdateGatewayTarget have in common. */
import { ConflictException, type InputOf } from "@toolgate/api";
import { isReservedAction } from "@toolgate/policy";
import type { Gateway, Target } from "../model.ts";
import type { StoreView } from "../ports.ts";
import type { ControlDeps } from "./control-deps.ts";
import { invalidMember } from "./invalid-member.ts";

/**
 * Checks and takes over what the caller says about a target; `targetId` is the target that may keep its own name.
 * @throws ValidationException when the name is missing or reserved (or, under --strict-aws, the credential provider missing);
 * ConflictException when another target of the gateway has the name.
 */
export async function targetMembers(
  deps: ControlDeps,
  view: StoreView,
  gateway: Gateway,
  targetId: string | undefined,
  input: Omit<InputOf<"CreateGatewayTarget">, "clientToken" | "gatewayIdentifier">,
): Promise<Pick<Target, "name" | "description" | "lambda">> {
  const { name, description, targetConfiguration } = input;
  if (name === undefined) {
    throw invalidMember("name", "A Lambda target needs a name: its tools are called <name>___<tool>.");
  }
  if (isReservedAction(name)) {
    throw invalidMember(
      "name",
      `The name ${name} belongs to a group of actions that every policy engine has, so that no policy could be checked ` +
        "against a target of that name: choose another one.",
    );
  }
  if (deps.strictAws && input.credentialProviderConfigurations === undefined) {
    throw invalidMember(
      "credentialProviderConfigurations",
      `CredentialProviderConfigurations is required for Lambda targets: send [{"credentialProviderType": "GATEWAY_IAM_ROLE"}].`,
    );
  }
  const namesake = await view.targets.byName(gateway.id, name);
  if (namesake && namesake.id !== targetId) {
    throw new ConflictException(
      `A target with the same name already exists on gateway ${gateway.id}: ${namesake.name} (${namesake.id}). ` +
        "Names are unique without regard to case: use that one, delete it, or choose another name.",
    );
  }
  const { lambdaArn, toolSchema } = targetConfiguration.mcp.lambda;
  return { name, description, lambda: { lambdaArn, tools: toolSchema.inlinePayload } };
}
