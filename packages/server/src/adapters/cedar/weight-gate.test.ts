import type { CedarValueJson } from "@toolgate/policy";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createWeightGate, weightOf } from "./weight-gate.ts";

describe("a gate for what weighs 10 together, where less than 2 is light", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function gate() {
    const entered: string[] = [];
    const ends = new Map<string, () => void>();
    const { pass } = createWeightGate({ capacity: 10, light: 2, maxWaiting: 3, waitLimit: 1_000 });
    return {
      entered,
      ends,
      pass: (name: string, weight: number) =>
        pass(weight, async () => {
          entered.push(name);
          await new Promise<void>((resolve) => ends.set(name, resolve));
          return name;
        }),
    };
  }
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it("lets in what fits, in the order of coming, and the light at once", async () => {
    const { entered, ends, pass } = gate();
    for (const [name, weight] of [
      ["a", 6],
      ["b", 4],
      ["c", 5],
      ["d", 2],
      ["light", 1],
    ] as const) {
      void pass(name, weight);
    }
    await settled();
    expect(entered).toEqual(["light", "a", "b"]);
    ends.get("b")?.();
    await settled();
    // d would fit, but c came first.
    expect(entered).toEqual(["light", "a", "b"]);
    ends.get("a")?.();
    await settled();
    expect(entered).toEqual(["light", "a", "b", "c", "d"]);
  });

  it("lets in what outweighs it, alone", async () => {
    const { entered, ends, pass } = gate();
    void pass("huge", 1_000);
    void pass("next", 2);
    await settled();
    expect(entered).toEqual(["huge"]);
    ends.get("huge")?.();
    await settled();
    expect(entered).toEqual(["huge", "next"]);
  });

  it("refuses who waited too long, and who finds too many waiting", async () => {
    const { entered, ends, pass } = gate();
    void pass("huge", 1_000);
    await settled();
    const late = ["late", "later", "latest"].map((name) =>
      pass(name, 10).catch((error: Error) => error.message),
    );
    await expect(pass("surplus", 10)).rejects.toThrow("More than 3 calls with large arguments wait already");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await Promise.all(late)).toEqual(
      Array(3).fill("Calls with large arguments kept this one waiting for 1000 ms"),
    );
    ends.get("huge")?.();
    void pass("again", 10);
    await settled();
    expect(entered).toEqual(["huge", "again"]);
  });

  it("frees the room of work that fails", async () => {
    const { pass } = createWeightGate({ capacity: 10, light: 2, maxWaiting: 3, waitLimit: 1_000 });
    await expect(pass(10, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await pass(10, async () => "well")).toBe("well");
  });
});

it.each<[string, CedarValueJson, number]>([
  ["text", "text", 6],
  ["a number", 1, 8],
  ["a set", [true, 2n], 2 + 2 * (1 + 4 + 8)],
  ["a record", { name: "text" }, 2 + 4 + 4 + 6],
])("%s weighs about its characters", (_, value, weight) => {
  expect(weightOf(value)).toBe(weight);
});
