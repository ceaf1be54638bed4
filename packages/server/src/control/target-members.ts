/** What CreateGatewayTarget and UpdateGatewayTarget have in common. */
import { ConflictException, type InputOf } from "@toolgate/api";
import { isReservedAction } from "@toolgate/policy";
import type { Gateway, Target } from "../model.ts";
import type { Clock } from "../ports.ts";
import type { StoreView } from "../store-port.ts";
import type { ControlDeps } from "./control-deps.ts";
import { instant } from "./instant.ts";
import { invalidMember } from "./invalid-member.ts";
import { type Listing, listTargetTools } from "./list-target-tools.ts";
import { requireMcpEndpoint } from "./mcp-endpoint.ts";

type TargetInput = Omit<InputOf<"CreateGatewayTarget">, "clientToken" | "gatewayIdentifier">;

/** What a caller says about a target; a Lambda target's tools with it, an MCP server's are still to be listed. */
export type AskedTarget = Pick<Target, "name" | "description" | "backend"> & {
  readonly declared?: Target["tools"] | undefined;
};

/** What comes of asking a target for its tools. */
type Synchronized = Pick<Target, "tools" | "status" | "statusReasons" | "lastSynchronizedAt">;

/**
 * Checks what needs no look at anything else.
 * @throws ValidationException when the name is missing or reserved (or, under --strict-aws, a Lambda target's credential
 * provider is missing), or the endpoint or credential provider of an MCP server cannot be used.
 */
export function askedTarget(deps: ControlDeps, input: TargetInput): AskedTarget {
  const { name, description, targetConfiguration, credentialProviderConfigurations } = input;
  if (name === undefined) {
    throw invalidMember("name", "A target needs a name: its tools are called <name>___<tool>.");
  }
  if (isReservedAction(name)) {
    throw invalidMember(
      "name",
      `The name ${name} belongs to a group of actions that every policy engine has, so that no policy could be checked ` +
        "against a target of that name: choose another one.",
    );
  }
  const { mcp } = targetConfiguration;
  if ("mcpServer" in mcp) {
    if (credentialProviderConfigurations !== undefined) {
      throw invalidMember(
        "credentialProviderConfigurations",
        "'credentialProviderConfigurations' of an MCP server is not acted on by Toolgate yet, so it is refused " +
          "rather than ignored; leave it out, and the server is called without credentials.",
      );
    }
    const { endpoint } = mcp.mcpServer;
    requireMcpEndpoint(deps, endpoint);
    return { name, description, backend: { kind: "mcpServer", endpoint } };
  }
  if (deps.strictAws && credentialProviderConfigurations === undefined) {
    throw invalidMember(
      "credentialProviderConfigurations",
      `CredentialProviderConfigurations is required for Lambda targets: send [{"credentialProviderType": "GATEWAY_IAM_ROLE"}].`,
    );
  }
  const { lambdaArn, toolSchema } = mcp.lambda;
  return { name, description, backend: { kind: "lambda", lambdaArn }, declared: toolSchema.inlinePayload };
}

/** `targetId` is the target that may keep its own name. @throws ConflictException when another one has it. */
export async function refuseTakenName(
  view: StoreView,
  gateway: Gateway,
  name: string,
  targetId?: string,
): Promise<void> {
  const namesake = await view.targets.byName(gateway.id, name);
  if (namesake && namesake.id !== targetId) {
    throw new ConflictException(
      `A target with the same name already exists on gateway ${gateway.id}: ${namesake.name} (${namesake.id}). ` +
        "Names are unique without regard to case: use that one, delete it, or choose another name.",
    );
  }
}

/** The tools of what was asked for; an MCP server is asked over the network. */
export async function toolsOfAsked(deps: ControlDeps, { backend, declared }: AskedTarget): Promise<Listing> {
  return backend.kind === "mcpServer" ? listTargetTools(deps, backend) : { ok: true, tools: declared ?? [] };
}

/** A target whose tools are known. */
export function synchronized(
  clock: Clock,
  { kind }: Target["backend"],
  tools: Target["tools"],
): Synchronized {
  const lastSynchronizedAt = kind === "mcpServer" ? instant(clock) : undefined;
  return { tools, status: "READY", statusReasons: [], lastSynchronizedAt };
}

/**
 * What a server answered belongs to the target that it was asked for.
 * @throws ConflictException when another call has changed the target since.
 */
export function requireUnchanged(before: Target, now: Target): void {
  if (JSON.stringify(before) === JSON.stringify(now)) return;
  throw new ConflictException(
    `Target ${now.id} was changed by another call while its MCP server was asked, so nothing was changed by this one: ` +
      "look at the target, then send the request again if it is still what you want.",
  );
}
