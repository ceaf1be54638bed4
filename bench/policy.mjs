/**
 * npm run bench:policy: Toolgate's evaluator against cedar-wasm (its stateful call on the whole set, the same on the policies
 * of the one action, and its stateless call), in turns in one run. Prints figures, judges none.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { actionGroups } from "@toolgate/policy";
import { ourEngine } from "./policy/ours.mjs";
import { timeCalls } from "./policy/time-calls.mjs";
import { createReport, median } from "./report.mjs";
import { argumentsOf, claimsOf, policiesOf, policiesPerTool, toolName } from "./workload.mjs";

const { values } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const { quick } = values;
const rounds = quick ? 1 : 3;
const millis = quick ? 100 : 400;
const gatewayArn = "arn:aws:bedrock-agentcore:us-west-2:123456789012:gateway/bench-0123456789";
/** Slices that cedar-wasm keeps, which it never forgets: enough to ask about different tools. */
const slicesKept = 100;

const report = createReport();
const cedar = fork(fileURLToPath(new URL("./policy/cedar-child.mjs", import.meta.url)), {
  execArgv: ["--no-turbo-inline-js-wasm-calls", "--no-warnings"],
});
process.on("exit", () => cedar.kill("SIGKILL"));
async function ask(question) {
  cedar.send(question);
  const [answer] = await Promise.race([
    once(cedar, "message"),
    once(cedar, "exit").then(([code]) => [{ error: `the process of cedar-wasm ended with ${code}` }]),
  ]);
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer.micros;
}

function setOf(tools, claimCount, slices) {
  const actions = Array.from({ length: tools }, (_, index) => `Shop___${toolName(index)}`);
  const perTool = actions.map((action, tool) =>
    Object.fromEntries(
      policiesOf(tool, action, gatewayArn).map((text, index) => [`p${tool}_${index}`, text]),
    ),
  );
  return {
    gatewayArn,
    actions,
    claims: claimsOf(claimCount),
    groups: actionGroups(actions[0]),
    policies: Object.assign({}, ...perTool),
    slices: perTool.slice(0, slices),
    argumentSets: Array.from({ length: 64 }, (_, index) => argumentsOf(index)),
  };
}

function mustAllow(decision) {
  if (decision !== "ALLOW") throw new Error("Toolgate's evaluator denied what must be allowed");
}

const onTwoTools = new Map();
for (const policies of quick ? [10, 1_000] : [10, 100, 1_000, 10_000]) {
  const tools = policies / policiesPerTool;
  for (const claims of [3, 50]) {
    const set = setOf(tools, claims, slicesKept);
    const ours = ourEngine(set);
    await ask({ set });
    const times = { ours: [], stateful: [], sliced: [], stateless: [] };
    const decideOn = (among) => (index) => mustAllow(ours.decide(index % among, index));
    timeCalls(decideOn(tools), { millis, batch: 1_000 });
    const narrow = [];
    const conversion = [];
    for (let round = 0; round < rounds; round += 1) {
      times.ours.push(timeCalls(decideOn(tools), { millis, batch: 1_000 }));
      narrow.push(timeCalls(decideOn(2), { millis, batch: 1_000 }));
      conversion.push(timeCalls(ours.convert, { millis: millis / 4, batch: 1_000 }));
      for (const way of ["stateful", "sliced", "stateless"]) times[way].push(await ask({ way, millis }));
    }
    if (claims === 3) onTwoTools.set(policies, median(narrow));
    const name = `decision.${policies}-policies.${claims}-claims`;
    const micros = median(times.ours);
    report.add(`${name}.toolgate`, micros, "µs");
    report.add(`${name}.toolgate-arguments`, median(conversion), "µs");
    for (const way of ["stateful", "sliced", "stateless"]) {
      const named = way === "stateful" && policies === 1_000 && claims === 3;
      report.add(`${name}.cedar-${way}`, median(times[way]), "µs");
      report.add(`${name}.to-${way}`, median(times[way]) / micros, "times", named ? 1_000 : undefined);
    }
  }
}
const sizes = [...onTwoTools.keys()];
const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
report.add(
  `decision.${most}-to-${least}-policies`,
  onTwoTools.get(most) / onTwoTools.get(least),
  "times",
  1.5,
  "less",
);

for (const tools of quick ? [10, 100] : [10, 100, 1_000]) {
  const set = setOf(tools, 3, tools);
  const ours = ourEngine(set);
  await ask({ set });
  const list = () => {
    if (ours.list() !== tools) throw new Error("Toolgate's evaluator hides a tool that must be listed");
  };
  const batch = Math.max(1, 1_000 / tools);
  timeCalls(list, { millis, batch });
  const times = { ours: [], cedar: [] };
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(timeCalls(list, { millis, batch }));
    times.cedar.push(await ask({ way: "list", millis }));
  }
  const name = `list.${tools}-tools.${tools * policiesPerTool}-policies`;
  report.add(`${name}.toolgate`, median(times.ours), "µs");
  report.add(`${name}.cedar-sliced`, median(times.cedar), "µs");
  report.add(
    `${name}.to-sliced`,
    median(times.cedar) / median(times.ours),
    "times",
    tools === 1_000 ? 200 : undefined,
  );
}
cedar.disconnect();
report.table();
