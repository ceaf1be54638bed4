import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { wrapUsage } from "./wrap-usage.ts";

describe("the usage of a verb", () => {
  it.each([
    [
      "what fits stays, without spaces at its end",
      "  --url=<url>    Address   ",
      60,
      "  --url=<url>    Address",
    ],
    [
      "what is said of an option goes on under itself",
      "  --strict-aws    Answer as AWS does wherever Toolgate would be kinder",
      60,
      "  --strict-aws    Answer as AWS does wherever Toolgate would\n                  be kinder",
    ],
    [
      "a sentence without an option goes on at the margin",
      "Show and follow decisions: who asked for what, and why it was allowed or denied",
      60,
      "Show and follow decisions: who asked for what, and why it\nwas allowed or denied",
    ],
    [
      "colours take no room",
      "  \u001b[36m--port=<PORT>\u001b[39m    The port that it listens on; 0 takes \u001b[90m(4100)\u001b[39m",
      60,
      "  \u001b[36m--port=<PORT>\u001b[39m    The port that it listens on; 0 takes\n                   \u001b[90m(4100)\u001b[39m",
    ],
  ])(verifies("cli.help", "%s"), (_title, usage, columns, expected) => {
    expect(wrapUsage(usage, columns)).toBe(expected);
  });
});
