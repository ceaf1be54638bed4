import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { HandlerOutput } from "../processes/handler-output.ts";
import { type HandlerProcess, startHandlerProcess } from "../processes/handler-process.ts";
import type { ProcessGuard } from "../processes/process-guard.ts";
import type { StdioServerConfig } from "./mcp-servers-schema.ts";
import { openStdioChannel, type StdioChannel } from "./stdio-channel.ts";
import { UpstreamFailure } from "./upstream-failure.ts";

/** Where commands start from, and what they may see of the server's own surroundings. */
export interface StdioSurroundings {
  /** The folder that a relative `cwd` starts from. */
  readonly baseFolder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A running command with its channel. */
export interface StdioProcess {
  readonly channel: StdioChannel;
  alive(): boolean;
  readonly ended: HandlerProcess["ended"];
  /** Ends it: first by closing its input, as the specification asks, then by force. */
  stop(): Promise<void>;
}

const passedOn = ["PATH", "HOME", "LANG", "TMPDIR"];
const graceMillis = 500;

/**
 * Starts a command in a process group of its own, with an allow-listed environment.
 * @throws UpstreamFailure when its folder is not there.
 */
export function startStdioProcess(options: {
  readonly name: string;
  readonly config: StdioServerConfig;
  readonly surroundings: StdioSurroundings;
  readonly guard: ProcessGuard;
  readonly output: HandlerOutput;
  readonly limitBytes: number;
  readonly onStray: (line: string) => void;
}): StdioProcess {
  const { name, config, surroundings, guard, output, limitBytes, onStray } = options;
  const [command = "", ...args] = guard(config.command);
  const folder = resolve(surroundings.baseFolder, config.cwd ?? ".");
  // Without it, the system's own words would blame the command.
  if (!existsSync(folder))
    throw new UpstreamFailure(`${name} has no folder to start in: ${folder} is not there`, {});
  const handler = startHandlerProcess({
    command,
    args,
    folder,
    keepFolder: true,
    environment: { ...allowed(surroundings.environment), ...config.env },
    stdin: "pipe",
    channel: false,
  });
  const { stdin, stderr } = handler.child;
  const channel = openStdioChannel({
    name,
    process: handler,
    limitBytes,
    stderr: stderr === null ? { tail: () => "" } : output.follow(stderr, "stderr"),
    onStray,
  });
  return {
    channel,
    alive: handler.alive,
    ended: handler.ended,
    async stop() {
      stdin?.end();
      const timer = setTimeout(handler.kill, graceMillis);
      await handler.ended;
      clearTimeout(timer);
    },
  };
}

function allowed(environment: StdioSurroundings["environment"]): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((key) => {
      const value = environment[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
