/** Whether a request may speak to a gateway, by what is in force now. */
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import type { Identity } from "../../gateway/tool-call.ts";
import { authenticate } from "./authenticate.ts";
import { ErrorCode, errorText } from "./json-rpc.ts";
import type { McpDeps } from "./mcp-deps.ts";
import { challenge, metadataUrl } from "./resource-metadata.ts";

export type Admission =
  | { readonly ok: true; readonly live: LiveGateway; readonly identity: Identity }
  | {
      readonly ok: false;
      readonly status: number;
      readonly body: string;
      readonly headers: Record<string, string>;
    };

interface Applicant {
  readonly gatewayId: string;
  readonly authorization: string | undefined;
  readonly requestId: string;
}

/**
 * Finds the gateway and verifies the caller. `earlier`, what the request was admitted by before, stands while nothing has
 * changed since: a caller who takes a minute to send a body is not decided on by the policies of a minute ago.
 */
export async function admit(deps: McpDeps, applicant: Applicant, earlier?: Admission): Promise<Admission> {
  let admission = earlier ?? (await judge(deps, applicant));
  // Verifying may take a while too, and what changed meanwhile is in force.
  while (admission.ok && deps.gateways.get(applicant.gatewayId) !== admission.live) {
    admission = await judge(deps, applicant);
  }
  return admission;
}

async function judge(deps: McpDeps, applicant: Applicant): Promise<Admission> {
  const { gatewayId, authorization, requestId } = applicant;
  const live = deps.gateways.get(gatewayId);
  if (live === undefined) {
    const message = `There is no gateway with the id ${gatewayId}.`;
    return {
      ok: false,
      status: 404,
      body: errorText(undefined, ErrorCode.invalidRequest, message),
      headers: {},
    };
  }
  const caller = await authenticate(deps.verifier, live, authorization);
  if (caller.ok) return { ok: true, live, identity: caller.identity };
  const { status, why, message } = caller;
  deps.log.info({ requestId, gatewayId, status, why }, "inbound token refused");
  const url = metadataUrl(deps.baseUrl(), gatewayId);
  return {
    ok: false,
    status,
    body: errorText(undefined, ErrorCode.unauthorized, message),
    headers: { "www-authenticate": challenge({ metadataUrl: url, ...caller.challenge }) },
  };
}
