import type { OperationName } from "@toolgate/api";
import { controlCallerOver } from "../callers/control-caller.ts";
import { listOperation } from "../callers/list-operation.ts";
import type { CallInput, CallOutput } from "../callers/operation-types.ts";
import { type CallOptions, type ClientSettings, connectionOf } from "../connection/settings.ts";
import type { WaitOptions } from "../connection/settle.ts";
import { cleanupGateway, deleteTargets } from "./cleanup-gateway.ts";
import { createCognito } from "./cognito.ts";
import { createMcpGateway } from "./create-mcp-gateway.ts";
import { createMcpGatewayTarget } from "./create-mcp-gateway-target.ts";
import { fetchToken, type TokenRequest } from "./fetch-token.ts";
import { findGateway, findTarget, idOf } from "./find-gateway.ts";
import { fixIamPermissions } from "./fix-iam-permissions.ts";
import type { GatewayDeps } from "./gateway-deps.ts";
import { createGatewayRoles } from "./gateway-role.ts";
import type {
  CognitoAuthorizer,
  CognitoAuthorizerInput,
  CognitoClientInfo,
  CreatedMcpGateway,
  CreateMcpGatewayInput,
  CreateMcpGatewayTargetInput,
  Gateway,
  GatewayReference,
  GatewayTarget,
  Observability,
  PolicyEngineConfiguration,
  TargetReference,
  UpdateGatewayInput,
} from "./gateway-types.ts";
import { createGatewayWaits } from "./gateway-waits.ts";
import { createObservability } from "./observability.ts";
import { updateGateway } from "./update-gateway.ts";

/**
 * MCP gateways, their targets, and what stands around them (roles in IAM, user pools in Cognito, deliveries in CloudWatch
 * Logs), with the methods of the Python toolkit's `GatewayClient` in camelCase and AWS's names for what goes in and out.
 * Answers are the resources themselves and refusals are thrown, where the Python client wraps both in `{"status": …}`. A
 * method that changes something resolves when the change is done, and throws when it failed (`wait: false` resolves as
 * soon as it is accepted); lists are whole unless a page is asked for; every call takes an abort signal.
 */
export class GatewayClient {
  readonly #deps: GatewayDeps;

  constructor(settings: ClientSettings = {}) {
    const connection = connectionOf(settings);
    const call = controlCallerOver(connection);
    this.#deps = {
      connection,
      call,
      waits: createGatewayWaits(call, connection),
      roles: createGatewayRoles(connection),
      cognito: createCognito(connection),
      observability: createObservability(connection),
    };
  }

  /** Calls any operation of the control plane by AWS's name, also those that have no method here. */
  call<Name extends OperationName>(
    operation: Name,
    input: CallInput<Name>,
    options?: CallOptions,
  ): Promise<CallOutput<Name>> {
    return this.#deps.call(operation, input, options);
  }

  /**
   * Creates an MCP gateway and waits until it is READY. Without `roleArn` it makes a role that may do what this gateway and
   * its engine need, and no more; without `authorizerConfiguration` a Cognito pool, whose `clientInfo` comes along. (The
   * Python client answers a status from before the waiting, and throws the pool's client away.)
   */
  createMcpGateway(input: CreateMcpGatewayInput = {}, options: WaitOptions = {}): Promise<CreatedMcpGateway> {
    return createMcpGateway(this.#deps, input, options);
  }

  /**
   * Puts a target behind a gateway and waits until it is READY. Without `targetPayload` a Lambda target is a small function
   * made for trying things out. A role that {@link GatewayClient.createMcpGateway} made is allowed to call it.
   */
  createMcpGatewayTarget(
    input: CreateMcpGatewayTargetInput,
    options: WaitOptions = {},
  ): Promise<GatewayTarget> {
    return createMcpGatewayTarget(this.#deps, input, options);
  }

  /**
   * A Cognito user pool with a client for a gateway: what CreateGateway takes, and what gets tokens. Where Cognito's address
   * was given (Toolgate), the token endpoint is the one of the pool's discovery document there. (The Python client sleeps a
   * minute for the domain's name, always; {@link GatewayClient.getAccessTokenForCognito} waits if it has to.)
   */
  createOAuthAuthorizerWithCognito(
    input: CognitoAuthorizerInput,
    options: WaitOptions = {},
  ): Promise<CognitoAuthorizer> {
    return this.#deps.cognito.createAuthorizer(input, options);
  }

  /** An access token by client credentials; tries again while the endpoint cannot be reached. Throws a TokenError. */
  getAccessTokenForCognito(clientInfo: TokenRequest, options: WaitOptions = {}): Promise<string> {
    return fetchToken(this.#deps.connection, clientInfo, options);
  }

  /**
   * Gives a gateway's role what the gateway needs: the trust of AgentCore, its engine, its Lambda functions. It replaces the
   * role's trust policy. (The Python client leaves the engine out, so that every call goes on failing, and hides errors.)
   */
  async fixIamPermissions(
    input: { readonly gateway: Pick<Gateway, "gatewayId"> },
    options?: CallOptions,
  ): Promise<void> {
    await fixIamPermissions(this.#deps, input.gateway.gatewayId, options);
  }

  /**
   * Changes some of a gateway and leaves the rest; `null` removes a member, and `policyEngineConfiguration: null` detaches
   * the engine. (The Python client forgets `wafConfiguration`, cannot detach, and needs a `protocolType`.)
   */
  updateGateway(input: UpdateGatewayInput, options: WaitOptions = {}): Promise<Gateway> {
    return updateGateway(this.#deps, input, options);
  }

  /** Attaches a policy engine, or changes its mode; `ENFORCE` if left out. A role that this client made is allowed to ask it. */
  updateGatewayPolicyEngine(
    input: {
      readonly gatewayIdentifier: string;
      readonly policyEngineArn: string;
      readonly mode?: PolicyEngineConfiguration["mode"] | undefined;
    },
    options: WaitOptions = {},
  ): Promise<Gateway> {
    const { gatewayIdentifier, policyEngineArn: arn, mode = "ENFORCE" } = input;
    return this.updateGateway({ gatewayIdentifier, policyEngineConfiguration: { arn, mode } }, options);
  }

  /** All gateways, or those of a name, or a page. */
  async listGateways(
    input: CallInput<"ListGateways"> & { readonly name?: string | undefined } = {},
    options?: CallOptions,
  ): Promise<CallOutput<"ListGateways">> {
    const { name, ...page } = input;
    const list = await listOperation(this.#deps.call, "ListGateways", page, options, ({ items }) => items);
    return name === undefined ? list : { ...list, items: list.items.filter((item) => item.name === name) };
  }

  /** Throws a ResourceNotFoundException also for a name that no gateway has. */
  async getGateway(input: GatewayReference, options?: CallOptions): Promise<Gateway> {
    const gatewayIdentifier = await findGateway(this.#deps.call, input, options);
    return this.#deps.call("GetGateway", { gatewayIdentifier }, options);
  }

  async listGatewayTargets(
    input: GatewayReference & Omit<CallInput<"ListGatewayTargets">, "gatewayIdentifier">,
    options?: CallOptions,
  ): Promise<CallOutput<"ListGatewayTargets">> {
    const { maxResults, nextToken, ...gateway } = input;
    const gatewayIdentifier = await findGateway(this.#deps.call, gateway, options);
    const page = { gatewayIdentifier, maxResults, nextToken };
    return listOperation(this.#deps.call, "ListGatewayTargets", page, options, ({ items }) => items);
  }

  async getGatewayTarget(input: TargetReference, options?: CallOptions): Promise<GatewayTarget> {
    return this.#deps.call("GetGatewayTarget", await findTarget(this.#deps.call, input, options), options);
  }

  /** Deletes a gateway and waits until it is gone; with `skipResourceInUse` its targets go first. */
  async deleteGateway(
    input: GatewayReference & { readonly skipResourceInUse?: boolean | undefined },
    options: WaitOptions = {},
  ): Promise<CallOutput<"DeleteGateway">> {
    const gatewayIdentifier = await findGateway(this.#deps.call, input, options);
    if (input.skipResourceInUse === true) await deleteTargets(this.#deps, gatewayIdentifier, options);
    const deleted = await this.#deps.call("DeleteGateway", { gatewayIdentifier }, options);
    await this.#deps.waits.gatewayGone(gatewayIdentifier, options);
    return deleted;
  }

  /** Deletes a target and waits until it is gone. */
  async deleteGatewayTarget(
    input: TargetReference,
    options: WaitOptions = {},
  ): Promise<CallOutput<"DeleteGatewayTarget">> {
    const found = await findTarget(this.#deps.call, input, options);
    const deleted = await this.#deps.call("DeleteGatewayTarget", found, options);
    await this.#deps.waits.targetGone(found.gatewayIdentifier, found.targetId, options);
    return deleted;
  }

  /**
   * Deletes a gateway's targets, the gateway and, with `clientInfo`, its Cognito pool. Throws a CleanupError that says what
   * is left and why. (The Python client sleeps between the steps, sees the first page of targets only, and hides errors.)
   */
  async cleanupGateway(
    input: {
      readonly gatewayId: string;
      readonly clientInfo?: Pick<CognitoClientInfo, "userPoolId" | "domainPrefix"> | undefined;
    },
    options: WaitOptions = {},
  ): Promise<void> {
    await cleanupGateway(this.#deps, idOf(input.gatewayId), input.clientInfo, options);
  }

  /** Has CloudWatch deliver a gateway's logs and traces; what is set up already stays. */
  async enableObservability(
    input: {
      readonly gatewayId: string;
      readonly gatewayArn?: string | undefined;
      readonly enableLogs?: boolean | undefined;
      readonly enableTraces?: boolean | undefined;
    },
    options?: CallOptions,
  ): Promise<Observability> {
    const { gatewayId, enableLogs: logs = true, enableTraces: traces = true } = input;
    const gatewayArn =
      input.gatewayArn ?? (await this.getGateway({ gatewayIdentifier: gatewayId }, options)).gatewayArn;
    return this.#deps.observability.enable({ gatewayId, gatewayArn, logs, traces }, options);
  }

  /** Ends the deliveries; with `deleteLogGroup` what was logged goes too. (The Python client leaves deliveries behind.) */
  async disableObservability(
    input: { readonly gatewayId: string; readonly deleteLogGroup?: boolean | undefined },
    options?: CallOptions,
  ): Promise<void> {
    const { gatewayId, deleteLogGroup = false } = input;
    await this.#deps.observability.disable({ gatewayId, deleteLogGroup }, options);
  }
}
