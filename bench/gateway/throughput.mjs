/** Throughput and latency of several servers, in turns. */
import { median } from "../report.mjs";
import { canReadMemory, processorMicros } from "./family.mjs";

/** `millis` is the length of one turn of one server, `warmUpMillis` of what goes before: V8 compiles for seconds. */
export async function compareThroughput(report, { load, servers, rounds, millis, warmUpMillis }) {
  const perSecond = new Map();
  const medianOf = (turns, name) => median(turns.map((turn) => turn[name]));
  for (const connections of [1, 16]) {
    const turns = new Map(servers.map(({ name }) => [name, []]));
    const turn = async ({ pid, port, requests, sign }, length) => {
      const before = processorMicros(pid);
      const result = await load.run({ port, requests, sign, connections, millis: length });
      return { ...result, processor: (processorMicros(pid) - before) / result.calls };
    };
    for (const server of servers) await turn(server, warmUpMillis);
    for (let round = 0; round < rounds; round += 1) {
      for (const server of servers) turns.get(server.name).push(await turn(server, millis));
    }
    for (const [name, results] of turns) {
      perSecond.set(`${name}.${connections}`, medianOf(results, "perSecond"));
      report.add(`${name}.${connections}.throughput`, medianOf(results, "perSecond"), "calls/s");
      report.add(`${name}.${connections}.p50`, medianOf(results, "p50"), "µs");
      report.add(`${name}.${connections}.p99`, medianOf(results, "p99"), "µs");
      if (canReadMemory) {
        report.add(`${name}.${connections}.processor`, medianOf(results, "processor"), "µs/call");
      }
    }
    const ratio = (one, other) =>
      perSecond.get(`${one}.${connections}`) / perSecond.get(`${other}.${connections}`);
    report.add(`thin-proxy-to-echo.${connections}`, ratio("thin-proxy", "echo"), "times", 0.35);
    report.add(`toolgate-to-thin-proxy.${connections}`, ratio("toolgate", "thin-proxy"), "times", 0.7);
    report.add(`toolgate-to-sdk.${connections}`, ratio("toolgate", "sdk"), "times", 10);
  }
}
