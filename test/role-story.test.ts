import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidenceIn, keptEvidence } from "../examples/refund/src/role/seed-evidence.ts";
import { runCommand } from "./run-command.ts";
import { verifies } from "./verifies.ts";

const story = "examples/refund/dist/role/main.js";
const report = new URL(
  "../../shared/seeds/1-internal-server-exception-after-linking-a-policy-engine.txt",
  import.meta.url,
);
const present = existsSync(report);
if (!present) {
  process.stderr.write(
    "skipped: the report of the missing permission to the letter; put the seeds beside the repository as ../shared/seeds\n",
  );
}

const failedList =
  '{"jsonrpc":"2.0","id":1,"result":{"content":[{"type":"text","text":"InternalServerException - Policy evaluation failed for list tools"}],"isError":true}}';
const emptyList = '{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}';

describe("the story of the missing permission", () => {
  it(verifies("roles.story", "does what it must in every step, and ends with 0"), async () => {
    const { code, stdout, stderr } = await runCommand(process.execPath, [story]);
    expect([stderr, code]).toEqual(["", 0]);
    const lines = stdout.split("\n");
    /** The line that says what came of a step. */
    const cameOf = (step: string) => {
      const at = lines.findIndex((line) => line.startsWith(`  ok ${step}`));
      expect(at, step).toBeGreaterThan(-1);
      return lines[at + 1]?.trim();
    };
    expect(cameOf("List its tools")).toBe("tools: RefundTool___process_refund");
    expect(cameOf("List the tools again")).toBe(failedList);
    expect(cameOf("Read the decision record")).toMatch(
      /^The gateway's role arn:aws:iam::123456789012:role\/MyGatewayRole lacks 3 permissions: bedrock-agentcore:PartiallyAuthorizeActions on /,
    );
    const beside =
      "toolgate.code, toolgate.cause, toolgate.missing_permission.action, toolgate.missing_permission.resource, toolgate.missing_permission.role, toolgate.cure";
    expect(cameOf("Read the application log")).toBe(
      `all 20 fields of the report, and beside them toolgate.decision_id, ${beside}`,
    );
    expect(cameOf("Read the span")).toBe(`all 36 fields of the report, and beside them ${beside}`);
    expect(cameOf("Add them to the role as an inline policy")).toBe(emptyList);
    expect(cameOf("Take them away")).toBe(failedList);
    expect(cameOf("Attach them as a customer managed policy")).toBe(emptyList);
    expect(cameOf("Permit refunds")).toBe("tools: RefundTool___process_refund");
    expect(cameOf("Add what the record's outcome says")).toMatch(/^\{"refunded":450,/);
    expect(lines.at(-2)).toBe("All 15 steps did what they must.");
  });

  it(verifies("roles.story", "ends with 1 when the report's fields do not come"), async () => {
    const otherwise =
      'const real = JSON.parse; JSON.parse = (text, ...more) => real(String(text).replaceAll(\'"errorType":"user"\', \'"errorType":"system"\'), ...more);';
    const { code, stdout, stderr } = await runCommand(process.execPath, [
      "--import",
      `data:text/javascript,${encodeURIComponent(otherwise)}`,
      story,
    ]);
    expect(code).toBe(1);
    expect(stdout).toContain("FAILED Read the span");
    expect(stderr).toContain('attributes > errorType: \\"user\\" is printed, \\"system\\" came');
  });

  it.skipIf(!present)(verifies("roles.story", "compares with what the report prints, to the letter"), () => {
    expect(evidenceIn(readFileSync(report, "utf8"))).toEqual(keptEvidence);
  });
});
