import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";
import { verifies } from "../../../../../test/verifies.ts";

const tools = [
  "Billing___send_invoice",
  "Billing___void_invoice",
  "Shipping___print_label",
  "Stock___count_parts",
].map((action) => ({ action, properties: { id: { type: "string" } } }));
const calls = tools.map(({ action }) => [action, { id: "x" }, { role: "clerk" }] as const);

describe("several targets", () => {
  it.each([
    ["Allow everyone to use the Billing and Shipping targets.", "AAAD"],
    ["Allow all tools of the targets Billing and Shipping.", "AAAD"],
    ["Users with role clerk may call any tool of Billing or Stock.", "AADA"],
    ["Permit the Billing, Shipping and Stock targets.", "AAAA"],
    ["Allow all tools of Billing.", "AADD"],
  ])(verifies("authoring.readings", "%s (allows)"), (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it("denies the tools of each", () => {
    expect(
      decided(
        "Block all tools of the Billing and Stock targets for users with role clerk.",
        tools,
        calls,
        true,
      ),
    ).toBe("DDAD");
  });

  it.each([
    "Allow all tools of the Billing and Packing targets.",
    "Allow all tools of Billing except Shipping.",
  ])(verifies("authoring.refusals", "%s (refused)"), (sentence) => {
    expect(decided(sentence, tools, [])).toBe("refused");
  });
});
