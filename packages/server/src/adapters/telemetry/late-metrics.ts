import { lazy } from "../../lazy.ts";
import type { Gauges, Metrics } from "./metrics.ts";

/**
 * Metrics whose library is loaded with the first decision or scrape, for a start need not wait for it. What is observed
 * while it loads is counted afterwards.
 */
export function createLateMetrics(gauges: Gauges): Metrics {
  let loaded: Metrics | undefined;
  const loading = lazy(async () => {
    const { createMetrics } = await import("./metrics.ts");
    loaded = createMetrics(gauges);
    return loaded;
  });
  function use(work: (metrics: Metrics) => void): void {
    if (loaded === undefined) void loading.get().then(work);
    else work(loaded);
  }
  return {
    observe: (record) => use((metrics) => metrics.observe(record)),
    observeShadow: (outcome) => use((metrics) => metrics.observeShadow(outcome)),
    expose: async () => (await loading.get()).expose(),
  };
}
