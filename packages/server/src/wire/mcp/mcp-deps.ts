import type { CallDeps } from "../../gateway/call-tool.ts";
import type { LiveGateways } from "../../gateway/live-gateways.ts";
import type { Log } from "../../log.ts";
import type { TokenVerifier } from "../../ports.ts";
import type { AnswerStyle } from "./answers.ts";
import type { TrafficBudget } from "./traffic-budget.ts";

/** What the MCP endpoint is given. */
export interface McpDeps {
  readonly call: CallDeps;
  readonly gateways: LiveGateways;
  readonly verifier: TokenVerifier;
  readonly style: Omit<AnswerStyle, "debug">;
  readonly traffic: TrafficBudget;
  readonly baseUrl: () => string;
  readonly newRequestId: () => string;
  readonly log: Log;
}
