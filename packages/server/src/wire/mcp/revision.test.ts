import { expect, it } from "vitest";
import { verifies } from "../../../../../test/verifies.ts";
import { acceptedRevisions, negotiate } from "./revision.ts";

const all = ["2025-11-25", "2025-06-18", "2025-03-26"];

it.each([
  [undefined, all],
  [[], all],
  [["2025-03-26"], ["2025-03-26"]],
  [
    ["2025-03-26", "2025-11-25"],
    ["2025-11-25", "2025-03-26"],
  ],
  [["2024-11-05", "2025-06-18"], ["2025-06-18"]],
  [["2024-11-05"], []],
])(
  verifies("gateway.revisions", "with the supportedVersions %j the gateway accepts %j"),
  (supported, accepted) => {
    expect(acceptedRevisions(supported)).toEqual(accepted);
  },
);

it.each([
  ["2025-06-18", undefined, "2025-06-18"],
  ["2025-03-26", undefined, "2025-03-26"],
  ["2024-11-05", undefined, "2025-11-25"],
  ["2099-01-01", undefined, "2025-11-25"],
  [undefined, undefined, "2025-11-25"],
  [7, undefined, "2025-11-25"],
  ["2025-11-25", ["2025-03-26"], "2025-03-26"],
  ["2025-11-25", ["2024-11-05"], undefined],
])(
  verifies("gateway.revisions", "a client that asks for %j of a gateway with %j is answered with %j"),
  (asked, supported, answered) => {
    expect(negotiate(asked, acceptedRevisions(supported))).toBe(answered);
  },
);
