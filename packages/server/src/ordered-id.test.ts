import { describe, expect, it } from "vitest";
import { orderedId } from "./ordered-id.ts";

describe("orderedId", () => {
  it("starts with the time and says that it is a UUID of version 7", () => {
    expect(orderedId(0x017f22e279b0)).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(orderedId(1)).toMatch(/^00000000-0001-7/);
  });

  it("is never the same twice in a millisecond", () => {
    const ids = Array.from({ length: 1_000 }, () => orderedId(1_700_000_000_000));
    expect(new Set(ids).size).toBe(1_000);
  });
});
