/** What CreateGateway and UpdateGateway have in common. */
import { type InputOf, parseServiceArn } from "@toolgate/api";
import type { Gateway, GatewayAuthorizer, Place } from "../model.ts";
import type { StoreView } from "../store-port.ts";
import { openToAnyone } from "./anonymous-callers.ts";
import type { ControlDeps } from "./control-deps.ts";
import { invalidMember } from "./invalid-member.ts";

/** The members of a gateway that a caller says, on create and again on every update. */
type GatewayMembers = Pick<
  Gateway,
  | "description"
  | "roleArn"
  | "protocolType"
  | "protocolConfiguration"
  | "authorizer"
  | "policyEngine"
  | "exceptionLevel"
  | "statusReasons"
>;

/**
 * Checks what the gateway `id` refers to.
 * @throws ValidationException when the engine is not there or elsewhere, or when the role may not be trusted.
 */
export async function gatewayMembers(
  deps: ControlDeps,
  view: StoreView,
  place: Place,
  id: string,
  input: Omit<InputOf<"CreateGateway">, "clientToken" | "tags">,
): Promise<GatewayMembers> {
  const roleNotice = trustedRole(deps, input.roleArn);
  const engine = input.policyEngineConfiguration;
  if (engine) await checkEngine(view, place, engine.arn);
  const authorizer = authorizerOf(input);
  const notices = authorizer.type === "NONE" ? [openToAnyone(deps.gatewayUrl(id), engine?.mode)] : [];
  return {
    description: input.description,
    roleArn: input.roleArn,
    protocolType: input.protocolType,
    protocolConfiguration: input.protocolConfiguration,
    authorizer,
    policyEngine: engine,
    exceptionLevel: input.exceptionLevel,
    statusReasons: [...notices, roleNotice],
  };
}

function authorizerOf({
  authorizerType,
  authorizerConfiguration,
}: Pick<InputOf<"CreateGateway">, "authorizerType" | "authorizerConfiguration">): GatewayAuthorizer {
  if (authorizerType !== "CUSTOM_JWT") return { type: authorizerType };
  if (authorizerConfiguration !== undefined)
    return { type: authorizerType, jwt: authorizerConfiguration.customJWTAuthorizer };
  throw invalidMember(
    "authorizerConfiguration",
    "authorizerType CUSTOM_JWT needs an authorizerConfiguration.",
  );
}

function trustedRole(deps: ControlDeps, roleArn: string): string {
  if (deps.unknownRolesTrusted !== undefined) {
    return `The role ${roleArn} is not known to this Toolgate; it is trusted because ${deps.unknownRolesTrusted}.`;
  }
  throw invalidMember(
    "roleArn",
    `The role ${roleArn} is not known to this Toolgate, and a role that it has never heard of is trusted only while ` +
      "the server listens on loopback: start it with --host 127.0.0.1, or with --unknown-roles trust.",
  );
}

async function checkEngine(view: StoreView, place: Place, arn: string): Promise<void> {
  const member = "policyEngineConfiguration.arn";
  const named = parseServiceArn(arn);
  if (named?.kind !== "policy-engine") {
    throw invalidMember(member, `'${member}' must be the ARN of a policy engine; ${arn} is not.`);
  }
  if (named.accountId !== place.accountId || named.region !== place.region) {
    throw invalidMember(
      member,
      `The policy engine ${arn} is in account ${named.accountId}, Region ${named.region}, but the gateway is in ` +
        `account ${place.accountId}, Region ${place.region}: attach an engine of the same account and Region.`,
    );
  }
  const engine = await view.engines.get(place, named.policyEngineId);
  if (engine?.arn !== arn) {
    throw invalidMember(
      member,
      `The policy engine ${arn} does not exist: create it first, or check the id (ListPolicyEngines shows them).`,
    );
  }
}
