/** Starts and stops a Toolgate. */
import { createServer } from "node:net";
import { compose } from "./compose.ts";
import { type Config, ConfigError } from "./config.ts";
import type { Log } from "./log.ts";
import { isLoopbackHost } from "./loopback-host.ts";
import { address, originsOf } from "./own-origins.ts";
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
  const controlHost = config.controlHost ?? "127.0.0.1";
  const controlOffLoopback = !isLoopbackHost(controlHost);
  const samePort = loopback && !controlOffLoopback;
  const controlPort = samePort ? port : (config.controlPort ?? (await freePort(controlHost)));
  const listening = address(config.host, port);
  const url = config.publicUrl?.replace(/\/+$/, "") ?? listening;
  const controlOrigins = samePort ? [listening] : originsOf(controlHost, controlPort);
  const [controlUrl = listening] = controlOrigins;

  const parts = await compose({
    config,
    log,
    url,
    controlUrl,
    origins: [listening, controlUrl],
    controlOrigins,
    loopback,
    controlOffLoopback,
    ports: [port, controlPort],
  });
  const servers = [parts.server];
  try {
    await listen(parts.server, config.host, port);
    if (parts.controlServer !== undefined) {
      servers.push(parts.controlServer);
      await listen(parts.controlServer, controlHost, controlPort).catch((cause: unknown) => {
        throw new ConfigError(
          `--control-port ${controlPort} on ${controlHost}: ${(cause as Error).message}. Choose another with --control-port.`,
        );
      });
    }
  } catch (cause) {
    servers[0]?.close();
    await parts.close();
    if (cause instanceof ConfigError) throw cause;
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
