/** How long a start takes, over a folder that holds the whole set of policies and tools. */
import { median } from "../report.mjs";
import { startToolgate } from "./processes.mjs";

export async function measureStart(report, { data, load, requests, rounds }) {
  const answers = [];
  const calls = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const toolgate = await startToolgate(data);
    const response = await fetch(`${toolgate.url}/healthz`);
    if (!response.ok) throw new Error(`/healthz answered ${response.status}`);
    answers.push(performance.now() - started);
    // The first call of all also fetches the issuer's keys and opens the session with the MCP server.
    await load.run({ port: toolgate.port, requests, sign: '"isError":false', connections: 1, calls: 1 });
    calls.push(performance.now() - started);
    await toolgate.stop();
  }
  report.add("start.first-answer", median(answers), "ms", 500, "less");
  report.add("start.first-call", median(calls), "ms");
}
