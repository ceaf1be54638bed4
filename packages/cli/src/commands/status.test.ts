import type { Status } from "@toolgate/server";
import { describe, expect, it } from "vitest";
import { verifies } from "../../../../test/verifies.ts";
import { formatStatus } from "./status.ts";

const nothing: Status = { gateways: [], engines: [], waiting: [], waitingForbids: 0 };

describe("toolgate status", () => {
  it(verifies("cli.status", "says where to begin when there is nothing yet"), () => {
    expect(formatStatus(nothing)).toBe(
      "No gateways and no policy engines yet. The README's five-minute path creates the first ones; npm run demo shows it all.",
    );
  });

  it(verifies("cli.status", "shows what is in force, what waits and what protects nothing"), () => {
    const status: Status = {
      gateways: [
        { gatewayId: "open-1", name: "open", targets: 2, tools: 3, mode: "NONE", failing: [], reasons: [] },
        {
          ...{
            gatewayId: "bank-1",
            name: "bank",
            targets: 1,
            tools: 1,
            mode: "ENFORCE" as const,
            failing: [],
          },
          ...{ policyEngineId: "Rules-1", reasons: ["The forbid stop protects nothing yet."] },
        },
      ],
      engines: [{ engineId: "Rules-1", policies: 3, active: 1, logOnly: 0, failed: ["bad-1"] }],
      waiting: [
        { policyId: "stop-1", engineId: "Rules-1", effect: "forbid", reasons: ["Waits for the target x."] },
      ],
      waitingForbids: 1,
    };
    expect(formatStatus(status).split("\n")).toEqual([
      "gateway open-1  2 targets, 3 tools, no policy engine: every call is allowed",
      "gateway bank-1  1 target, 1 tool, ENFORCE by Rules-1",
      "  ! The forbid stop protects nothing yet.",
      "engine  Rules-1  3 policies, 1 in force, 0 log-only",
      "  ! bad-1 failed: see its statusReasons",
      "waiting stop-1 (forbid)",
      "  ! Waits for the target x.",
      "1 forbid policy waits and protects nothing until what it names appears.",
    ]);
  });
});
