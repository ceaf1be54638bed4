import type { CedarValueJson } from "@toolgate/policy";
import { EvaluationUnavailable } from "../../ports.ts";

/** Lets work through while what is under way weighs less than the capacity; the rest waits, first come, first served. */
export interface WeightGate {
  /** Rejects with {@link EvaluationUnavailable} when the wait is too long, or too many wait. */
  pass<T>(weight: number, work: () => Promise<T>): Promise<T>;
}

interface Waiter {
  readonly weight: number;
  readonly enter: () => void;
}

/**
 * One Cedar process answers one question after the other, so without a bound a few callers with large arguments would
 * keep everybody waiting until the process is taken for stuck. What weighs less than `light` never waits.
 */
export function createWeightGate(options: {
  readonly capacity: number;
  readonly light: number;
  readonly maxWaiting: number;
  /** Milliseconds. */
  readonly waitLimit: number;
}): WeightGate {
  const { capacity, light, maxWaiting, waitLimit } = options;
  const waiting: Waiter[] = [];
  let load = 0;

  const admit = () => {
    for (let next = waiting[0]; next !== undefined && load + next.weight <= capacity; next = waiting[0]) {
      waiting.shift();
      load += next.weight;
      next.enter();
    }
  };

  const enter = (weight: number): Promise<void> =>
    new Promise((resolve, reject) => {
      if (waiting.length >= maxWaiting) {
        reject(new EvaluationUnavailable(`More than ${maxWaiting} calls with large arguments wait already`));
        return;
      }
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(waiter), 1);
        reject(
          new EvaluationUnavailable(`Calls with large arguments kept this one waiting for ${waitLimit} ms`),
        );
        admit();
      }, waitLimit);
      const waiter: Waiter = {
        weight,
        enter() {
          clearTimeout(timer);
          resolve();
        },
      };
      waiting.push(waiter);
      admit();
    });

  return {
    async pass(given, work) {
      if (given < light) return work();
      const weight = Math.min(given, capacity);
      await enter(weight);
      try {
        return await work();
      } finally {
        load -= weight;
        admit();
      }
    },
  };
}

/** About how many characters a value has as JSON. */
export function weightOf(value: CedarValueJson): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value !== "object") return 8;
  let weight = 2;
  for (const [name, member] of Object.entries(value)) weight += name.length + 4 + weightOf(member);
  return weight;
}
