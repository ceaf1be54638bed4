import { describe, expect, it } from "vitest";
import { isoTime } from "./iso-time.ts";

describe("isoTime", () => {
  it("writes each time as itself, whichever was asked for before", () => {
    expect([0, 1_700_000_000_123, 1_700_000_000_123, 1_700_000_000_124, 0].map(isoTime)).toEqual([
      "1970-01-01T00:00:00.000Z",
      "2023-11-14T22:13:20.123Z",
      "2023-11-14T22:13:20.123Z",
      "2023-11-14T22:13:20.124Z",
      "1970-01-01T00:00:00.000Z",
    ]);
  });
});
