/** Prometheus metrics of decisions. No label holds a principal, an argument or a tool name that a caller made up. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { DecisionRecord } from "../../decisions/decision-record.ts";

export interface Metrics {
  observe(record: DecisionRecord): void;
  /** Of a second opinion of Cedar's on a decision. */
  observeShadow(outcome: "agreed" | "differed" | "unavailable"): void;
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

/** What is asked at each scrape, from memory: a scrape never waits for the store. */
export interface Gauges {
  waitingForbids(): number;
  /** Questions that wait for an answer of the Cedar process. */
  cedarPending(): number;
  /** Calls since the start that a collector, or a file, did not get. */
  telemetryDropped(): number;
}

export function createMetrics(gauges: Gauges): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  /** Since the last scrape: the library looks labels up for longer than a call is decided. */
  const counted = new Map<string, { readonly labels: Record<string, string>; count: number }>();
  new Counter({
    name: "toolgate_decisions_total",
    help: "Decisions by gateway, method, mode, what policy said and what was done",
    labelNames: ["gateway", "method", "mode", "decision", "enforced", "code"],
    registers,
    collect() {
      for (const { labels, count } of counted.values()) this.inc(labels, count);
      counted.clear();
    },
  });
  const errored = new Counter({
    name: "toolgate_policy_errors_total",
    help: "Policies that could not be evaluated and were skipped; an erroring forbid forbids nothing",
    labelNames: ["gateway", "policy", "effect"],
    registers,
  });
  const shadow = new Counter({
    name: "toolgate_shadow_checks_total",
    help: "Decisions that Cedar itself was asked about too; one that differed was denied",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["agreed", "differed", "unavailable"]) shadow.inc({ outcome }, 0);
  const duration = new Histogram({
    name: "toolgate_decision_seconds",
    help: "Time that deciding took",
    labelNames: ["method"],
    buckets: [0.00001, 0.0001, 0.001, 0.01, 0.1, 1],
    registers,
  });
  new Gauge({
    name: "toolgate_waiting_forbids",
    help: "Forbid policies that wait for a gateway or target and so protect nothing",
    registers,
    collect() {
      this.set(gauges.waitingForbids());
    },
  });
  new Gauge({
    name: "toolgate_cedar_pending",
    help: "Questions that wait for an answer of the Cedar process",
    registers,
    collect() {
      this.set(gauges.cedarPending());
    },
  });
  new Counter({
    name: "toolgate_telemetry_dropped_total",
    help: "Calls whose log records and spans the collector or a file did not get; the records have them",
    registers,
    collect() {
      this.reset();
      this.inc(gauges.telemetryDropped());
    },
  });
  return {
    observe(record) {
      const { gatewayId: gateway, method, mode, decision, enforced, code } = record;
      const key = `${gateway} ${method} ${mode} ${decision} ${enforced} ${code}`;
      const known = counted.get(key);
      if (known === undefined)
        counted.set(key, { labels: { gateway, method, mode, decision, enforced, code }, count: 1 });
      else known.count += 1;
      for (const { policyId, effect } of record.erroredPolicies)
        errored.inc({ gateway, policy: policyId, effect });
      duration.observe({ method }, record.micros / 1e6);
    },
    observeShadow: (outcome) => shadow.inc({ outcome }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
