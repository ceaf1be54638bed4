import type { BuiltOperation } from "@toolgate/api";
import type { Place } from "../model.ts";
import type { StoreView } from "../store-port.ts";

/**
 * Condition keys of Toolgate's own, for policies that guard the off switches; AWS has none. Those with `Current` tell
 * what is in force before the call, the others what it asks for.
 */
export async function modeKeys(
  operation: BuiltOperation,
  input: object,
  place: Place,
  view: StoreView,
): Promise<Record<string, string>> {
  switch (operation) {
    case "CreateGateway":
      return asked(input);
    case "UpdateGateway":
      return { ...asked(input), ...(await current(input, place, view)) };
    case "DeleteGateway":
      return current(input, place, view);
    case "CreatePolicy":
      return { "bedrock-agentcore:EnforcementMode": modeOfPolicy(input) ?? "ACTIVE" };
    case "UpdatePolicy":
    case "DeletePolicy": {
      const before = await policyBefore(input, view);
      const mode = modeOfPolicy(input) ?? before;
      return {
        ...(before === undefined ? {} : { "bedrock-agentcore:CurrentEnforcementMode": before }),
        ...(operation === "DeletePolicy" || mode === undefined
          ? {}
          : { "bedrock-agentcore:EnforcementMode": mode }),
      };
    }
    default:
      return {};
  }
}

/** A gateway without an engine has the mode NONE: an UpdateGateway that leaves the engine out detaches it. */
function asked(input: object): Record<string, string> {
  const engine = "policyEngineConfiguration" in input ? input.policyEngineConfiguration : undefined;
  return keys(isAttachment(engine) ? engine : undefined, "");
}

async function current(input: object, place: Place, view: StoreView): Promise<Record<string, string>> {
  const id = "gatewayIdentifier" in input ? String(input.gatewayIdentifier) : "";
  const gateway = await view.gateways.get(place, id);
  return gateway === undefined ? {} : keys(gateway.policyEngine, "Current");
}

interface Attachment {
  readonly arn: string;
  readonly mode: string;
}

function keys(engine: Attachment | undefined, prefix: "" | "Current"): Record<string, string> {
  return {
    [`bedrock-agentcore:${prefix}PolicyEngineMode`]: engine?.mode ?? "NONE",
    ...(engine === undefined ? {} : { [`bedrock-agentcore:${prefix}PolicyEngineArn`]: engine.arn }),
  };
}

function isAttachment(value: unknown): value is Attachment {
  return typeof value === "object" && value !== null && "arn" in value && "mode" in value;
}

function modeOfPolicy(input: object): string | undefined {
  return "enforcementMode" in input && typeof input.enforcementMode === "string"
    ? input.enforcementMode
    : undefined;
}

async function policyBefore(input: object, view: StoreView): Promise<string | undefined> {
  const { policyEngineId = "", policyId = "" } = input as Partial<Record<string, string>>;
  return (await view.policies.get(policyEngineId, policyId))?.enforcementMode;
}
