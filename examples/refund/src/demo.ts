/** `npm run demo`: the refund story, end to end, through the AWS SDK and an MCP client, on a real embedded database. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, createLog, readConfig, startToolgate } from "@toolgate/server";
import { createNarrator } from "./narrator.ts";
import { tellStory } from "./story.ts";

// The SDK would interrupt the story with its own plans for Node.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const keep = process.argv.includes("--keep");
const write = (line: string) => process.stdout.write(`${line}\n`);
const data = await mkdtemp(join(tmpdir(), "toolgate-demo-"));
const toolgate = await startToolgate(demoConfig(data), createLog("error"));
let failed = false;
try {
  const narrator = createNarrator(write, process.stdout.isTTY === true && process.env.NO_COLOR === undefined);
  write(
    `Toolgate listens on ${toolgate.url}, with an embedded database in a temporary folder and its own identity provider.`,
  );
  const result = await tellStory({ url: toolgate.url, issuer: String(toolgate.issuer), narrator });
  write(`\nAll ${narrator.steps()} steps did what they must.`);
  if (keep) {
    write("\nToolgate keeps running; stop it with Ctrl-C. Ready-made commands:\n");
    write(result.commands.map((command) => `  ${command}`).join("\n"));
    await new Promise((resolve) => process.once("SIGINT", resolve).once("SIGTERM", resolve));
  }
} catch (error) {
  failed = true;
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await toolgate.close();
  await rm(data, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;

function demoConfig(folder: string): Config {
  return {
    ...readConfig({ flags: { port: 0, data: folder, idp: true, logLevel: "error" } }),
    baseFolder: fileURLToPath(new URL("..", import.meta.url)),
    functions: [{ name: "RefundProcessor", module: "./refund-processor.mjs" }],
    identities: {
      clients: [
        {
          client_id: "refund-agent-client",
          client_secret: "demo-secret",
          scopes: ["refunds:write"],
          claims: { username: "refund-agent" },
        },
        {
          client_id: "other-agent-client",
          client_secret: "demo-secret",
          scopes: ["refunds:write"],
          claims: { username: "other-agent" },
        },
      ],
    },
  };
}
