/**
 * npm run bench:gateway: Toolgate as people run it against a bare echo, a thin proxy and the official SDK's composition,
 * in one run and in turns, so that what else the machine does hits all alike. Prints figures, judges none: the exit code
 * says only whether they could be measured.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureChange } from "./gateway/change.mjs";
import { canReadMemory, memoryOf } from "./gateway/family.mjs";
import { furnish, target } from "./gateway/furnish.mjs";
import { startIssuer } from "./gateway/issuer.mjs";
import { startLoad, startServer, startToolgate } from "./gateway/processes.mjs";
import { toolCalls } from "./gateway/requests.mjs";
import { measureStart } from "./gateway/start.mjs";
import { compareThroughput } from "./gateway/throughput.mjs";
import { createReport } from "./report.mjs";
import { claimsOf, policiesPerTool } from "./workload.mjs";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    calls: { type: "string" },
    "cpu-prof": { type: "string" },
  },
});
const { quick } = values;
const calls = Number(values.calls ?? (quick ? 2_000 : 50_000));
const policies = quick ? 100 : 1_000;
if (!Number.isInteger(calls) || calls < 1) {
  console.error(
    "usage: npm run bench:gateway -- [--quick] [--calls N] [--cpu-prof FOLDER], N a whole number above 0",
  );
  process.exit(2);
}

const report = createReport();
const folder = mkdtempSync(join(tmpdir(), "toolgate-bench-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const upstream = await startServer("gateway/upstream.mjs");
const upstreamUrl = `http://127.0.0.1:${upstream.port}/mcp`;
const issuer = await startIssuer(claimsOf(3));
const profile =
  values["cpu-prof"] === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${values["cpu-prof"]}`];
let toolgate = await startToolgate(folder);
report.add("policies", policies, "policies");
report.note(`writing ${policies} policies on 200 tools through the control plane…`);
const furnished = await furnish(toolgate.url, {
  upstream: upstreamUrl,
  discoveryUrl: issuer.discoveryUrl,
  policies,
});
const common = { token: issuer.token, tools: policies / policiesPerTool };
const path = `/gateways/${furnished.gatewayId}/mcp`;
const gatewayCalls = toolCalls({ ...common, path, prefix: `${target}___` });
const plainCalls = toolCalls({ ...common, path: "/mcp", prefix: "" });
const load = startLoad();

await toolgate.stop();
await measureStart(report, { data: folder, load, requests: gatewayCalls, rounds: quick ? 1 : 5 });
toolgate = await startToolgate(folder, profile);

const echo = await startServer("gateway/echo.mjs");
const thinProxy = await startServer("thin-proxy.mjs", upstreamUrl);
const sdk = await startServer("gateway/sdk-proxy.mjs", upstreamUrl, issuer.url);
const before = canReadMemory ? memoryOf(toolgate.pid) : undefined;
await compareThroughput(report, {
  load,
  rounds: quick ? 2 : 5,
  millis: quick ? 400 : 2_000,
  warmUpMillis: quick ? 800 : 6_000,
  servers: [
    { name: "echo", pid: echo.pid, port: echo.port, requests: plainCalls, sign: '"tools/call"' },
    {
      name: "thin-proxy",
      pid: thinProxy.pid,
      port: thinProxy.port,
      requests: plainCalls,
      sign: '"isError":false',
    },
    { name: "sdk", pid: sdk.pid, port: sdk.port, requests: plainCalls, sign: '"isError":false' },
    {
      name: "toolgate",
      pid: toolgate.pid,
      port: toolgate.port,
      requests: gatewayCalls,
      sign: '"isError":false',
    },
  ],
});
for (const server of [echo, thinProxy, sdk]) await server.stop();

await measureChange(report, { toolgate, furnished, token: issuer.token, rounds: quick ? 3 : 15 });

if (before === undefined) report.note("memory is read from /proc, which this system does not have: left out");
else {
  const half = Math.ceil(calls / 2);
  report.note(`${calls} calls for the figures of memory; --calls 1000000 for a million…`);
  const order = { port: toolgate.port, requests: gatewayCalls, sign: '"isError":false', connections: 16 };
  await load.run({ ...order, calls: half });
  const halfway = memoryOf(toolgate.pid);
  await load.run({ ...order, calls: calls - half });
  const after = memoryOf(toolgate.pid);
  report.add("memory.calls", calls, "calls");
  report.add("memory.before", before.resident, "MB");
  report.add("memory.halfway", halfway.resident, "MB");
  report.add("memory.after", after.resident, "MB", 150, "less");
  report.add("memory.after.own", after.own, "MB");
  report.add("memory.after.shared-pages-once", after.proportional, "MB");
  report.add("memory.after.processes", after.processes, "processes");
  report.add("memory.second-half", after.resident / halfway.resident, "times", 1.1, "less");
}

await toolgate.stop();
await load.stop();
await upstream.stop();
issuer.close();
report.table();
