/** Starts and stops a Toolgate. */
import { createServer } from "node:net";
import { compose } from "./compose.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Log } from "./log.ts";
import { isLoopbackHost } from "./loopback-host.ts";
import { drain, listen } from "./wire/http-server.ts";

/** A Toolgate that listens. */
export interface Toolgate {
  /** Where agents call, e.g. `http://127.0.0.1:4100`. */
  readonly url: string;
  /** Where the control plane answers; the same as `url` on loopback. */
  readonly controlUrl: string;
  /** The built-in identity provider's issuer, where there is one. */
  readonly issuer: string | undefined;
  /** Stops accepting, lets what is under way end, writes what is pending, frees the data folder. */
  close(): Promise<void>;
}

const graceMillis = 10_000;

/**
 * Starts a Toolgate and resolves when it answers.
 * @throws ConfigError for settings that cannot be used together, or a data folder that another process holds.
 */
export async function startToolgate(config: Config, log: Log): Promise<Toolgate> {
  const loopback = isLoopbackHost(config.host);
  if (config.idp && !loopback) {
    throw new ConfigError(
      `--idp: the built-in identity provider listens on loopback only, and --host is ${config.host}.`,
    );
  }
  const port = config.port === 0 ? await freePort(config.host) : config.port;
  const controlPort = loopback ? port : (config.controlPort ?? (await freePort("127.0.0.1")));
  const address = (host: string, number: number) =>
    `http://${host.includes(":") ? `[${host}]` : host}:${number}`;
  const listening = address(config.host, port);
  const url = config.publicUrl?.replace(/\/+$/, "") ?? listening;
  const controlUrl = loopback ? listening : address("127.0.0.1", controlPort);

  const parts = await compose({
    config,
    log,
    url,
    controlUrl,
    origins: [listening, controlUrl],
    loopback,
    controlOffLoopback: false,
    ports: [port, controlPort],
  });
  const servers = [parts.server];
  try {
    await listen(parts.server, config.host, port);
    if (parts.controlServer !== undefined) {
      servers.push(parts.controlServer);
      await listen(parts.controlServer, "127.0.0.1", controlPort);
    }
  } catch (cause) {
    await parts.close();
    throw new ConfigError(
      `--port ${port} on ${config.host}: ${(cause as Error).message}. Choose another with --port.`,
    );
  }
  parts.setReady(true);
  return {
    url,
    controlUrl,
    issuer: parts.issuer,
    async close() {
      parts.setReady(false);
      await Promise.all(servers.map((server) => drain(server, graceMillis)));
      await parts.close();
    },
  };
}

/** The addresses in answers hold the port, so it has to be known before anything is composed. */
function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
