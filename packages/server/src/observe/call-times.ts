import type { ObservedCall } from "./observed-call.ts";
import { isDecided, traceOf } from "./observed-call.ts";

/** Instants of one call, in microseconds since the epoch. */
export interface CallTimes {
  readonly arrived: number;
  readonly askedPolicy: number;
  /** Policy had spoken; a target was invoked right after. */
  readonly decided: number;
  readonly ended: number;
  /** How long the target took; 0 where none was invoked, or none has answered. */
  readonly target: number;
}

/** The instants, from the one that was recorded and the durations beside it. */
export function callTimes(call: ObservedCall): CallTimes {
  const decided = Date.parse(call.time) * 1_000;
  const arrived = decided - traceOf(call).answeredMicros;
  const asked = isDecided(call) ? decided - call.micros : decided;
  const outcome = isDecided(call) ? call.outcome : undefined;
  const target = outcome === undefined ? 0 : (outcome.micros ?? outcome.millis * 1_000);
  return { arrived, askedPolicy: Math.max(arrived, asked), decided, ended: decided + target, target };
}

/** Nanoseconds. A number of this size is exact to 256 of them. */
export const nanos = (micros: number): number => Math.round(micros) * 1_000;

export const millis = (micros: number): number => Math.round(micros / 1_000);
