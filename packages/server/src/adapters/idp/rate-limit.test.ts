import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { createRateLimit } from "./rate-limit.ts";

it(
  verifies("sign-in.limits", "so many events fit in any window, and the wait is told in whole seconds"),
  () => {
    let now = 1_000_000;
    const limit = createRateLimit({ most: 2, windowMs: 60_000, clock: { now: () => now } });
    limit.count();
    now += 10_500;
    expect(limit.wait()).toBeUndefined();
    limit.count();
    expect(limit.wait()).toBe(50);
    now += 49_499;
    expect(limit.wait()).toBe(1);
    now += 1;
    expect(limit.wait()).toBeUndefined();
    limit.count();
    expect(limit.wait()).toBe(11);
  },
);
