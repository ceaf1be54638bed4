import { describe, expect, it } from "vitest";
import type { Target } from "../model.ts";
import { VocabularyCache } from "./vocabulary-cache.ts";

const target = (properties: object): Target =>
  ({
    id: "T",
    name: "Pay",
    backend: { kind: "lambda", lambdaArn: "arn:aws:lambda:us-west-2:123456789012:function:Pay" },
    tools: [{ name: "send", description: "Sends", inputSchema: { type: "object", properties } }],
  }) as unknown as Target;

describe("the tools that the request path sees", () => {
  it("stay the same objects while their targets say the same, and are made anew when one says something else", () => {
    const cache = new VocabularyCache();
    const first = cache.toolsOf("g", [target({ amount: { type: "integer" } })]);
    expect(cache.toolsOf("g", [target({ amount: { type: "integer" } })])).toBe(first);
    const changed = cache.toolsOf("g", [target({ amount: { type: "number" } })]);
    expect(changed).not.toBe(first);
    expect(changed.tools.get("Pay___send")?.definition.inputSchema).toEqual({
      type: "object",
      properties: { amount: { type: "number" } },
    });
  });

  it("are digested anew when any gateway of the engine changes, and forgotten with it", () => {
    const cache = new VocabularyCache();
    const one = cache.toolsOf("a", [target({ amount: { type: "integer" } })]);
    const other = cache.toolsOf("b", [target({ note: { type: "string" } })]);
    const both = cache.schemaDigest("e", [one, other]);
    expect(both).toMatch(/^[0-9a-f]{32}$/);
    expect(cache.schemaDigest("e", [one, other])).toBe(both);
    expect(cache.schemaDigest("e", [one])).not.toBe(both);
    cache.keepOnly(new Set(["a"]), new Set());
    expect(cache.toolsOf("a", [target({ amount: { type: "integer" } })])).toBe(one);
    expect(cache.toolsOf("b", [target({ note: { type: "string" } })])).not.toBe(other);
  });
});
