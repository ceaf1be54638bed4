/** The processes of the bench: each started once, all ended when the bench ends, however it ends. */
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const children = new Set();
process.on("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

function keep(child) {
  children.add(child);
  child.once("exit", () => children.delete(child));
  return child;
}

/** Starts a file of the bench that says its port over IPC. */
export async function startServer(file, ...args) {
  const child = keep(fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), args));
  const port = await Promise.race([
    once(child, "message").then(([message]) => message.port),
    once(child, "exit").then(() => undefined),
  ]);
  if (port === undefined) throw new Error(`${file} ended before it listened`);
  return { port, pid: child.pid, stop: () => stop(child, "SIGKILL") };
}

const command = fileURLToPath(new URL("../../packages/cli/bin/toolgate.mjs", import.meta.url));

/** Starts `toolgate serve` over a data folder; resolves when it says that it listens. */
export async function startToolgate(data, nodeFlags = []) {
  const args = [...nodeFlags, command, "serve", "--port", "0", "--data", data, "--log-level", "error"];
  const child = keep(spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] }));
  const lines = createInterface({ input: child.stdout });
  const url = await Promise.race([
    once(lines, "line").then(([line]) => /^toolgate listening on (\S+)$/.exec(line)?.[1]),
    once(child, "exit").then(() => undefined),
  ]);
  if (url === undefined) throw new Error("toolgate serve ended before it listened");
  return { url, port: Number(new URL(url).port), pid: child.pid, stop: () => stop(child, "SIGTERM") };
}

/** The load generator: `run` asks for one load and resolves with its result. */
export function startLoad() {
  const child = keep(fork(fileURLToPath(new URL("./load.mjs", import.meta.url))));
  return {
    async run(order) {
      child.send(order);
      const [answer] = await once(child, "message");
      if (answer.error !== undefined) throw new Error(`port ${order.port}: ${answer.error}`);
      return answer.result;
    },
    stop: () => stop(child, "SIGKILL"),
  };
}

async function stop(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
