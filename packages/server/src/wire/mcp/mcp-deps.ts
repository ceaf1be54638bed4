import type { DenialWording } from "../../decisions/denial-reason.ts";
import type { CallDeps } from "../../gateway/call-tool.ts";
import type { LiveGateways } from "../../gateway/live-gateways.ts";
import type { Log } from "../../log.ts";
import type { TokenVerifier } from "../../ports.ts";
import type { HandshakeLog } from "../../telemetry-port.ts";
import type { Signers } from "./authenticate-signer.ts";
import type { TrafficBudget } from "./traffic-budget.ts";

/** Which of AWS's published shapes and wordings a denial has; a setting of the server. */
export interface AnswerStyle {
  readonly denialShape: "result" | "error";
  readonly denialWording: DenialWording;
}

/** What the MCP endpoint is given. */
export interface McpDeps {
  readonly call: CallDeps;
  readonly gateways: LiveGateways;
  readonly verifier: TokenVerifier;
  readonly signers: Signers;
  readonly style: AnswerStyle;
  readonly traffic: TrafficBudget;
  readonly baseUrl: () => string;
  readonly newRequestId: () => string;
  readonly handshakes: HandshakeLog;
  readonly log: Log;
}
