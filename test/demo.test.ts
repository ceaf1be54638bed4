import { describe, expect, it } from "vitest";
import { runCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

const demo = "examples/refund/dist/demo.js";
const denied =
  "DENY: AuthorizeActionException - Tool Execution Denied: Tool call not allowed due to policy enforcement";

describe("the demo", () => {
  it(verifies("demo.story", "tells each step with its decision and reason, and ends with 0"), async () => {
    const { code, stdout, stderr } = await runCommand(process.execPath, [demo]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    /** The line that says what came of a step. */
    const cameOf = (step: string) => {
      const at = lines.findIndex((line) => line.startsWith(`  ok ${step}`));
      expect(at, step).toBeGreaterThan(-1);
      expect(lines[at]).toMatch(/\(\d+ ms\)$/);
      return lines[at + 1]?.trim();
    };
    expect(cameOf("Write a Cedar policy")).toMatch(
      /waits: Waits for the gateway refund-gateway, which does not exist/,
    );
    expect(cameOf("Look at the policy again")).toMatch(/^policy RefundUnder500Policy-\w{10} is ACTIVE$/);
    expect(cameOf("refund-agent signs in")).toBe("tools: RefundTarget___process_refund");
    expect(cameOf("refund-agent refunds 450: less than 500")).toMatch(/^ALLOW: \{"refunded":450,/);
    expect(cameOf("refund-agent refunds 750")).toBe(
      `${denied} [Policy evaluation denied due to no determining policies]`,
    );
    expect(cameOf("other-agent signs in")).toBe("DENY: tools/list is empty, and the call is denied");
    expect(cameOf("refund-agent refunds 450 again: the forbid wins")).toMatch(
      /\[Policy evaluation denied due to StopAllRefunds-\w{10}\]$/,
    );
    expect(cameOf("Switch the forbid to LOG_ONLY")).toMatch(/^ALLOW: /);
    expect(cameOf("Switch the gateway to LOG_ONLY")).toBe("ALLOW for both");
    expect(cameOf("Read the decision records")).toMatch(
      /^dec-[0-9a-f-]{36}: DENY, done: ALLOW\. .* \(decided in \d+ µs\)$/,
    );
    expect(stdout).toContain("All 15 steps did what they must.");
    expect(stdout).not.toContain("FAILED");
  });

  it(
    verifies("demo.failure", "ends with 1 when a step fails, and says what was expected and what came"),
    async () => {
      const noRecords =
        "const real = fetch; globalThis.fetch = (...args) => String(args[0]).includes('/toolgate/v1/decisions') ? Promise.resolve(Response.json({ decisions: [] })) : real(...args);";
      const { code, stdout, stderr } = await runCommand(process.execPath, [
        "--import",
        `data:text/javascript,${encodeURIComponent(noRecords)}`,
        demo,
      ]);
      expect(code).toBe(1);
      expect(stdout).toContain("FAILED Read the decision records");
      expect(stdout).not.toContain("steps did what they must");
      expect(stderr.trim()).toBe('what policy said: expected "DENY, ALLOW", but "" came.');
    },
  );
});
