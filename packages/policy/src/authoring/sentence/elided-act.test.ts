import { describe, expect, it } from "vitest";
import { decided } from "../../../../../test/decided-sentences.ts";

const text = { type: "string" };
const tools = [
  {
    action: "Farm___restart_node",
    description: "Restart a node",
    properties: { nodeId: text, environment: text, count: { type: "integer" }, hours: { type: "integer" } },
  },
  {
    action: "Farm___drain_node",
    description: "Drain a node",
    properties: { nodeId: text, environment: text },
  },
];
const restart = (environment: string, groups: string) =>
  [
    "Farm___restart_node",
    { nodeId: "n", environment, count: 1, hours: 1 },
    { groups, role: groups },
  ] as const;
const calls = [
  restart("dev", "makers"),
  restart("test", "makers"),
  restart("prod", "makers"),
  restart("prod", "ops"),
  restart("dev", "ops"),
  ["Farm___drain_node", { nodeId: "n", environment: "prod" }, { groups: "ops", role: "ops" }] as const,
];

describe("what was said once is not said again", () => {
  it.each([
    [
      "In the environments dev and test the group makers can restart nodes; in prod only the group ops can.",
      "AADADD",
    ],
    [
      "In the environments dev and test, the group makers can restart nodes. In prod only the group ops can do so.",
      "AADADD",
    ],
    ["The group makers can restart nodes in the environment dev; in prod only the group ops can.", "ADDADD"],
    [
      "The group makers may restart nodes in the environments dev or test; in prod only the group ops may do that.",
      "AADADD",
    ],
    ["Role makers may restart nodes in the environments dev or test; in prod only role ops may.", "AADADD"],
    // what of dev is meant is not said
    ["The group makers may restart nodes in dev; only the group ops may.", "refused"],
    ["The group makers may restart or drain nodes in dev; in prod only the group ops may.", "ADDADA"],
    ["In the environment dev the group makers can restart nodes.", "ADDDDD"],
    ["In dev role makers may restart nodes.", "ADDDDD"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, calls)).toBe(expected);
  });

  it.each([
    ["Nodes may be restarted by role ops without any limit of hours.", "A"],
    ["Nodes may be restarted by role ops with a count of at most 1 without any limit on the hours.", "A"],
    ["Nodes may be restarted by role ops for at most 5 hours without any limit of hours.", "refused"],
  ])("%s", (sentence, expected) => {
    expect(decided(sentence, tools, [restart("prod", "ops")])).toBe(expected);
  });
});
