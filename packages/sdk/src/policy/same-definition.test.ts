import { describe, expect, it } from "vitest";
import { sameDefinition } from "./same-definition.ts";

const cedar = (statement: string) => ({ cedar: { statement } });
const policy = (statement: string) => ({ policy: { statement } });
const generated = { policyGeneration: { policyGenerationId: "g", policyGenerationAssetId: "a" } };

describe("two definitions", () => {
  it.each([
    { one: cedar("permit(a);"), other: cedar("permit(a);"), same: true },
    { one: cedar("permit(a);"), other: cedar("\npermit(a);\r\n"), same: true },
    { one: cedar("permit(\na);"), other: cedar("permit(\r\na);"), same: true },
    { one: policy("permit(a);"), other: policy("permit(a);"), same: true },
    { one: cedar("permit(a);"), other: cedar("permit(b);"), same: false },
    { one: cedar('permit("a  b");'), other: cedar('permit("a b");'), same: false },
    { one: cedar("permit(a);"), other: policy("permit(a);"), same: false },
    { one: generated, other: generated, same: false },
  ])("say the same: $same ($one, $other)", ({ one, other, same }) => {
    expect(sameDefinition(one, other)).toBe(same);
  });
});
