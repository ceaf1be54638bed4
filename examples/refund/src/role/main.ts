/** `npm run story:role`: a gateway whose role lacks a permission, as it was reported, and how it is found and mended here. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLog, readConfig, startToolgate } from "@toolgate/server";
import { fetchToken } from "../agent.ts";
import { createNarrator } from "../narrator.ts";
import { tellRoleStory } from "./role-story.ts";
import { readSeedEvidence } from "./seed-evidence.ts";

// The SDK would interrupt the story with its own plans for Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const report = "seeds/1-internal-server-exception-after-linking-a-policy-engine.txt";
const write = (line: string) => process.stdout.write(`${line}\n`);
const narrator = createNarrator(write, process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
const data = await mkdtemp(join(tmpdir(), "toolgate-role-"));
const toolgate = await startToolgate(
  {
    // What the story provokes is in the log too, and not what its reader came for.
    ...readConfig({ flags: { port: 0, data, idp: true, rolePreflight: "warn", logLevel: "error" } }),
    baseFolder: fileURLToPath(new URL("../..", import.meta.url)),
    functions: [{ name: "RefundProcessor", module: "./refund-processor.mjs" }],
    identities: {
      clients: [{ client_id: "agent", client_secret: "demo-secret", scopes: ["refunds:write"] }],
    },
  },
  createLog("error"),
);
try {
  write(`Toolgate listens on ${toolgate.url}, started with --idp --role-preflight warn.`);
  const issuer = String(toolgate.issuer);
  await tellRoleStory({
    url: toolgate.url,
    issuer,
    token: () => fetchToken(issuer, "agent"),
    evidence: readSeedEvidence(new URL(`../../../../../shared/${report}`, import.meta.url)),
    narrator,
  });
  write(`\nAll ${narrator.steps()} steps did what they must.`);
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await toolgate.close();
  await rm(data, { recursive: true, force: true });
}
