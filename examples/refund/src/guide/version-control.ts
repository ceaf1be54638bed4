/** The guide's deployment from version control: one loop, as often as one likes. */
import { mustBe } from "../narrator.ts";
import type { Stage } from "./guide-stage.ts";
import type { RefundSystem } from "./refund-system.ts";
import { refundsUnder } from "./statements.ts";

const versions = [
  {
    refund_under_500: {
      version: "1.0.0",
      statement: refundsUnder(500),
      description: "Allow refunds under $500",
    },
  },
  {
    refund_under_500: {
      version: "1.1.0",
      statement: refundsUnder(400),
      description: "Allow refunds under $400",
    },
  },
] as const;

export async function deployFromVersionControl(
  { narrator, policies }: Stage,
  { engine: { policyEngineId } }: RefundSystem,
): Promise<void> {
  narrator.chapter("Version control");
  for (const definitions of [versions[0], versions[0], versions[1]]) {
    for (const [name, { version, statement, description }] of Object.entries(definitions)) {
      await narrator.step(
        `Deploy ${name} v${version}`,
        () =>
          policies.createOrGetPolicy({
            policyEngineId,
            name,
            definition: { cedar: { statement } },
            description: `${description} (v${version})`,
          }),
        (policy) => {
          mustBe("its status", "ACTIVE", policy.status);
          mustBe(
            "its statement",
            true,
            JSON.stringify(policy.definition).includes(JSON.stringify(statement).slice(1, -1)),
          );
          mustBe("its description", `${description} (v${version})`, policy.description);
          return `${policy.policyId}, last changed ${policy.updatedAt}`;
        },
      );
    }
  }
}
