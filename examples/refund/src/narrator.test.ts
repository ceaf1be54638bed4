import { describe, expect, it } from "vitest";
import { verifies } from "../../../test/verifies.ts";
import { createNarrator, mustBe } from "./narrator.ts";

function heard(colour = false) {
  const lines: string[] = [];
  return { lines, narrator: createNarrator((line) => lines.push(line), colour) };
}

describe("a step of the story", () => {
  it("is told with what came of it, and how long it took", async () => {
    const { lines, narrator } = heard();
    narrator.chapter("Agents call");
    const result = await narrator.step(
      "refund 450",
      async () => 450,
      (amount) => `refunded ${amount}\nand written down`,
    );
    expect([result, narrator.steps()]).toEqual([450, 1]);
    expect(lines.map((line) => line.replace(/\d+ ms/, "N ms"))).toEqual([
      "\nAgents call",
      "  ok refund 450 (N ms)",
      "     refunded 450",
      "     and written down",
    ]);
  });

  it(
    verifies(
      "demo.failure",
      "that came to something else is told as failed, with what was expected and what came",
    ),
    async () => {
      const { lines, narrator } = heard();
      const failing = narrator.step(
        "refund 750",
        async () => true,
        (allowed) => {
          mustBe("allowed", false, allowed);
          return "DENY";
        },
      );
      await expect(failing).rejects.toThrow("allowed: expected false, but true came.");
      expect(lines).toEqual(["  FAILED refund 750"]);
    },
  );

  it("whose work fails is told as failed, with its own error", async () => {
    const { lines, narrator } = heard(true);
    const failing = narrator.step(
      "connect",
      () => Promise.reject(new Error("nobody listens")),
      () => "connected",
    );
    await expect(failing).rejects.toThrow("nobody listens");
    expect(lines).toEqual(["  \u001b[31mFAILED\u001b[0m connect"]);
  });

  it("mustBe says which values were expected and came, and nothing where they agree", () => {
    mustBe("the mode", "ENFORCE", "ENFORCE");
    expect(() => mustBe("the mode", "ENFORCE", "LOG_ONLY")).toThrow(
      'the mode: expected "ENFORCE", but "LOG_ONLY" came.',
    );
    expect(() => mustBe("the mode", "ENFORCE", undefined)).toThrow(
      'the mode: expected "ENFORCE", but undefined came.',
    );
  });
});
