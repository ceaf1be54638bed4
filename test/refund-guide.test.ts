import { describe, expect, it } from "vitest";
import { runCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

const denied =
  "AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement";

describe("the integration guide in TypeScript", () => {
  it(verifies("typescript.guide", "tells each section with what came of it, and ends with 0"), {
    timeout: 120_000,
  }, async () => {
    const { code, stdout, stderr } = await runCommand(process.execPath, ["examples/refund/dist/guide.js"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines.filter((line) => line !== "" && !line.startsWith(" "))).toEqual([
      "Complete example: refund processing",
      "LOG_ONLY: test without enforcing",
      "Common policy patterns",
      "Emergency shutdown patterns",
      "Policy validation, and common pitfalls",
      "Version control",
      "Cleanup",
      "All 35 steps did what they must.",
    ]);
    /** The lines that say what came of a step. */
    const cameOf = (step: string) => {
      const at = lines.findIndex((line) => line.startsWith(`  ok ${step}`));
      expect(at, step).toBeGreaterThan(-1);
      const after = lines.slice(at + 1);
      return after
        .slice(
          0,
          after.findIndex((line) => !line.startsWith("     ")),
        )
        .map((line) => line.trim());
    };
    expect(cameOf("Step 2")[0]).toMatch(/^Waits for the gateway refund-gateway, which does not exist/);
    expect(cameOf("Step 4: test the policy")).toEqual([
      'ALLOW amount=450: {"refunded":450,"orderId":"12345","confirmation":"refund-12345","tool":"RefundTarget___process_refund"}',
      `DENY amount=750: ${denied} [Policy evaluation denied due to no determining policies]`,
    ]);
    expect(cameOf("No refund goes through")[0]).toMatch(
      /^DENY amount=450: .*\[Policy evaluation denied due to EmergencyShutdownPolicy-\w{10}\]$/,
    );
    expect(cameOf("What no policy permits")).toEqual(['ALLOW amount=750: {"asked":{"amount":750}}']);
    expect(cameOf("Pitfall 4")[0]).toContain('principal.hasTag("role")');
    const [first, again, changed] = lines.flatMap((line) => /last changed (.*)$/.exec(line)?.slice(1) ?? []);
    expect([first === again, again === changed]).toEqual([true, false]);
  });
});
