import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import type { LiveGateway } from "../../gateway/live-gateway.ts";
import { acceptedVersions, chooseRevision } from "./choose-revision.ts";
import { initialize } from "./initialize.ts";
import type { McpDeps } from "./mcp-deps.ts";
import type { Exchange } from "./revision.ts";

const all = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"] as const;

const gateway = (supportedVersions?: readonly string[]) =>
  ({
    gateway: { name: "g", protocolConfiguration: { mcp: { supportedVersions } } },
  }) as unknown as LiveGateway;

it.each([
  [undefined, all],
  [[], all],
  [["2025-03-26"], ["2025-03-26"]],
  [
    ["2025-03-26", "2026-07-28", "2025-11-25"],
    ["2026-07-28", "2025-11-25", "2025-03-26"],
  ],
  [["2024-11-05", "2025-06-18"], ["2025-06-18"]],
  [["2024-11-05"], []],
])(
  verifies("gateway.revisions", "with the supportedVersions %j the gateway accepts %j"),
  (supported, accepted) => {
    expect(acceptedVersions(gateway(supported))).toEqual(accepted);
  },
);

it.each([
  ["2025-06-18", undefined, "2025-06-18"],
  ["2025-03-26", undefined, "2025-03-26"],
  ["2024-11-05", undefined, "2025-11-25"],
  ["2026-07-28", undefined, "2025-11-25"],
  ["2099-01-01", undefined, "2025-11-25"],
  [undefined, undefined, "2025-11-25"],
  [7, undefined, "2025-11-25"],
  ["2025-11-25", ["2025-03-26"], "2025-03-26"],
  ["2025-11-25", ["2026-07-28", "2025-06-18", "2025-03-26"], "2025-06-18"],
])(
  verifies("gateway.revisions", "a client that asks for %j of a gateway with %j is answered with %j"),
  (asked, supported, answered) => {
    const live = gateway(supported);
    const choice = chooseRevision(acceptedVersions(live), undefined, { method: "initialize" });
    if (!choice.ok) throw new Error(choice.refusal.message);
    const exchange = {
      live,
      revision: choice.revision,
      accepted: acceptedVersions(live),
      message: { params: new Map([["protocolVersion", asked]]) },
    } as unknown as Exchange;
    expect(initialize({} as McpDeps, exchange)).toEqual({
      kind: "result",
      result: {
        protocolVersion: answered,
        capabilities: { tools: { listChanged: false } },
        serverInfo: { name: "g", version: "0.1.0" },
      },
    });
  },
);

it.each([
  ["2025-06-18", undefined, all, "2025-06-18"],
  ["2026-07-28", "2026-07-28", all, "2026-07-28"],
  ["2025-11-25", "2025-11-25", all, "2025-11-25"],
  [undefined, undefined, all, "2025-03-26"],
  ["2025-06-18, 2025-06-18", undefined, all, -32022],
  ["", undefined, all, -32022],
  ["2025-06-18", undefined, ["2025-11-25"], -32022],
  [undefined, undefined, ["2025-11-25"], -32022],
  [undefined, undefined, [], -32022],
  ["2026-07-28", "2025-11-25", all, -32020],
  ["2025-11-25", "2026-07-28", all, -32020],
  ["1900-01-01", "2026-07-28", all, -32020],
  [undefined, "2026-07-28", all, -32020],
  ["2026-07-28", null, all, -32020],
] as const)(
  verifies("revisions.version", "the header %j with %j in _meta, where %j are accepted: %j"),
  (header, declared, accepted, chosen) => {
    const choice = chooseRevision(accepted, header, { method: "tools/list", declared });
    expect(choice.ok ? choice.revision.version : choice.refusal.code).toBe(chosen);
    expect(choice.ok ? undefined : choice.refusal.status).toBe(choice.ok ? undefined : 400);
  },
);

it(verifies("revisions.version", "a client with a handshake is told which revisions need none"), () => {
  expect(chooseRevision(["2026-07-28"], undefined, { method: "initialize" })).toEqual({
    ok: false,
    refusal: {
      kind: "error",
      status: 400,
      code: -32022,
      message:
        "Unsupported protocol version: a request without the MCP-Protocol-Version header is of revision 2025-03-26, which this gateway does not accept. Supported: 2026-07-28.",
      data: { supported: ["2026-07-28"], requested: "2025-03-26" },
    },
  });
});
