import { createLateMetrics } from "../adapters/telemetry/late-metrics.ts";
import { createPolicyErrorReport } from "../adapters/telemetry/policy-error-report.ts";
import { createShadowDifferences } from "../adapters/telemetry/shadow-differences.ts";
import { Afterwards } from "../afterwards.ts";
import { createDisclose } from "../decisions/disclose.ts";
import type { CallDeps } from "../gateway/call-tool.ts";
import { createRecentCalls } from "../gateway/recent-decisions.ts";
import { orderedId } from "../ordered-id.ts";
import type { McpDeps } from "../wire/mcp/mcp-deps.ts";
import { createTrafficBudget } from "../wire/mcp/traffic-budget.ts";
import type { CallerParts } from "./identify-callers.ts";
import type { LiveParts } from "./live-parts.ts";
import type { Outside } from "./open-outside.ts";
import type { Storage } from "./open-storage.ts";
import { type Surroundings, systemClock } from "./surroundings.ts";

/** Bytes: five of the largest calls of one caller, and what a small machine can hold. */
const trafficLimits = { perCaller: 32 * 1024 * 1024, total: 256 * 1024 * 1024 };

/** What answers agents: the life of a call, and what is counted of it. */
export type AgentParts = ReturnType<typeof answerAgents>;

export function answerAgents(
  { config, log, url }: Surroundings,
  { folder, records, decisions, sinks, style }: Storage,
  { cedar, functions, mcpServers }: Outside,
  { gateways }: LiveParts,
  { verifier, signingKeys }: CallerParts,
) {
  const clock = systemClock;
  const metrics = createLateMetrics({
    waitingForbids: gateways.waitingForbids,
    cedarPending: cedar.pending,
    telemetryDropped: () => sinks.reduce((sum, sink) => sum + sink.dropped(), 0),
  });
  const reportPolicyErrors = createPolicyErrorReport(log);
  const recent = createRecentCalls(clock);
  const afterwards = new Afterwards((error) =>
    log.error({ err: error }, "a call could not be counted or kept"),
  );
  const call: CallDeps = {
    // What nobody waits for is counted and kept while the target works.
    recent: { keep: (decision) => afterwards.do(() => recent.keep(decision)) },
    shadow: {
      cedar,
      share: config.shadowCheck,
      random: Math.random,
      observe: metrics.observeShadow,
      keep: createShadowDifferences(folder.file("shadow-differences"), log),
    },
    clock,
    functions,
    mcpServers,
    decisions,
    strictAws: config.strictAws,
    newDecisionId: () => `dec-${orderedId(clock.now())}`,
    micros: () => performance.now() * 1000,
    disclose: createDisclose(records),
    observe: (record) =>
      afterwards.do(() => {
        metrics.observe(record);
        reportPolicyErrors(record);
      }),
  };
  const mcp: McpDeps = {
    call,
    gateways,
    verifier,
    signers: { keys: signingKeys, clock },
    style,
    traffic: createTrafficBudget(trafficLimits),
    baseUrl: () => url,
    newRequestId: () => orderedId(clock.now()),
    handshakes: decisions,
    log,
  };
  return { mcp, metrics, recent };
}
