/** Whether a request may speak to a gateway, by what is in force now. */
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import { type ErrorAnswer, errorAnswer } from "./answer.ts";
import type { Applicant } from "./applicant.ts";
import { authenticate } from "./authenticate.ts";
import type { Authentication } from "./authentication.ts";
import { ErrorCode } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { challenge, metadataUrl } from "./resource-metadata.ts";

export type Admission =
  | {
      readonly ok: true;
      readonly live: LiveGateway;
      readonly identity: Identity;
      /** Not verified yet: the signature is over the body, too. */
      readonly bodyAwaited?: boolean | undefined;
    }
  | {
      readonly ok: false;
      readonly status: number;
      readonly error: ErrorAnswer;
      readonly headers: Record<string, string>;
    };

/**
 * Finds the gateway and verifies the caller. `earlier`, what the request was admitted by before, stands while nothing has
 * changed since: a caller who takes a minute to send a body is not decided on by the policies of a minute ago.
 */
export function admit(
  deps: McpDeps,
  applicant: Applicant,
  earlier?: Admission,
): Admission | Promise<Admission> {
  const standing = earlier?.ok === true && earlier.bodyAwaited === true ? undefined : earlier;
  const admission = standing ?? judge(deps, applicant);
  if (!(admission instanceof Promise) && isInForce(deps, applicant, admission)) return admission;
  return readmitted(deps, applicant, admission);
}

async function readmitted(
  deps: McpDeps,
  applicant: Applicant,
  earlier: Admission | Promise<Admission>,
): Promise<Admission> {
  let admission = await earlier;
  // Verifying may take a while too, and what changed meanwhile is in force.
  while (!isInForce(deps, applicant, admission)) admission = await judge(deps, applicant);
  return admission;
}

function isInForce({ gateways }: McpDeps, { gatewayId }: Applicant, admission: Admission): boolean {
  return !admission.ok || gateways.get(gatewayId) === admission.live;
}

function judge(deps: McpDeps, applicant: Applicant): Admission | Promise<Admission> {
  const { gatewayId } = applicant;
  const live = deps.gateways.get(gatewayId);
  if (live === undefined) {
    const message = `There is no gateway with the id ${gatewayId}.`;
    return {
      ok: false,
      status: 404,
      error: errorAnswer(ErrorCode.invalidRequest, message),
      headers: {},
    };
  }
  const caller = authenticate(deps, live, applicant);
  return caller instanceof Promise
    ? caller.then((later) => admissionOf(deps, applicant, live, later))
    : admissionOf(deps, applicant, live, caller);
}

function admissionOf(
  deps: McpDeps,
  { gatewayId, requestId }: Applicant,
  live: LiveGateway,
  caller: Authentication,
): Admission {
  if (caller.ok) return { ok: true, live, identity: caller.identity, bodyAwaited: caller.bodyAwaited };
  const { status, why, message } = caller;
  deps.log.info({ requestId, gatewayId, status, why }, "inbound caller refused");
  const url = metadataUrl(deps.baseUrl(), gatewayId);
  const asked =
    caller.challenge === undefined
      ? 'AWS4-HMAC-SHA256 service="bedrock-agentcore"'
      : challenge({ metadataUrl: url, ...caller.challenge });
  return {
    ok: false,
    status,
    error: errorAnswer(ErrorCode.unauthorized, message),
    headers: { "www-authenticate": asked },
  };
}
