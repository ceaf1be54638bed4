/** `npm run guide`: the policy integration guide, section by section, through the TypeScript clients. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GatewayClient, PolicyClient } from "@toolgate/sdk";
import { createLog, readConfig, startToolgate } from "@toolgate/server";
import { cleanUp } from "./guide/clean-up.ts";
import type { Stage } from "./guide/guide-stage.ts";
import { tryPatterns } from "./guide/patterns.ts";
import { tryPitfalls } from "./guide/pitfalls.ts";
import { buildRefundSystem, tryLogOnly } from "./guide/refund-system.ts";
import { deployFromVersionControl } from "./guide/version-control.ts";
import { createNarrator } from "./narrator.ts";

const write = (line: string) => process.stdout.write(`${line}\n`);
const data = await mkdtemp(join(tmpdir(), "toolgate-guide-"));
const toolgate = await startToolgate(
  {
    ...readConfig({ flags: { port: 0, data, logLevel: "error" } }),
    baseFolder: fileURLToPath(new URL("..", import.meta.url)),
    functions: [
      { name: "RefundProcessor", module: "./refund-processor.mjs" },
      { name: "AnyTool", module: "./any-tool.mjs" },
      { name: "ClaimsOfClients", module: "./claims-of-clients.mjs" },
    ],
  },
  createLog("error"),
);
try {
  const narrator = createNarrator(write, process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
  const settings = { endpoint: toolgate.controlUrl, region: "us-west-2" };
  const stage: Stage = {
    narrator,
    policies: new PolicyClient(settings),
    gateways: new GatewayClient(settings),
  };
  const system = await buildRefundSystem(stage);
  const test = await tryLogOnly(stage, system);
  const patterns = await tryPatterns(stage);
  await tryPitfalls(stage, patterns);
  await deployFromVersionControl(stage, system);
  await cleanUp(
    stage,
    [system.refunds, test, ...patterns.gateways],
    [system.engine.policyEngineId, patterns.engine.policyEngineId],
  );
  write(`\nAll ${narrator.steps()} steps did what they must.`);
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await toolgate.close();
  await rm(data, { recursive: true, force: true });
}
