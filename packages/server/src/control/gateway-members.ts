/** What CreateGateway and UpdateGateway have in common. */
import { type InputOf, parseServiceArn } from "@toolgate/api";
import { tellRoleFailure } from "../decisions/role-failure.ts";
import type { Gateway, GatewayAuthorizer, Place } from "../model.ts";
import { attachRefusal } from "../roles/preflight.ts";
import { roleFailureOf } from "../roles/role-failure-of.ts";
import { enginePermissions } from "../roles/role-permissions.ts";
import type { RoleStanding } from "../roles/role-standing.ts";
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

/** A gateway's place, id and ARN, with the standing of the role that the caller names. */
interface GatewaySubject {
  readonly place: Place;
  readonly id: string;
  readonly arn: string;
  readonly standing: RoleStanding;
}

/**
 * Checks what the gateway refers to.
 * @throws ValidationException when the engine is not there or elsewhere, or when the role may not be trusted.
 */
export async function gatewayMembers(
  deps: ControlDeps,
  view: StoreView,
  subject: GatewaySubject,
  input: Omit<InputOf<"CreateGateway">, "clientToken" | "tags">,
): Promise<GatewayMembers> {
  const { place, id, standing } = subject;
  const engine = input.policyEngineConfiguration;
  refuseUnheardOf(standing);
  if (engine) await checkEngine(view, place, engine.arn);
  if (deps.rolePreflight === "reject")
    checkRole(deps, standing, { ...place, ...subject, policyEngine: engine });
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
    statusReasons: notices,
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

function refuseUnheardOf(standing: RoleStanding): void {
  if (standing.kind !== "unknown" || standing.trustedBecause !== undefined) return;
  throw invalidMember(
    "roleArn",
    `The role ${standing.arn} is not known to this Toolgate, and a role that it has never heard of is trusted only while ` +
      "the server and its control plane listen on loopback alone: make the role here with CreateRole " +
      "(npx toolgate gateway create --with-role does), or start the server with --unknown-roles trust.",
  );
}

/** What AWS does when it attaches an engine: in the gateway's role it makes the calls that lists and calls will need. */
function checkRole(
  { clock, strictAws }: ControlDeps,
  standing: RoleStanding,
  gateway: Pick<Gateway, "arn" | "accountId" | "region" | "policyEngine">,
): void {
  const { policyEngine } = gateway;
  if (policyEngine === undefined) {
    if (standing.kind !== "deleted") return;
    throw invalidMember("roleArn", `The role ${standing.arn} was deleted: create it again, or name another.`);
  }
  const failure = roleFailureOf(standing, gateway, enginePermissions(gateway), clock.now());
  if (failure === undefined) return;
  const refusal = attachRefusal(failure, policyEngine.arn);
  throw invalidMember(
    "policyEngineConfiguration.arn",
    strictAws
      ? refusal
      : `${refusal} ${tellRoleFailure(failure)} To attach it all the same, start the server with --role-preflight warn.`,
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
