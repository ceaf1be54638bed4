import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Clock } from "../ports.ts";

/** What a Toolgate is built for. */
export interface Surroundings {
  readonly config: Config;
  readonly log: Log;
  /** The base of every address in answers. */
  readonly url: string;
  readonly controlUrl: string;
  /** What Toolgate listens on. */
  readonly origins: readonly string[];
  /** What the control plane's own server listens on. */
  readonly controlOrigins: readonly string[];
  readonly loopback: boolean;
  /** Others than this machine reach the control plane. */
  readonly controlOffLoopback: boolean;
  /** Every port Toolgate listens on. */
  readonly ports: readonly number[];
}

/** Others than this machine reach neither agents' endpoint nor the control plane: whoever calls is on it, or as good as. */
export function isLocal({ loopback, controlOffLoopback }: Surroundings): boolean {
  return loopback && !controlOffLoopback;
}

/** Says what is to be closed, in the opposite order. */
export type OnClose = (end: () => Promise<void>) => void;

export const systemClock: Clock = { now: () => Date.now() };
